// What a SYN proxy does before a server, in English (RFC 4987 §3.8).

import type { CaptionWords } from "../caption-words.ts";
import { before, kindName } from "./values.ts";

type Proxy = "flood-stopped-by-proxy" | "proxy-answers" | "proxy-opens" | "proxy-joins" | "proxy-translates" | "proxy-refuses" | "proxy-drops" | "echo-unknown";

/** A SYN proxy. */
export const proxy: Pick<CaptionWords, Proxy> = {
  "flood-stopped-by-proxy": {
    title: (v) => `${v.host} stops the flood`,
    analogy: (v) => `(A receptionist sits before ${v.server}. She answers every call with a code word and writes nothing down.)`,
    technical: (v) => `${v.host} answers each of these SYNs in place of ${v.server}, with a cookie for its sequence number. Nobody sends one back, so nothing of the flood gets through: the SYN queue of ${v.server} stays empty.`,
  },
  "proxy-answers": {
    title: (v) => `${v.host} answers for ${v.server}`,
    analogy: (v) => `“Good day, ${v.peer}! Your code word is ${v.seq}. Say it once, and I will put you through; until then, please hold your question.”`,
    technical: (v) => `The SYN+ACK bears the address of ${v.server}, but ${v.server} knows nothing of it. seq=${v.seq} is a cookie, ack=${v.ack}; the window is 0, so that ${v.peer} sends no data yet. ${v.host} keeps nothing.`,
  },
  "proxy-opens": {
    title: (v) => `${v.host} opens a connection to ${v.server}`,
    analogy: (v) => `“That is the code word. ${v.server}, there is a real caller on the line: ${v.peer}.”`,
    technical: (v) => `${before(v.ack)} is the cookie: ${v.peer} got the SYN+ACK, so its address is real. ${v.host} sends ${v.server} a SYN in the name of ${v.peer}, with its own seq=${v.seq} and what the cookie remembers of its options.`,
  },
  "proxy-joins": {
    title: (v) => `${v.host} joins the two halves`,
    analogy: (v) => `“You are through, ${v.peer}: now ask.”`,
    technical: (v) => `${v.server} has chosen its own ISN, ${v.seq}. ${v.host} acknowledges it (ack=${v.ack}) and sends ${v.peer} an ACK that opens the window. The cookie and that ISN differ, and ${v.host} keeps the difference.`,
  },
  "proxy-translates": {
    title: (v) => `${v.host} translates the numbers`,
    analogy: () => "(From now on the receptionist only passes the words on, and exchanges one count for the other.)",
    technical: (v) => `${v.peer} counts from the cookie, ${v.server} from its own ISN. Going through, ${v.field}=${v.before} becomes ${v.field}=${v.after}; ${v.field === "seq" ? "ack" : "seq"} in the other direction likewise, for as long as the connection lasts.`,
  },
  "proxy-refuses": {
    title: (v) => `${v.host} does not know this cookie`,
    analogy: () => "“I have given nobody this code word.” (She puts the receiver down.)",
    technical: (v) => `The ACK belongs to no connection, and ${before(v.ack)} is no cookie that ${v.host} has lately made for this address and port. It is dropped in silence; ${v.server} never sees it.`,
  },
  "echo-unknown": {
    title: (v) => `${v.host} does not accept the ACK`,
    analogy: () => "“You speak of a time at which I said nothing. Say it once more.”",
    technical: (v) => `The echoed timestamp, ${v.echo}, is not one that ${v.host} sent with a SYN+ACK. ${v.host} answers with an ACK and stays in SYN-RECEIVED until ${v.peer} sends a right one.`,
  },
  "proxy-drops": {
    title: (v) => `${v.host} drops a stray ${kindName(v.kind)}`,
    analogy: () => "(Nobody by that name is on the line.)",
    technical: (v) => `A segment from ${v.peer} that belongs to no connection, and cannot open one: ${v.host} drops it, and ${v.server} never sees it.`,
  },
};
