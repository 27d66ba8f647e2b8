// The Scene: the whole picture as numbers, ids and protocol notation, without prose and without a document. Everything that
// draws, exports, reads aloud or points at the picture reads this; it survives JSON.

import type { FrameTally, HostId, Milliseconds, PacketLoss, TcpState, TraceMessage, Truncation } from "../../simulation/index.ts";
import type { Verdict } from "./card/verdict.ts";
import type { Box, Line } from "./measure/box.ts";
import type { ScalePiece } from "./measure/time-scale.ts";
import type { MessageProtection } from "./parts/message-groups.ts";
import type { Chart, Fate, QueueName, Strip, Wedge } from "./scene-flood.ts";

export type * from "./card/scene-card.ts";
export type * from "./scene-flood.ts";
export type * from "./card/verdict.ts";

/** Coordinates are CSS pixels; x from the left edge of the picture, y from the line below the participants. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Height of the participants' row, which is drawn apart because it stays in view. */
  readonly headHeight: number;
  /** Too narrow for texts beside the lifelines: names stand along the bands, fields are shortened. */
  readonly narrow: boolean;
  /** Where captions and the card find room beside the picture, or null when they go below. */
  readonly side: { readonly x: number; readonly width: number } | null;
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  readonly scale: readonly ScalePiece[];
  /** Pixels per millisecond where the scale is true. */
  readonly base: number;
  readonly axis: Axis;
  readonly participants: readonly Participant[];
  readonly silences: readonly Silence[];
  readonly windows: readonly MagnifiedWindow[];
  readonly bands: readonly Band[];
  readonly lifelines: readonly Lifeline[];
  readonly tallies: readonly Tally[];
  readonly stateNames: readonly StateName[];
  readonly tunnels: readonly Tunnel[];
  readonly arrows: readonly Arrow[];
  readonly ribbons: readonly Ribbon[];
  readonly labels: readonly Label[];
  readonly lostWords: readonly LostWord[];
  readonly marks: readonly Mark[];
  readonly brackets: readonly Bracket[];
  readonly strips: readonly Strip[];
  readonly wedges: readonly Wedge[];
  readonly charts: readonly Chart[];
  readonly steps: readonly SceneStep[];
  readonly truncation: (Truncation & { readonly y: number }) | null;
}

export interface Axis {
  /** Where the line stands, or null when there is no room for one. */
  readonly line: number | null;
  /** Right edge of the numbers. */
  readonly labels: number;
  readonly top: number;
  readonly bottom: number;
  readonly unit: "ms" | "s";
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly at: Milliseconds;
  readonly y: number;
  readonly text: string;
  readonly box: Box;
}

export interface Participant {
  readonly host: HostId;
  /** The middle of its lifeline. */
  readonly x: number;
  readonly left: number;
  readonly width: number;
  /** Shortened where it does not fit. */
  readonly name: string;
  /** Address and port, or null when narrow. */
  readonly address: string | null;
  /** On which side of the lifeline names and brackets stand. */
  readonly outer: -1 | 1;
  /** Whether the strip of a flood takes the place of its lifeline. */
  readonly strip: boolean;
  /** Where the charts of its queues begin, on its outer side; null where others stand there. */
  readonly charts: number | null;
}

export interface Silence {
  readonly id: number;
  readonly y0: number;
  readonly y1: number;
  /** How much time is folded. */
  readonly time: Milliseconds;
  /** How much of the text finds room: all of it, the short one, or the mere time. */
  readonly form: "long" | "narrow" | "time";
  readonly box: Box;
}

export interface MagnifiedWindow {
  readonly id: number;
  readonly y0: number;
  readonly y1: number;
  /** The largest factor inside, or null where only rows at one instant make it longer. */
  readonly factor: number | null;
  /** Where the factor is written, and whether only as `24×`; null where there is no room. */
  readonly label: { readonly box: Box; readonly short: boolean } | null;
}

/** A lifeline without states: what a host has that speaks UDP alone. */
export interface Lifeline {
  readonly host: HostId;
  readonly x: number;
  readonly width: number;
  readonly y0: number;
  readonly y1: number;
  /** Whether no machine is there. */
  readonly absent: boolean;
}

/** What came of a stream of frames, in lines below its receiver's lifeline. */
export interface Tally {
  readonly host: HostId;
  /** The middle of the lines, and that of the first one's height. */
  readonly x: number;
  readonly y: number;
  readonly lineHeight: number;
  readonly lines: readonly string[];
}

/** The four textures that tell states apart without colour. */
export type Texture = "hollow" | "dotted" | "hatched" | "solid";

