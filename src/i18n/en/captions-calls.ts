// What TCP says to its program, in English (RFC 9293 §3.9.1, §3.8.3).

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { bytes, ERRORS } from "./values.ts";

/** Words to the program. */
export const calls: Pick<CaptionWords, "status-told" | "calls-ended" | "urgent-told" | "retransmissions-told"> = {
  "status-told": {
    title: (v) => `${v.host} asks for the STATUS`,
    analogy: () => "“How is our call going? What have I said that is not confirmed, and what have I not listened to yet?”",
    technical: (v) =>
      `STATUS answers: ${v.state}, port ${v.port}${v.remote === null ? "" : ` to ${v.remote.name}:${v.remote.port}`}. ${windows(v.sendWindow, v.receiveWindow)}. ${waiting(v.unacknowledged, v.sends, v.unread, v.receives)}.`,
  },
  "calls-ended": {
    title: (v) => `Calls that waited fail at ${v.host}`,
    analogy: (v) => `“${v.receives === 0 ? "What you asked me to say: it is too late for that now." : v.sends === 0 ? "What you were waiting to hear: it will not come now." : "What you asked me to say, and what you were waiting to hear: it is too late for both."}”`,
    technical: (v) => `The connection ended first: ${each(v.sends, v.bytes, v.receives)} of ${v.host}’s program ${v.sends + v.receives === 1 ? "gets the" : "each get the"} error “${ERRORS[v.error]}”.`,
  },
  "urgent-told": {
    title: (v) => `${v.host}’s program hears of urgent data`,
    analogy: (v) => `“${v.peer} says that something in here is urgent. You had better read quickly up to there.”`,
    technical: (v) => `The URG flag makes the urgent pointer valid: it tells where the urgent data of ${v.peer} ends. TCP tells its program at once, but delivers every byte in order as ever.`,
  },
  "retransmissions-told": {
    title: (v) => `${v.host}’s program hears of the trouble`,
    analogy: (v) => `“I keep calling ${v.peer}, and nobody answers. I thought you should know.”`,
    technical: (v) => `${v.count === 1 ? "One retransmission" : `${grouped(v.count)} retransmissions`} of the same segment without an answer: the threshold R1. TCP tells its program and goes on until R2, where it gives up.`,
  },
};

function windows(send: number | null, receive: number): string {
  return send === null ? `Receive window ${grouped(receive)}` : `Send window ${grouped(send)}, receive window ${grouped(receive)}`;
}

function waiting(unacknowledged: number, sends: number, unread: number, receives: number): string {
  const sent = unacknowledged === 0 ? "Nothing unacknowledged" : `${bytes(unacknowledged)}${sends === 0 ? "" : ` of ${count(sends, "SEND")}`} unacknowledged`;
  return `${sent}, ${unread === 0 ? "nothing" : bytes(unread)} unread${receives === 0 ? "" : `, ${count(receives, "RECEIVE")} waiting`}`;
}

function each(sends: number, size: number, receives: number): string {
  const parts = [...(sends === 0 ? [] : [`${count(sends, "SEND")} (${bytes(size)})`]), ...(receives === 0 ? [] : [count(receives, "RECEIVE")])];
  return parts.join(" and ");
}

function count(number: number, word: string): string {
  return `${grouped(number)} ${word}${number === 1 ? "" : "s"}`;
}
