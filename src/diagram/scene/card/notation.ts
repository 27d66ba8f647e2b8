// What stands on an arrow: flags and fields in the notation of the field, from the fullest form to the shortest.

import type { Flag, TraceFragment, TracePacket } from "../../../simulation/index.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";
import type { CookieRole } from "../parts/cookies.ts";
import type { LabelRun, SceneWords } from "../scene.ts";
import type { Numbers } from "./numbering.ts";

/** One way to write a label, with its width. */
export interface Wording {
  readonly runs: readonly LabelRun[];
  readonly width: number;
}

/** Between two runs of a label. */
export const RUN_GAP = 7;

/** `SYN+ACK`; a segment without flags is shown by a dash. */
export function flagsText(flags: readonly Flag[]): string {
  return flags.length === 0 ? "–" : flags.join("+");
}

/** What a packet is called: by its flags, or by its protocol. */
export function titleOf(packet: TracePacket): string {
  switch (packet.protocol) {
    case "tcp":
      return flagsText(packet.segment.flags);
    case "udp":
      return "UDP";
    case "icmp":
      return "ICMP";
  }
}

/** As `titleOf`, a datagram with its number: `UDP #3`. */
export function numberedTitle(packet: TracePacket): string {
  if (packet.protocol !== "udp") return titleOf(packet);
  return `UDP #${packet.datagram.number}${packet.fragment === undefined ? "" : ` ${pieceOf(packet.fragment)}`}`;
}

const UDP_HEADER = 8;

/** Which piece of how many. */
function pieceOf({ index, count }: TraceFragment): string {
  return `frag ${index}/${count}`;
}

/** How many bytes of a program a packet carries. */
export function bytesOf(packet: TracePacket): number {
  switch (packet.protocol) {
    case "tcp":
      return packet.segment.length;
    case "udp":
      return packet.fragment === undefined ? packet.datagram.length : packet.fragment.length - (packet.fragment.offset === 0 ? UDP_HEADER : 0);
    case "icmp":
      return 0;
  }
}

/** Everything that a label may speak of. */
export interface Labelled {
  readonly packet: TracePacket;
  /** Null for a packet without sequence numbers. */
  readonly numbers: Numbers | null;
  /** How many packets the label stands for, their bytes together, and the last one's ack. */
  readonly count: number;
  readonly bytes: number;
  readonly lastAck: number | null;
  /** Which of its numbers is a SYN cookie; absent: none. */
  readonly cookie?: CookieRole;
}

/** The ways to write a label, best first and then ever shorter; each is shorter than the one before it. */
export function wordingsOf(labelled: Labelled, narrow: boolean, words: SceneWords, measure: Measure): Wording[] {
  const { packet, numbers, count } = labelled;
  const flags: LabelRun = { kind: "flags", text: titleOf(packet) };
  const counted: LabelRun[] = count > 1 ? [{ kind: "count", text: `×${count}` }] : [];
  const again = (word: boolean): LabelRun[] => (packet.retransmissionOf === null ? [] : [{ kind: "again", word }]);
  const fields = numbers === null ? fieldsWithoutNumbers(labelled) : fieldsOf(labelled, numbers, narrow);
  const wordings: Wording[] = [];
  const add = (runs: readonly LabelRun[]): void => {
    const width = widthOf(runs, words, measure);
    const last = wordings.at(-1);
    if (last === undefined || width < last.width - 1) wordings.push({ runs, width });
  };
  for (const text of fields) {
    for (const word of narrow ? [false] : [true, false]) add([flags, ...counted, { kind: "fields", text }, ...again(word)]);
  }
  add([flags, ...counted, ...again(false)]);
  add([flags, ...counted]);
  return wordings;
}

/** A datagram has a length, and a number that its header does not show; an ICMP error says what is wrong. */
function fieldsWithoutNumbers({ packet, count, bytes }: Labelled): string[] {
  switch (packet.protocol) {
    case "tcp":
      return [];
    case "udp": {
      const number = `#${packet.datagram.number}`;
      if (count > 1) return [`len=${bytes}`];
      if (packet.fragment === undefined) return [`${number} len=${bytes}`, number];
      const piece = pieceOf(packet.fragment);
      return [`${number} ${piece} off=${packet.fragment.offset} len=${packet.fragment.length}`, `${number} ${piece}`, piece];
    }
    case "icmp":
      return packet.message.kind === "time-exceeded" ? ["time exceeded", "exceeded"] : ["port unreachable", "unreachable"];
  }
}

/** The ways to write a segment's numbers; of one that speaks of Fast Open with that first. */
function fieldsOf(labelled: Labelled, numbers: Numbers, narrow: boolean): string[] {
  const plain = numbersOf(labelled, numbers, narrow);
  const fastOpen = fastOpenOf(labelled.packet);
  return fastOpen === null ? plain : [...plain.map((text) => `${text} ${fastOpen}`), fastOpen, ...plain];
}

function numbersOf(labelled: Labelled, numbers: Numbers, narrow: boolean): string[] {
  const { packet, bytes, lastAck, cookie } = labelled;
  const seq = cookie === "sent" ? "cookie" : String(numbers.seq);
  const opens = packet.protocol === "tcp" && packet.segment.flags.includes("SYN");
  const ack = cookie === "returned" ? "cookie+1" : lastAck;
  const parts = [`seq=${seq}`, ...(ack === null ? [] : [`ack=${ack}`]), ...(bytes > 0 ? [`len=${bytes}`] : [])];
  const numbersOnly = ack === null ? seq : `${seq} / ${ack}`;
  const whole = parts.join(" ");
  if (bytes > 0) {
    const data = `seq=${seq} len=${bytes}`;
    return narrow ? [data, `${seq} +${bytes}`, seq] : [whole, data, `${seq} +${bytes}`, seq];
  }
  const telling = ack === null || opens ? seq : String(ack);
  const named = ack === null || opens ? `seq=${seq}` : `ack=${ack}`;
  if (narrow) return ack === null ? [whole, telling] : [numbersOnly, telling];
  return [whole, numbersOnly, named, telling];
}

/** What a segment says of Fast Open (RFC 7413 §2): that it asks for a cookie, or brings one. */
function fastOpenOf(packet: TracePacket): string | null {
  if (packet.protocol !== "tcp") return null;
  const option = packet.segment.options.find(({ kind }) => kind === "fast-open");
  return option?.kind === "fast-open" ? `tfo=${option.cookie === "" ? "request" : "cookie"}` : null;
}

/** The width of runs in a row with the gaps between them. */
export function widthOf(runs: readonly LabelRun[], words: SceneWords, measure: Measure): number {
  const texts = runs.reduce((sum, run) => sum + runWidth(run, words, measure), 0);
  return Math.ceil(texts + RUN_GAP * (runs.length - 1)) + 4;
}

function runWidth(run: LabelRun, words: SceneWords, measure: Measure): number {
  if (run.kind === "again") return measure(againText(run.word, words), FONTS.again);
  return measure(run.text, run.kind === "fields" ? FONTS.fields : FONTS.flags);
}

/** `↻`, with the word behind it when asked for. */
export function againText(word: boolean, words: Pick<SceneWords, "retransmit">): string {
  return word ? `↻ ${words.retransmit()}` : "↻";
}