/** What a state is a part of; gives the colour and the direction of the hatching. */
export type Phase = "closed" | "listening" | "opening" | "open" | "closing";

/** What a listener is in while it is flooded, beyond its state. */
export type Condition = "BACKLOG FULL" | "STATELESS";

/** What a lifeline can be in. */
export type BandState = TcpState | Condition;

/** A stretch of a lifeline in one state. */
export interface Band {
  readonly id: string;
  readonly host: HostId;
  readonly state: BandState;
  readonly texture: Texture;
  readonly phase: Phase;
  readonly x: number;
  readonly width: number;
  readonly y0: number;
  readonly y1: number;
  readonly from: Milliseconds;
}

export interface StateName {
  readonly band: string;
  /** The state, shortened where narrow. */
  readonly text: string;
  readonly phase: Phase;
  readonly box: Box;
  readonly anchor: "start" | "middle" | "end";
}

/** The stretch in which both ends are ESTABLISHED and neither has sent a FIN. */
export interface Tunnel {
  readonly id: number;
  readonly x: number;
  readonly width: number;
  readonly y0: number;
  readonly y1: number;
}

/** One copy of a packet (or of a bundle of packets) on its way. */
export interface Arrow extends Line {
  readonly id: string;
  /** The first packet of the bundle. */
  readonly packet: number;
  readonly packets: readonly number[];
  readonly copy: number;
  readonly end: "arrives" | "lost" | "in-flight";
  readonly sentAt: Milliseconds;
  readonly endsAt: Milliseconds;
  readonly retransmission: boolean;
  /** For a bundle: how far below the first packet the last one leaves and arrives; null for a single packet. */
  readonly spread: { readonly sent: number; readonly ended: number } | null;
}

/** What can be folded away of a picture with messages. */
export type FoldedLayer = "messages" | "segments";

/** Messages of a program over the segments that carry them. */
export interface Ribbon extends Line {
  readonly id: number;
  /** The packet in which they begin. */
  readonly packet: number;
  /** Their ids in the run. */
  readonly messages: readonly number[];
  readonly protocol: TraceMessage["protocol"];
  /** What kind of keys the last of them is protected with. */
  readonly protection: MessageProtection;
  /** Whether they came through. */
  readonly whole: boolean;
  /** Null where there is no room. */
  readonly label: { readonly text: string; readonly box: Box } | null;
}

/** A piece of a label. `again` stands for ↻, with the word behind it when `word` is set. */
export type LabelRun =
  | { readonly kind: "flags" | "fields" | "count"; readonly text: string }
  | { readonly kind: "again"; readonly word: boolean };

export interface Label {
  readonly packet: number;
  readonly runs: readonly LabelRun[];
  readonly box: Box;
}

/** The place of the word beside a loss. */
export interface LostWord {
  readonly packet: number;
  readonly why: PacketLoss["why"];
  readonly box: Box;
  readonly anchor: "start" | "middle" | "end";
}

/** What a receiver made of a packet, at the arrow's head; the word only where there is room. */
export interface Mark {
  readonly packet: number;
  readonly copy: number;
  readonly outcome: Verdict;
  readonly x: number;
  readonly y: number;
  readonly word: { readonly box: Box; readonly anchor: "start" | "end" } | null;
}

/** The time from one sending to the next, on the sender's outer side. */
export interface Bracket {
  readonly packet: number;
  readonly x: number;
  readonly y0: number;
  readonly y1: number;
  readonly outer: -1 | 1;
  readonly time: Milliseconds;
  readonly label: { readonly text: string; readonly box: Box } | null;
}

/** A moment worth stopping at, with everything that happens at it. */
export interface SceneStep {
  readonly at: Milliseconds;
  readonly y: number;
  readonly sent: readonly number[];
  readonly arrived: readonly number[];
  readonly lost: readonly number[];
  readonly states: readonly { readonly host: HostId; readonly state: BandState }[];
}

/** The texts that need room in the picture; they are measured here and written when drawn. */
export interface SceneWords {
  silence(time: Milliseconds, narrow: boolean): string;
  magnified(factor: number): string;
  lost(why: PacketLoss["why"]): string;
  retransmit(): string;
  outcome(outcome: Verdict): string;
  /** What came of a stream of frames, in a few short lines. */
  tally(tally: FrameTally): readonly string[];
  time(time: Milliseconds): string;
  fate(fate: Fate): string;
  queue(queue: QueueName): string;
  /** Where a queue holds all that it can. */
  full(): string;
  /** Where cookies go past a full queue; two lines. */
  readonly bypassed: readonly [string, string];
  condition(condition: Condition): string;
  /** What a flood's sender bears instead of an address of its own. */
  spoofed(addresses: number): string;
}
