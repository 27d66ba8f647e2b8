// What UDP does and does not do, in English (RFC 768; RFC 1122 §4.1.3), and how streams of frames fare.

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { bytes, fate, mishap, nth, time } from "./values.ts";

type Datagrams =
  | "socket-opened" | "socket-connected" | "datagram-cut" | "fragment-lost" | "fragment-kept" | "datagram-whole" | "fragments-discarded" | "error-passing" | "first-datagram-sent" | "datagram-sent" | "datagram-received" | "datagram-lost" | "datagram-overtaken"
  | "datagram-repeated" | "nobody-has-port" | "error-withheld" | "error-lost" | "error-ignored" | "error-kept" | "refused-by-icmp"
  | "frames-begin" | "frame-late" | "frames-over";

/** Datagrams. */
export const datagrams: Pick<CaptionWords, Datagrams> = {
  "socket-opened": {
    title: (v) => `${v.host} opens UDP port ${v.port}`,
    analogy: () => "“Whatever is for this door, just bring it. Nobody needs to call first.”",
    technical: (v) => `A program on ${v.host} has UDP port ${v.port}. There is no LISTEN and no connection: what comes for the port is handed over.`,
  },
  "socket-connected": {
    title: (v) => `${v.host} connects its socket to ${v.peer}`,
    analogy: (v) => `(Nobody is called: ${v.host} only notes that its messengers go to ${v.peer} and nowhere else.)`,
    technical: (v) => `“connect” on a UDP socket sends nothing: it only sets the peer, port ${v.port} of ${v.peer}. From then on the socket gets what comes from there, ICMP errors included, and nothing else.`,
  },
  "first-datagram-sent": {
    title: (v) => `${v.host} just sends`,
    analogy: (v) => `“Off you go, messenger, to ${v.peer}! No call before, no confirmation after.${inside(v.text)}”`,
    technical: (v) => `${v.host} sends ${load(v.bytes, v.datagrams)} with the very first packet: no handshake, no sequence number, and no copy is kept.`,
  },
  "datagram-sent": {
    title: (v) => `${v.host} sends ${v.datagrams > 1 ? "datagrams" : "a datagram"}`,
    analogy: (v) => `“Another messenger to ${v.peer}.${inside(v.text)}”`,
    technical: (v) => `${v.host} sends ${load(v.bytes, v.datagrams)} and forgets about it: UDP keeps no copy and sets no timer.`,
  },
  "datagram-received": {
    title: (v) => `${v.host} receives the datagram`,
    analogy: () => "“A messenger was here. I have it; nobody has asked me to confirm.”",
    technical: (v) => `The checksum is right, and ${v.host} hands the whole datagram of ${bytes(v.bytes)} to its program. UDP sends no acknowledgement.`,
  },
  "datagram-lost": {
    title: () => "A datagram is lost, and stays lost",
    analogy: (v) => `“My messenger will be there by now.” (The messenger ${mishap(v.why)}, and nobody will ever say so.)`,
    technical: (v) => `The ${nth(v.number)} datagram, with ${bytes(v.bytes)}, ${fate(v.why)}. Neither ${v.host} nor ${v.peer} notices, and it is never sent again.`,
  },
  "datagram-overtaken": {
    title: () => "A datagram comes out of order",
    analogy: () => "“This messenger set out earlier than the one before. I take them as they come.”",
    technical: (v) => `The ${nth(v.number)} datagram comes after a later one. UDP does not put them in order: the program of ${v.host} gets them as they arrive.`,
  },
  "datagram-repeated": {
    title: () => "The same datagram comes twice",
    analogy: () => "“Did I not get this already? Well, now I have two.”",
    technical: (v) => `The network has made a copy of the ${nth(v.number)} datagram. UDP cannot tell, and the program of ${v.host} gets it a second time.`,
  },
  "datagram-cut": {
    title: (v) => `${v.host} sends more than fits one packet`,
    analogy: (v) => `“This does not fit into one bag. Let ${v.count} messengers take a part each, and may they all get to ${v.peer}!”`,
    technical: (v) => `A datagram of ${bytes(v.bytes)} is longer than the MTU allows: IP cuts it into ${v.count} fragments. Only the first has the UDP header; offsets say where each belongs.`,
  },
  "fragment-lost": {
    title: () => "A fragment is lost, and with it the datagram",
    analogy: (v) => `“They will all be there by now.” (One of the ${v.count} messengers ${mishap(v.why)}.)`,
    technical: (v) => `Fragment ${v.index} of ${v.count} of the ${nth(v.number)} datagram ${fate(v.why)}. Nobody sends it again, and without it the others are of no use.`,
  },
  "fragment-kept": {
    title: (v) => `${v.host} keeps the fragment`,
    analogy: () => "“This is only a part. I put it on the shelf until the others are here.”",
    technical: (v) => `IP on ${v.host} waits for all ${v.count} fragments, at most ${time(v.time)}. UDP and the program hear nothing of it until then.`,
  },
  "datagram-whole": {
    title: (v) => `${v.host} has the datagram whole`,
    analogy: () => "“Now all the parts are here, and it is one letter again.”",
    technical: (v) => `The last of ${v.count} fragments is there. IP puts them together, UDP checks the checksum of the whole and hands ${bytes(v.bytes)} to the program.`,
  },
  "fragments-discarded": {
    title: (v) => `${v.host} throws the fragments away`,
    analogy: () => "“The missing part will not come any more. Away with the others!”",
    technical: (v) => `After ${time(v.time)} a fragment of the ${nth(v.number)} datagram is still missing: ${v.host} discards what has come${v.told ? `, and tells ${v.peer} by ICMP time exceeded, code 1.` : ". Since the first fragment is missing, it tells nobody."}`,
  },
  "error-passing": {
    title: (v) => `The program of ${v.host} hears nothing of it`,
    analogy: () => "(A note comes back. The porter reads it and says nothing to anybody.)",
    technical: (v) => `ICMP time exceeded is taken for a passing error: no call of ${v.host}’s program returns it, and it never learns that its datagram was lost.`,
  },
  "nobody-has-port": {
    title: () => "Nobody has the port",
    analogy: (v) => `“There is nobody behind door ${v.port}.” (The caretaker at ${v.host} sends the messenger back.)`,
    technical: (v) => `No socket on ${v.host} has UDP port ${v.port}. The host, not UDP, answers: ICMP destination unreachable, code port unreachable.`,
  },
  "error-withheld": {
    title: () => "Nobody has the port, and nobody says so",
    analogy: () => "(The caretaker has said it often enough and waits a little before saying it again.)",
    technical: (v) => `No socket on ${v.host} has UDP port ${v.port}, but the kernel has sent ${v.peer} enough ICMP errors lately: it limits their rate.`,
  },
  "error-lost": {
    title: () => "The error does not arrive",
    analogy: (v) => `(What the caretaker sent back ${mishap(v.why)}.)`,
    technical: (v) => `The ICMP message from ${v.host} ${fate(v.why)}. No error is ever sent about an error: ${v.peer} learns nothing.`,
  },
  "error-ignored": {
    title: (v) => `${v.host} hears nothing of it`,
    analogy: () => "(The messenger comes home with the news, but nobody at home had asked to be told.)",
    technical: (v) => `The socket of ${v.host} is not connected: none of its calls returns the ICMP error, and the program goes on as if nothing were wrong.`,
  },
  "error-kept": {
    title: (v) => `${v.host} is told of the error`,
    analogy: () => "“Nobody behind that door? I had better remember that for the next time.”",
    technical: (v) => `The socket of ${v.host} is connected to ${v.peer}, so it keeps the error. The next call on the socket will return it.`,
  },
  "refused-by-icmp": {
    title: () => "The call fails: connection refused",
    analogy: (v) => `“To ${v.peer}? But there was nobody behind that door.”`,
    technical: (v) => `This ${v.call} returns the error that ICMP brought (ECONNREFUSED), which clears it; the next call is tried again.`,
  },
  "frames-begin": {
    title: (v) => `${v.host} begins to send frames`,
    analogy: (v) => v.protocol === "udp"
      ? `“A messenger every ${time(v.every)}, ${v.peer}. Take those that get through.”`
      : `“A parcel every ${time(v.every)}, ${v.peer}, and every one of them will reach you, in order.”`,
    technical: (v) => `${v.host} sends ${grouped(v.count)} frames of ${bytes(v.bytes)}, one every ${time(v.every)}, ${v.protocol === "udp" ? "each in a datagram of its own" : "over its connection"}.${clock(v.peer, v.playOut)}`,
  },
  "frame-late": {
    title: (v) => v.last > v.number ? `Frames ${v.number} to ${v.last} come too late` : `Frame ${v.number} comes too late`,
    analogy: (v) => v.protocol === "udp"
      ? "“This one took so long that its turn is over. I can only throw it away.”"
      : "“I had it all in order, but what was missing held everything up. Now its turn is over.”",
    technical: (v) => v.protocol === "udp"
      ? `${which(v.number, v.last)} there only after the play-out time, so ${v.host} has no use for ${v.last > v.number ? "them" : "it"}.`
      : `${which(v.number, v.last)} there only after the play-out time: TCP hands nothing over before what comes first in order, even if that has to be resent or has to wait.`,
  },
  "frames-over": {
    title: (v) => `${grouped(v.inTime)} of ${grouped(v.count)} frames came in time`,
    analogy: (v) => `“${v.protocol === "udp" ? ofMessengers(v) : ofParcels(v)}”`,
    technical: (v) => `Over ${v.protocol.toUpperCase()}, ${v.host} got ${grouped(v.inTime)} of ${grouped(v.count)} frames in time${rest(v)}.`,
  },
};

