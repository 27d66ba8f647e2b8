// How bytes cross the connection, in English (RFC 9293 §3.8, RFC 6298).

import type { CaptionWords } from "../caption-words.ts";
import { grouped } from "../number.ts";
import { bytes, fate, load, mishap, noise, nth, time, wait } from "./values.ts";

type Transfer =
  | "first-data-sent" | "data-sent" | "data-lost" | "data-retransmitted" | "data-retransmitted-early" | "data-received"
  | "data-delivered" | "delayed-ack-sent" | "gap-filled" | "data-buffered" | "data-duplicate" | "ack-received" | "duplicate-ack-received" | "ack-lost"
  | "data-held-back" | "data-unread" | "program-reads" | "window-closed" | "window-opened" | "window-probe" | "probe-answered"
  | "keep-alive-probe" | "keep-alive-answered" | "first-byte";

/** Data. */
export const transfer: Pick<CaptionWords, Transfer> = {
  "first-data-sent": {
    title: (v) => `${v.host} sends its first data`,
    analogy: (v) => `“Here comes the first parcel, ${v.peer}.${inside(v.text)}”`,
    technical: (v) =>
      `${v.host} sends ${load(v.bytes, v.segments)} from seq=${v.seq}. The ACK before it had seq=${v.seq} too, because an ACK without data takes no sequence number.`,
  },
  "data-sent": {
    title: (v) => `${v.host} sends data`,
    analogy: (v) => `“A parcel for you, ${v.peer}.${inside(v.text)}”`,
    technical: (v) => `${v.host} sends ${load(v.bytes, v.segments)} from seq=${v.seq} and keeps a copy until it is acknowledged.`,
  },
  "data-held-back": {
    title: (v) => `${v.host} waits to send more at once`,
    analogy: (v) => `“I will not send a courier for so little, ${v.peer}. When you have confirmed the last parcel, all of it goes in one.”`,
    technical: (v) =>
      `The program of ${v.host} writes a little more while ${bytes(v.bytes)} ${v.bytes === 1 ? "is" : "are"} unacknowledged. The Nagle algorithm holds small segments back until the ACK comes or a full segment is there.`,
  },
  "data-lost": {
    title: () => "The data does not arrive",
    analogy: (v) => `“My parcel will be on its way. I keep a copy, though.” (The parcel ${mishap(v.why)}.)`,
    technical: (v) => `The segment with ${bytes(v.bytes)} from seq=${v.seq} ${fate(v.why)}. ${v.host} learns of it only through the acknowledgements.`,
  },
  "data-retransmitted": {
    title: (v) => `${v.host} sends the data again`,
    analogy: (v) => `“You have not called to confirm, ${v.peer}. I am sending the same parcel again.”`,
    technical: (v) => (v.probe
      ? `No new acknowledgement for ${time(v.time)}: before the retransmission timer expires, ${v.host} sends its last ${bytes(v.bytes)} (seq=${v.seq}) again as a probe (TLP). The acknowledgements tell what is missing.`
      : `No new acknowledgement for ${time(v.time)}, and the retransmission timer expires: ${v.host} resends ${bytes(v.bytes)} from seq=${v.seq}, the ${nth(v.count)} retransmission.${wait(v.next)}`),
  },
  "data-retransmitted-early": {
    title: (v) => `${v.host} sends again without waiting`,
    analogy: () => "“You keep asking for the same number, so that parcel must be missing. Here it is again.”",
    technical: (v) => `The acknowledgements suggest that ${bytes(v.bytes)} from seq=${v.seq} ${v.bytes === 1 ? "is" : "are"} missing: ${v.host} resends before its timer expires.${threshold(v.threshold)}`,
  },
  "data-received": {
    title: (v) => `${v.host} receives and acknowledges`,
    analogy: (v) => `“It has arrived, thank you! Please go on with number ${v.ack}.”`,
    technical: (v) =>
      `${v.host} hands ${bytes(v.bytes)} in order to its program and sends ack=${v.ack}: the number of the next byte that it expects.`,
  },
  "first-byte": {
    title: (v) => `The first byte of the response reaches ${v.host}`,
    analogy: (v) => (v.security > 0 ? "“There is your answer! Most of the wait went into greetings and seals.”" : "“Your answer already! Old friends need no long greetings.”"),
    technical: (v) => `${time(v.time)} after the start: ${trips(v.trips)}. ${parts([["TCP", v.tcp], [v.guard, v.security], ["request and response", v.request]])}`,
  },
  "data-delivered": {
    title: (v) => `${v.host} receives data`,
    analogy: () => "“The parcel is here. I will confirm it together with the next one.”",
    technical: (v) => `${v.host} hands ${bytes(v.bytes)} in order to its program. It has not sent an ACK yet.`,
  },
  "delayed-ack-sent": {
    title: (v) => `${v.host} acknowledges at last`,
    analogy: () => "“I thought I would have more to tell you. So only this: the parcel is here.”",
    technical: (v) => `No data came up that could have carried the acknowledgement. The delayed-ACK timer expires, and ${v.host} sends ack=${v.ack} alone.`,
  },
  "gap-filled": {
    title: () => "The gap is filled",
    analogy: () => "“The missing parcel! Now I can hand over those behind it as well, in order.”",
    technical: (v) => `The missing data has come: with what was kept, ${v.host} hands ${bytes(v.bytes)} to its program, in order.`,
  },
  "data-buffered": {
    title: () => "Data arrives ahead of its turn",
    analogy: () => "“This one came before an earlier parcel. I will keep it for now.”",
    technical: (v) => `${v.host} keeps ${bytes(v.bytes)}, from seq=${v.seq} on, and repeats which number it still expects.`,
  },
  "data-duplicate": {
    title: () => "The same data comes again",
    analogy: () => "“I have this parcel already; one is enough. Let me confirm it once more.”",
    technical: (v) => `${bytes(v.bytes)} from seq=${v.seq} had been received before and ${v.bytes === 1 ? "is" : "are"} dropped. ${v.host} repeats which number it expects.`,
  },
  "ack-received": {
    title: (v) => `${v.host} gets the acknowledgement`,
    analogy: () => "“So it has arrived! Then I need not keep my copy any longer.”",
    technical: (v) => `ack=${v.ack} says that every byte before it has arrived. ${v.host} drops its copy of the ${bytes(v.bytes)} now acknowledged.`,
  },
  "duplicate-ack-received": {
    title: () => "The same acknowledgement again",
    analogy: (v) => `“You told me already that you are waiting for number ${v.ack}. So nothing has changed yet.”`,
    technical: (v) =>
      `The ${nth(v.count)} duplicate ACK: it acknowledges nothing new, and the next number expected is still ${v.ack}. It does not say “not received” (NAK).`,
  },
  "ack-lost": {
    title: () => "The ACK does not arrive",
    analogy: (v) => `“I have told you that it arrived, ${v.peer}.” (But the words ${noise(v.why)}.)`,
    technical: (v) => `The ACK with ack=${v.ack} ${fate(v.why)}. Acknowledgements are cumulative: the next one that arrives stands in for it.`,
  },
  "data-unread": {
    title: (v) => `${v.host} keeps data that nobody reads`,
    analogy: () => "“The parcel is here, but nobody has opened it, and my shelf is getting full.”",
    technical: (v) => `${v.host} acknowledges ${bytes(v.bytes)} with ack=${v.ack}, but its program does not read: the window shrinks to ${bytes(v.window)}.`,
  },
  "program-reads": {
    title: (v) => `The program of ${v.host} reads`,
    analogy: () => "“At last the parcels are opened, and there is room on the shelf again.”",
    technical: (v) => `The program of ${v.host} takes ${bytes(v.bytes)} from the receive buffer. The freed room can be offered as window again.`,
  },
  "window-closed": {
    title: () => "The window is closed",
    analogy: (v) => `“You have no room for parcels now, ${v.peer}? Then I will wait.”`,
    technical: (v) => `ack=${v.ack} comes with window 0: everything before it has arrived, but ${v.host} may not send more until ${v.peer} has room.`,
  },
  "window-opened": {
    title: () => "The window opens again",
    analogy: (v) => `“There is room again, ${v.peer}? Then I will go on.”`,
    technical: (v) => `${v.peer} offers a window of ${bytes(v.window)}: ${v.host} may send again.`,
  },
  "window-probe": {
    title: (v) => `${v.host} probes the closed window`,
    analogy: (v) => `“Is there room by now, ${v.peer}? I had better ask, in case your call did not reach me.”`,
    technical: (v) => v.bytes === 0
      ? `The window is 0 and the persist timer expires: ${v.host} sends a segment without data. Its seq=${v.seq} was acknowledged long ago, so ${v.peer} must answer, and with its window.`
      : `The window is 0 and the persist timer expires: ${v.host} sends ${bytes(v.bytes)} from seq=${v.seq} to find out whether it has opened.`,
  },
  "probe-answered": {
    title: () => "The window is still closed",
    analogy: (v) => `“There is no room yet. I still wait for number ${v.ack}.”`,
    technical: (v) => `${v.host} has no room for the probe, drops it and answers ack=${v.ack} with window 0.`,
  },
  "keep-alive-probe": {
    title: (v) => `${v.host} asks whether ${v.peer} is still there`,
    analogy: (v) => `“It has been quiet for so long. Are you still there, ${v.peer}?”`,
    technical: (v) =>
      `Nothing has come from ${v.peer} for ${time(v.time)}, and the keep-alive timer expires. ${v.host} sends ${v.count === 1 ? "a probe" : `its ${nth(v.count)} probe`} without data: seq=${v.seq} lies before what ${v.peer} expects, so a living peer must answer.`,
  },
  "keep-alive-answered": {
    title: (v) => `${v.peer} is still there`,
    analogy: () => "“Good, you are there. Then I need not ask again for a while.”",
    technical: (v) => `The probe was answered with ack=${v.ack}. The connection is alive, and ${v.host} begins to measure the silence anew.`,
  },
};

function threshold(size: number | null): string {
  return size === null ? "" : ` It takes this for congestion: ssthresh falls to ${bytes(size)}.`;
}

function inside(text: string | null): string {
  return text === null ? "" : ` Inside it is ‘${text}’.`;
}

/** 1 round trip, 3.2 round trips. */
function trips(count: number): string {
  if (!Number.isInteger(count)) return `as long as ${grouped(count)} round trips`;
  return count === 1 ? "1 round trip" : `${grouped(count)} round trips`;
}

/** How many of the round trips each part took; none is named that took no time. */
function parts(all: readonly (readonly [string, number])[]): string {
  const [first = "", ...others] = all.filter(([, count]) => count > 0).map(([name, count]) => `${grouped(count)} for ${name}`);
  const last = others.pop();
  return `${[first, ...others].join(", ")}${last === undefined ? "" : ` and ${last}`}.`;
}
