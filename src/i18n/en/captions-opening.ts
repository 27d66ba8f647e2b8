// How a connection opens, in English (RFC 9293 §3.5).

import type { CaptionWords } from "../caption-words.ts";
import { before, bytes, fate, noise, nth, time, wait } from "./values.ts";

type Opening =
  | "cookie-asked" | "cookie-given" | "syn-with-data" | "syn-data-taken" | "syn-data-refused"
  | "listen" | "syn-sent" | "syn-lost" | "syn-retransmitted" | "syn-answered" | "syn-ack-lost" | "syn-ack-retransmitted"
  | "syn-ack-repeated" | "syn-received-again" | "syn-ack-received-again" | "simultaneous-open" | "established-crossed" | "established-first"
  | "handshake-ack-lost" | "established-both" | "established-by-data";

/** Opening. */
export const opening: Pick<CaptionWords, Opening> = {
  "listen": {
    title: (v) => `${v.host} listens`,
    analogy: () => "“I am by the telephone. Call me any time.”",
    technical: (v) => `${v.host} is in LISTEN and waits for a SYN on port ${v.port}.`,
  },
  "syn-sent": {
    title: (v) => `${v.host} sends a SYN`,
    analogy: (v) => `“Hello, ${v.peer}! I would like to talk with you. Are you ready?”`,
    technical: (v) => `The SYN announces the initial sequence number (ISN) of ${v.host}: ${v.seq}. ${v.host} is now in SYN-SENT.`,
  },
  "cookie-asked": {
    title: (v) => `${v.host} asks for a cookie`,
    analogy: (v) => `“Hello, ${v.peer}! Could you give me a visitor’s pass for the next time?”`,
    technical: (v) => `The SYN (seq=${v.seq}) carries the Fast Open option with an empty cookie. The connection itself opens like any other.`,
  },
  "cookie-given": {
    title: (v) => `${v.host} gives a cookie`,
    analogy: () => "“Gladly! Show this pass when you call again, and you may speak at once.”",
    technical: (v) =>
      `The SYN+ACK (ack=${v.ack}) brings the cookie ${v.cookie}, a keyed hash of ${v.peer}’s address: ${v.host} need not remember it; ${v.peer} keeps it for the next connection.`,
  },
  "syn-with-data": {
    title: (v) => `${v.host} sends a SYN with data`,
    analogy: (v) => `“Hello, ${v.peer}! Here is my pass, and here is what I want.”`,
    technical: (v) => `The SYN (seq=${v.seq}) carries the cookie ${v.cookie} and ${bytes(v.bytes)} of data, before the connection is open.`,
  },
  "syn-data-taken": {
    title: (v) => `${v.host} accepts the data at once`,
    analogy: (v) => `“I know this pass, ${v.peer}. I am already at work on it!”`,
    technical: (v) =>
      `The cookie is right. ack=${v.ack} covers the SYN and its ${bytes(v.bytes)}; the program reads them in SYN-RECEIVED and may answer a round trip earlier.`,
  },
  "syn-data-refused": {
    title: (v) => `${v.host} does not accept the data`,
    analogy: () => "“I do not know this pass. Let us greet each other first.”",
    technical: (v) => `ack=${v.ack} covers the SYN alone, without its ${bytes(v.bytes)}. The handshake goes on like any other, and ${v.peer} sends the data again.`,
  },
  "syn-lost": {
    title: () => "The SYN does not arrive",
    analogy: (v) => `“${v.peer} will answer any moment now.” (But the words ${noise(v.why)}.)`,
    technical: (v) => `The SYN (seq=${v.seq}) ${fate(v.why)}. No SYN+ACK will come, so ${v.host} waits until its retransmission timer expires.`,
  },
  "syn-retransmitted": {
    title: (v) => `${v.host} sends the SYN again`,
    analogy: (v) => `“Hello, ${v.peer}? Can you hear me? Let me say it once more.”`,
    technical: (v) =>
      `No answer for ${time(v.time)}, and the retransmission timer expires: the same SYN (seq=${v.seq}) goes out again, the ${nth(v.count)} retransmission.${wait(v.next)}`,
  },
  "syn-answered": {
    title: (v) => `${v.host} answers with SYN+ACK`,
    analogy: (v) => `“Yes, ${v.peer}! I can hear you, and I am ready too. Can you hear me as well?”`,
    technical: (v) =>
      `${v.host} is now in SYN-RECEIVED. ack=${v.ack}: it has received number ${before(v.ack)}, which the SYN took, and expects ${v.ack} next. seq=${v.seq} is its own ISN.`,
  },
  "syn-ack-lost": {
    title: () => "The SYN+ACK does not arrive",
    analogy: (v) => `“You have heard my answer, ${v.peer}, haven’t you?” (But the words ${noise(v.why)}.)`,
    technical: (v) => `The SYN+ACK ${fate(v.why)}. ${v.host} waits in SYN-RECEIVED until it is acknowledged or the retransmission timer expires.`,
  },
  "syn-ack-retransmitted": {
    title: (v) => `${v.host} sends the SYN+ACK again`,
    analogy: (v) => `“${v.peer}, did you hear my answer? Let me say it once more.”`,
    technical: (v) =>
      `No acknowledgement for ${time(v.time)}, and the retransmission timer expires: the SYN+ACK goes out again, the ${nth(v.count)} retransmission.${wait(v.next)}`,
  },
  "syn-ack-repeated": {
    title: (v) => `${v.host} answers again`,
    analogy: (v) => `“Yes, yes, ${v.peer}! I am here. My answer once more.”`,
    technical: (v) => `The same SYN has come again. ${v.host} opens no second connection; it answers with the same SYN+ACK (seq=${v.seq}, ack=${v.ack}).`,
  },
  "syn-received-again": {
    title: () => "The same SYN comes again",
    analogy: (v) => `“I have heard you, ${v.peer}, and I did answer. Let me say it again.”`,
    technical: (v) => `The SYN has come again, but its number is no longer expected. ${v.host} stays in SYN-RECEIVED and tells in an ACK what it expects: ack=${v.ack}.`,
  },
  "syn-ack-received-again": {
    title: (v) => `${v.host} confirms once more`,
    analogy: () => "“I had heard that already. I confirm it once more: you come through clearly.”",
    technical: (v) => `The same SYN+ACK comes again. ${v.peer} may not have received the ACK, so ${v.host} sends ack=${v.ack} once more.`,
  },
  "simultaneous-open": {
    title: () => "The SYNs cross",
    analogy: (v) => `“Oh, ${v.peer}, you were just calling me too!”`,
    technical: (v) => `In SYN-SENT, ${v.host} receives ${v.peer}’s SYN. This is a simultaneous open: ${v.host} goes to SYN-RECEIVED and acknowledges with ack=${v.ack}.`,
  },
  "established-crossed": {
    title: (v) => `${v.host} is ESTABLISHED`,
    analogy: (v) => `“So you have heard me too, ${v.peer}. Now we can talk!”`,
    technical: (v) => `ack=${v.ack} acknowledges its own SYN, and ${v.host} is ESTABLISHED.`,
  },
  "established-first": {
    title: (v) => `${v.host} is ESTABLISHED`,
    analogy: (v) => `“Yes, ${v.peer}! I can hear you well. Then let us begin!”`,
    technical: (v) =>
      `With the SYN+ACK, ${v.host} is ESTABLISHED and sends its ACK (seq=${v.seq}, ack=${v.ack}). Until that ACK arrives, ${v.peer} is still in SYN-RECEIVED.`,
  },
  "handshake-ack-lost": {
    title: () => "The last ACK does not arrive",
    analogy: (v) => `“Now the call has begun!” (But the words ${noise(v.why)}, and ${v.peer} is still waiting for an answer.)`,
    technical: (v) =>
      `The last ACK ${fate(v.why)}. ${v.host} is ESTABLISHED, ${v.peer} not yet. Data with the same ack can complete the handshake; otherwise the SYN+ACK comes again.`,
  },
  "established-both": {
    title: (v) => `Now ${v.host} is ESTABLISHED too`,
    analogy: () => "“Good, we can both hear each other. The call has begun!”",
    technical: (v) => `ack=${v.ack} acknowledges its own SYN, and ${v.host} is ESTABLISHED. Now the connection is open at both ends.`,
  },
  "established-by-data": {
    title: () => "Data completes the handshake",
    analogy: () => "“A parcel already? Then you must have heard me: the call has begun!”",
    technical: (v) => `The segment with ${bytes(v.bytes)} of data carries ack=${v.ack} as well. It acknowledges the SYN of ${v.host}, which is now ESTABLISHED.`,
  },
};