interface Counts { readonly late: number; readonly missing: number; readonly outOfOrder: number; readonly duplicates: number }

/** What the receiver says who had nothing promised. */
function ofMessengers({ late, missing }: Counts): string {
  if (missing > 0) return "The messengers were fast. But nothing was promised, and some of them never came.";
  return late > 0 ? "They all came. But nothing was promised, and some were too late." : "The messengers were fast, and all of them came. Nobody had promised that.";
}

/** What the receiver says who had everything promised, in order. */
function ofParcels({ late, missing }: Counts): string {
  if (missing > 0) return "What came was in order, as promised. But then nothing more came.";
  return late > 0 ? "Complete and in order, as promised. But some of it came when I no longer needed it." : "Complete, in order, and all of it in time.";
}

function which(number: number, last: number): string {
  return last > number ? `Frames ${number} to ${last} are` : `Frame ${number} is`;
}

/** What else the receiver counted, where there is any. */
function rest(counts: Counts): string {
  const parts = [
    [counts.late, "came too late"], [counts.missing, "never came"], [counts.outOfOrder, "came out of order"], [counts.duplicates, "came twice"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${grouped(count)} ${what}`);
  return said.length === 0 ? "" : `; ${said.join(", ")}`;
}

function inside(text: string | null): string {
  return text === null ? "" : ` The letter says ‘${text}’.`;
}

/** One datagram of 100 bytes, or several. */
function load(count: number, datagramCount: number): string {
  return datagramCount > 1 ? `${bytes(count)} in ${grouped(datagramCount)} datagrams` : `a datagram of ${bytes(count)}`;
}

function clock(receiver: string, playOut: number | null): string {
  return playOut === null ? "" : ` ${receiver} plays the first one ${time(playOut)} after it comes, and each further one at that pace.`;
}
