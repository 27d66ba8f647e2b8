// What goes wrong, in English: resets, refusals, time-outs and stray segments (RFC 9293 §3.5.2, §3.5.3, §3.8.3; RFC 5961).

import type { CallError } from "../../simulation/index.ts";
import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { ERRORS, fate, kindName, noise, phase, time } from "./values.ts";

type Failure =
  | "nobody-listens" | "reset-sent" | "reset-answered" | "data-unwanted" | "reset-answered-in-syn-sent" | "reset-lost" | "refused" | "reset-received"
  | "reset-before-established" | "challenge-ack"
  | "segment-unacceptable" | "segment-ignored" | "timed-out" | "call-failed" | "crashed" | "injected" | "packet-duplicated" | "copy-lost" | "truncated";

/** Failures and the network. */
export const failure: Pick<CaptionWords, Failure> = {
  "nobody-listens": {
    title: (v) => `${v.host} refuses with a RST`,
    analogy: () => "“There is nobody at the number that you have called.”",
    technical: (v) => `No program listens on this port, so ${v.host} answers the SYN with RST+ACK (ack=${v.ack}): the ISN plus one, because the SYN takes one number.`,
  },
  "reset-sent": {
    title: (v) => `${v.host} aborts the connection`,
    analogy: () => "“That is the end of this call!” (Down goes the receiver.)",
    technical: (v) => `${v.host} sends a RST and the connection is gone at once. Unlike a FIN, a RST is never acknowledged.`,
  },
  "reset-answered": {
    title: (v) => `${v.host} answers with a RST`,
    analogy: () => "“Who is speaking? I am not in such a call.”",
    technical: (v) => `This segment belongs to no connection of ${v.host}, which answers with a RST.`,
  },
  "data-unwanted": {
    title: (v) => `${v.host} answers data with a RST`,
    analogy: () => "“The person you are talking to has left. Nobody here will listen to that.”",
    technical: (v) => `The program of ${v.host} has closed and reads no more. Data that comes now would never be read, so a RST tells ${v.peer} to stop.`,
  },
  "reset-answered-in-syn-sent": {
    title: (v) => `${v.host} rejects the answer with a RST`,
    analogy: () => "“You are answering a call that I made long ago. Please forget that one.”",
    technical: (v) => `ack=${v.ack} acknowledges what ${v.host} never sent in this connection: its own SYN would need ack=${v.expected}. It answers with a RST (seq=${v.ack}) and goes on waiting in SYN-SENT.`,
  },
  "reset-lost": {
    title: () => "The RST does not arrive",
    analogy: (v) => `“I have said that it is over, and that is that.” (But the words ${noise(v.why)}.)`,
    technical: (v) => `The RST ${fate(v.why)}. A RST is neither acknowledged nor sent again, so ${v.peer} knows nothing of it.`,
  },
  "refused": {
    title: () => "The connection is refused",
    analogy: () => "“Nobody there, then. I give up.”",
    technical: (v) => `In SYN-SENT, ${v.host} receives a RST and goes to CLOSED at once; its program gets the error “connection refused”.`,
  },
  "reset-received": {
    title: (v) => `The connection of ${v.host} is gone`,
    analogy: (v) => `“You have hung up on me, ${v.peer}. So the call ends here.”`,
    technical: (v) => `In ${v.state}, ${v.host} receives a RST and drops the connection. A RST is never answered.`,
  },
  "reset-before-established": {
    title: (v) => `${v.host} goes on listening`,
    analogy: () => "“So it was not you who called. I will wait for the next call.”",
    technical: (v) => `In SYN-RECEIVED, ${v.host} receives a RST. The connection is not open yet, so nobody needs to be told: ${v.host} forgets it and is back in LISTEN.`,
  },
  "challenge-ack": {
    title: (v) => `${v.host} asks back`,
    analogy: (v) => `“Is it really you, ${v.peer}? Here is the number that I know. Please check it.”`,
    technical: (v) => `A segment that could harm the connection has come, but its number is not exact. ${v.host} keeps its state and sends a challenge ACK (ack=${v.ack}).`,
  },
  "segment-unacceptable": {
    title: () => "A segment that cannot be accepted",
    analogy: () => "“That number is not due. Let me tell you once more which one I expect.”",
    technical: (v) => `The segment with seq=${v.seq} lies outside the receive window or does not fit this state. ${v.host} drops it and says in an ACK which number it expects.`,
  },
  "segment-ignored": {
    title: () => "A segment is dropped in silence",
    analogy: () => "“That has nothing to do with me. I have heard nothing.”",
    technical: (v) => `${v.host} drops the segment with seq=${v.seq} without an answer.`,
  },
  "timed-out": {
    title: (v) => `${v.host} gives up`,
    analogy: () => "“However often I call, nobody answers. I put down the receiver.”",
    technical: (v) => v.count === 0
      ? `The answer that ${v.host} waited for in ${v.state} has not come: it gives up ${phase(v.state)} and is CLOSED.`
      : `${v.count === 1 ? "One retransmission" : `${grouped(v.count)} retransmissions`} without an answer: ${v.host} gives up ${phase(v.state)} and goes from ${v.state} to CLOSED.`,
  },
  "call-failed": {
    title: () => "A request of the program is refused",
    analogy: () => "“I am sorry, I cannot do that for you now.”",
    technical: (v) => `${protocolOf(v.error)} on ${v.host} refuses its program’s ${v.call} call: ${ERRORS[v.error]}.`,
  },
  "crashed": {
    title: (v) => `${v.host} crashes`,
    analogy: () => "(The line goes dead without a word. Nobody says goodbye.)",
    technical: (v) => `${v.host} loses every connection and sends nothing. ${v.peer} does not know: for it, the connection is still there.`,
  },
  "injected": {
    title: () => "A segment that nobody sent",
    analogy: (v) => `(Somebody calls ${v.peer} and pretends to be ${v.host}.)`,
    technical: (v) => `A ${kindName(v.kind)} with seq=${v.seq} reaches ${v.peer} in the name of ${v.host}, which never sent it.`,
  },
  "packet-duplicated": {
    title: () => "The network makes a copy",
    analogy: (v) => `(The words of ${v.host} are heard twice, like an echo.)`,
    technical: (v) => `The network has made a second copy of the segment with seq=${v.seq}. ${v.host} sent it only once.`,
  },
  "copy-lost": {
    title: () => "One copy does not arrive",
    analogy: (v) => `(In one of the echoes, the words of ${v.host} ${noise(v.why)}.)`,
    technical: (v) => `One copy of the segment with seq=${v.seq} ${fate(v.why)}. Another one arrives.`,
  },
  "truncated": {
    title: () => "The run stops here",
    analogy: () => "(The story goes on, but the picture ends here.)",
    technical: (v) => `The run has reached a limit and was stopped: ${limit(v.limit, v.value)}.`,
  },
};

/** Which of the two makes such an error. */
function protocolOf(error: CallError): "TCP" | "UDP" {
  return error === "message too long" || error === "port in use" ? "UDP" : "TCP";
}

/** Names a limit of a run with its value. */
export function limit(name: "events" | "packets" | "time", value: number): string {
  switch (name) {
    case "events":
      return `${grouped(value)} events`;
    case "packets":
      return `${grouped(value)} packets`;
    case "time":
      return `${time(value)} of simulated time`;
  }
}
