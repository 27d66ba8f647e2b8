// How a connection closes, in English (RFC 9293 §3.6).

import type { CaptionWords } from "../caption-words.ts";
import { bytes, fate, noise, nth, time, wait } from "./values.ts";

type Closing =
  | "fin-sent" | "fin-received" | "fin-delivered" | "fin-received-again" | "fin-acknowledged" | "fin-answered" | "fin-answered-at-once" | "fin-lost"
  | "fin-retransmitted" | "fin-ack-lost" | "simultaneous-close" | "time-wait" | "time-wait-restarted" | "time-wait-over"
  | "closed" | "closed-early";

/** Closing. */
export const closing: Pick<CaptionWords, Closing> = {
  "fin-sent": {
    title: (v) => `${v.host} sends a FIN`,
    analogy: (v) => `“I have said all I wanted to say, ${v.peer}. From now on I only listen.”`,
    technical: (v) =>
      `${carried(v.bytes)}${v.host} closes before a FIN has come: it is an active closer, now in FIN-WAIT-1. The FIN takes one number (${v.seq}); it can still receive.`,
  },
  "fin-received": {
    title: (v) => `${v.host} receives the FIN`,
    analogy: () => "“I see, you have said it all. I have heard every word.”",
    technical: (v) =>
      `${v.host} goes to CLOSE-WAIT and acknowledges the FIN with ack=${v.ack}. Its program learns that no more data will come, but ${v.host} may still send.`,
  },
  "fin-received-again": {
    title: () => "The same FIN comes again",
    analogy: () => "“I have heard that you are done. Let me confirm it once more.”",
    technical: (v) => `The same FIN comes again. Its acknowledgement may not have reached ${v.peer}, so ${v.host} sends ack=${v.ack} once more.`,
  },
  "fin-delivered": {
    title: (v) => `${v.peer} has said everything`,
    analogy: (v) => `“So you are done, ${v.peer}. I will confirm it in a moment.”`,
    technical: (v) => `${v.host} goes to CLOSE-WAIT. Its program learns that no more data will come, but ${v.host} may still send. The acknowledgement of the FIN waits a little for data to go with.`,
  },
  "fin-acknowledged": {
    title: (v) => `The direction from ${v.host} is closed`,
    analogy: (v) => `“So you know that I am done. I will go on listening to you, ${v.peer}.”`,
    technical: (v) => `Its FIN is acknowledged, and ${v.host} goes to FIN-WAIT-2. The direction from ${v.peer} is still open.`,
  },
  "fin-answered": {
    title: (v) => `${v.host} sends its FIN too`,
    analogy: (v) => `“I have said everything too, ${v.peer}. Let us hang up.”`,
    technical: (v) => `${carried(v.bytes)}${v.host} is the passive closer: in LAST-ACK it waits until its own FIN (number ${v.seq}) is acknowledged.`,
  },
  "fin-answered-at-once": {
    title: (v) => `${v.host} acknowledges and sends its FIN at once`,
    analogy: (v) => `“I have heard every word, and I have nothing to add, ${v.peer}. Let us hang up together.”`,
    technical: (v) =>
      `${carried(v.bytes)}One segment carries both the acknowledgement (ack=${v.ack}) and the FIN (number ${v.seq}): ${v.host} is in LAST-ACK, and three segments do the work of four.`,
  },
  "fin-lost": {
    title: () => "The FIN does not arrive",
    analogy: (v) => `“I have told you that I am done, ${v.peer}.” (But the words ${noise(v.why)}.)`,
    technical: (v) => `The FIN (number ${v.seq}) ${fate(v.why)}. Like data, a FIN that is not acknowledged is sent again.`,
  },
  "fin-retransmitted": {
    title: (v) => `${v.host} sends the FIN again`,
    analogy: (v) => `“Did you hear me, ${v.peer}? I have said all I wanted to say.”`,
    technical: (v) => `Without a new acknowledgement for ${time(v.time)}, ${v.host} sends the FIN (number ${v.seq}) again, its ${nth(v.count)} retransmission.${wait(v.next)}`,
  },
  "fin-ack-lost": {
    title: () => "The acknowledgement of the FIN does not arrive",
    analogy: (v) => `“I have told you that I understood, ${v.peer}.” (But the words ${noise(v.why)}.)`,
    technical: (v) => `The ACK of the FIN (ack=${v.ack}) ${fate(v.why)}. ${v.peer} still takes its FIN for unacknowledged, and its retransmission timer runs on.`,
  },
  "simultaneous-close": {
    title: () => "The FINs cross",
    analogy: (v) => `“Oh, ${v.peer}, you wanted to hang up at the same moment!”`,
    technical: (v) => `Before its own FIN is acknowledged, ${v.host} receives the FIN of ${v.peer} and goes to CLOSING. In a simultaneous close, both ends are active closers.`,
  },
  "time-wait": {
    title: (v) => `${v.host} waits in TIME-WAIT`,
    analogy: (v) => `“I will stay on the line a little longer. Perhaps you did not hear my last word, ${v.peer}.”`,
    technical: (v) =>
      `${v.host} waits ${time(v.time)}, ${v.constant ? "a constant of the kernel (60 s, and its long timers go off late)" : "twice the MSL"}. If its last ACK is lost, ${v.peer} will send its FIN again; and no old segment may stray into a new connection.`,
  },
  "time-wait-restarted": {
    title: () => "TIME-WAIT begins anew",
    analogy: () => "“So you did not hear my last word. I will say it again, and wait from the beginning once more.”",
    technical: (v) => `${v.peer}’s FIN has come again. ${v.host} acknowledges it again and waits its ${time(v.time)} from the beginning.`,
  },
  "time-wait-over": {
    title: (v) => `${v.host} is CLOSED`,
    analogy: () => "“I have waited long enough. Now I put down the receiver.”",
    technical: (v) => `TIME-WAIT is over: ${v.host} is CLOSED and forgets everything about the connection.`,
  },
  "closed": {
    title: (v) => `${v.host} is CLOSED`,
    analogy: () => "“You have heard my last word too. Goodbye!”",
    technical: (v) => `Its FIN is acknowledged, so ${v.host} is CLOSED at once. TIME-WAIT is for the end that closed first.`,
  },
  "closed-early": {
    title: (v) => `${v.host} closes without a word`,
    analogy: () => "“We had not begun to talk yet, so I just put down the receiver.”",
    technical: (v) => `In ${v.state}, ${v.host} goes to CLOSED directly, without sending a segment.`,
  },
};

function carried(count: number): string {
  return count === 0 ? "" : `The last data (${bytes(count)}) goes along. `;
}
