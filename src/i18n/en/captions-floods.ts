// What a crowd of SYNs does to a listener, in English (RFC 4987).

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { before, time } from "./values.ts";

type Floods =
  | "flood-begins" | "flood-over" | "syn-queue-full" | "accept-queue-full" | "connection-waits" | "accepted" | "flood-dropped"
  | "flood-answered-by-cookies" | "syn-dropped" | "cookie-sent" | "established-by-cookie" | "cookie-returned" | "cookie-failed" | "last-ack-ignored"
  | "last-ack-reset" | "half-open-given-up";

const connections = (count: number): string => (count === 1 ? "1 connection" : `${grouped(count)} connections`);
const queueName = (queue: "syn" | "accept"): string => (queue === "syn" ? "SYN queue" : "accept queue");

/** Floods, queues and cookies. */
export const floods: Pick<CaptionWords, Floods> = {
  "flood-begins": {
    title: (v) => `${v.host} begins a SYN flood`,
    analogy: (v) => `(The telephone of ${v.peer} rings and rings. Each caller leaves somebody else’s number and hangs up.)`,
    technical: (v) =>
      `${grouped(v.count)} SYNs go to ${v.peer}, one every ${time(v.every)}, under ${v.sources === 1 ? "an address that is" : `${grouped(v.sources)} addresses that are`} not ${v.host}’s own. Nobody there will answer the SYN+ACKs with an ACK.`,
  },
  "flood-over": {
    title: () => "The flood is over",
    analogy: (v) => v.queued === 0
      ? `(${v.host} has stopped dialling. On the desk of ${v.peer}, nothing is left of it.)`
      : `(${v.host} has stopped dialling. What it left behind is still on the desk of ${v.peer}.)`,
    technical: (v) => `Of ${grouped(v.count)} SYNs, ${outcome(v)}.${v.queued === 0 ? "" : " Entries stay until their SYN+ACK has been sent for the last time in vain."}`,
  },
  "syn-queue-full": {
    title: () => "The SYN queue is full",
    analogy: (v) => `“I have ${v.length === 1 ? "a slip of a caller" : `${grouped(v.length)} slips of callers`} whom I must call back. There is no room for another one.”`,
    technical: (v) => `${connections(v.length)} of ${v.host} ${v.length === 1 ? "is" : "are"} half-open: each waits in SYN-RECEIVED for an ACK. The backlog allows no more.`,
  },
  "accept-queue-full": {
    title: () => "The accept queue is full",
    analogy: (v) => `“${v.length === 1 ? "A caller is" : `${grouped(v.length)} callers are`} on hold, and nobody takes over.”`,
    technical: (v) => `${connections(v.length)} of ${v.host} ${v.length === 1 ? "is" : "are"} open, but not yet accepted by the program. New SYNs are dropped in silence until it accepts one.`,
  },
  "connection-waits": {
    title: () => "The connection waits to be accepted",
    analogy: () => "“You are through. Please hold until somebody takes your call.”",
    technical: (v) => `TCP has opened the connection, but the program of ${v.host} has not accepted it yet: the accept queue now holds ${connections(v.length)}.`,
  },
  "accepted": {
    title: (v) => `The program of ${v.host} accepts`,
    analogy: (v) => `“${v.peer}, thank you for holding. I am all yours.”`,
    technical: (v) => `The program takes the connection with ${v.peer}, which has waited longest, from the accept queue.`,
  },
  "flood-dropped": {
    title: (v) => `${v.host} drops SYNs`,
    analogy: () => "(It rings, and nobody picks up any more.)",
    technical: (v) => `With the queue full, each further SYN is dropped in silence: no SYN+ACK, no RST. ${v.host} cannot tell honest SYNs from those of ${v.peer}.`,
  },
  "flood-answered-by-cookies": {
    title: (v) => `${v.host} answers with cookies`,
    analogy: () => "“Here is a code word. Call again with it and I will know you; until then I write nothing down.”",
    technical: (v) => `${v.host} remembers nothing of these SYNs: what it would have to keep goes out in the sequence number of the SYN+ACK, the cookie. What is in the queue stays there.`,
  },
  "syn-dropped": {
    title: (v) => `${v.host} drops an honest SYN`,
    analogy: (v) => `(${v.peer} lets it ring, and nobody picks up at ${v.host}. It will try again in a while.)`,
    technical: (v) => `The SYN of ${v.peer} (seq=${v.seq}) finds the ${queueName(v.queue)} full and is dropped in silence. ${v.peer} will send it again when its timer expires.`,
  },
  "cookie-sent": {
    title: (v) => `${v.host} sends a cookie as its ISN`,
    analogy: (v) => `“${v.peer}, your code word is ${v.seq}. Say it when you answer, and we can talk.”`,
    technical: (v) => `seq=${v.seq} is no ordinary ISN: a keyed hash of addresses and ports, plus ${v.peer}’s ISN (${before(v.ack)}), the minute and the MSS. ${v.host} stays in LISTEN and keeps nothing.`,
  },
  "established-by-cookie": {
    title: (v) => `${v.host} is ESTABLISHED`,
    analogy: (v) => `“Yes, ${v.peer}! I can hear you well, and here is your code word.”`,
    technical: (v) => `With the SYN+ACK, ${v.host} is ESTABLISHED and sends its ACK (seq=${v.seq}, ack=${v.ack}: the cookie plus 1). Until it arrives, ${v.peer} is in LISTEN and knows of no connection.`,
  },
  "cookie-returned": {
    title: (v) => `The cookie comes back to ${v.host}`,
    analogy: () => "“That is the code word that I gave you. Come in!”",
    technical: (v) => `ack=${v.ack} minus 1 is the cookie ${before(v.ack)}, and the hash fits: only the receiver of the SYN+ACK can know it. ${v.host} makes the connection from it, ESTABLISHED at once.`,
  },
  "cookie-failed": {
    title: (v) => `${v.host} does not know this cookie`,
    analogy: () => "“I have given nobody this code word.”",
    technical: (v) => `${before(v.ack)} is no cookie that ${v.host} made in these two minutes for this address and port. The ACK belongs to no connection and is answered with a RST.`,
  },
  "last-ack-ignored": {
    title: () => "The last ACK finds no room",
    analogy: (v) => `“${v.host} heard me, so we are connected.” (But the waiting room is full, and ${v.host} pretends to have heard nothing.)`,
    technical: (v) => `The accept queue is full, so ${v.host} ignores the ACK (ack=${v.ack}) and stays in SYN-RECEIVED, while ${v.peer} is ESTABLISHED. The SYN+ACK will come again.`,
  },
  "last-ack-reset": {
    title: (v) => `${v.host} resets because it has no room`,
    analogy: () => "“Sorry, nobody can take your call. Goodbye!”",
    technical: (v) => `The accept queue is full and ${v.host} is set to abort on overflow: the last ACK is answered with a RST, and ${v.peer} learns of it at once.`,
  },
  "half-open-given-up": {
    title: (v) => `${v.host} gives up half-open connections`,
    analogy: () => "“I have called back often enough. This slip goes into the bin.”",
    technical: (v) => v.early
      ? `The SYN queue is more than half full, so ${v.host} gives up its oldest entries before their time. Whoever tries now may find room.`
      : `The SYN+ACK has been sent as often as allowed, without an answer: ${v.host} gives up the entry, and its place is free again.`,
  },
};

/** What became of the SYNs, without what became of none. */
function outcome(counts: { readonly queued: number; readonly cookies: number; readonly dropped: number }): string {
  const was = (count: number): string => (count === 1 ? "was" : "were");
  const parts = [
    [counts.queued, "took a place in the SYN queue"], [counts.cookies, `${was(counts.cookies)} answered with a cookie`], [counts.dropped, `${was(counts.dropped)} dropped`],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${grouped(count)} ${what}`);
  const last = said.pop();
  if (last === undefined) return "none was queued, answered with a cookie or dropped";
  return said.length === 0 ? last : `${said.join(", ")} and ${last}`;
}
