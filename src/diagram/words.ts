// The words that the picture needs from outside: the diagram knows no language.

import type { FrameTally, Milliseconds, PacketLoss, Truncation } from "../simulation/index.ts";
import type { Condition, Fate, QueueName, Verdict } from "./scene/index.ts";

/** Every text in the picture that is not protocol notation. i18n gives one per language. */
export interface DiagramWords {
  /** `860 ms of silence, compressed`; `narrow` asks for the shortest form. */
  silence(time: Milliseconds, narrow: boolean): string;
  /** `time magnified 24×` */
  magnified(factor: number): string;
  lost(why: PacketLoss["why"]): string;
  /** The word beside ↻: `retransmit`. */
  retransmit(): string;
  outcome(outcome: Verdict): string;
  /** What came of a stream of frames, in a few short lines. */
  tally(tally: FrameTally): readonly string[];
  /** What became of SYNs of a flood: `queued`, `dropped`. */
  fate(fate: Fate): string;
  queue(queue: QueueName): string;
  full(): string;
  condition(condition: Condition): string;
  /** Where cookies go past a full queue; two lines. */
  readonly bypassed: readonly [string, string];
  /** `5 000 spoofed IPs` */
  spoofed(addresses: number): string;
  /** What stands under the picture of a flood. */
  readonly flood: {
    readonly rate: string; readonly halfOpen: string; readonly unaccepted: string; readonly open: string; readonly close: string;
    /** `0 – 400 SYN/s` */
    upTo(rate: number): string;
    /** `2 000 SYNs drawn as 3 groups` */
    counted(packets: number, groups: number): string;
  };
  /** What stands under a picture with messages: its two layers, and what the colours of the ribbons mean. */
  readonly layers: {
    readonly messages: string; readonly segments: string; readonly clear: string; readonly handshakeKeys: string; readonly earlyKeys: string;
    readonly dataKeys: string;
  };
  /** What a guarded connection's first byte had to wait for. */
  readonly firstByte: {
    readonly request: string;
    /** `1.5 RTT` */
    trips(count: number): string;
    /** `First byte of the response after 300 ms, or 3 round trips` */
    after(time: Milliseconds, trips: number): string;
  };
  truncated(truncation: Truncation): string;
  /** Why seq or ack has its value, where plain arithmetic (`100 + 1`) needs words: `server ISN`. */
  isnOf(host: string): string;
  /** A time with its unit as this language writes it. */
  time(time: Milliseconds): string;
  readonly card: {
    readonly seq: string; readonly ack: string; readonly flags: string; readonly window: string; readonly options: string;
    readonly length: string; readonly sent: string; readonly arrives: string; readonly rule: string; readonly none: string;
    readonly close: string; readonly copy: string; readonly outcome: string;
    readonly sourcePort: string; readonly destinationPort: string; readonly checksum: string; readonly type: string; readonly about: string;
    /** What is said of a length in UDP's header: `1 000 bytes of data and 8 of header`. */
    withHeader(data: number): string;
    readonly identification: string;
    readonly fragmentOffset: string;
    readonly moreFragments: string;
    /** The offset as it stands in the header, in units of eight bytes. */
    inUnits(offset: number): string;
    readonly withoutHeader: string;
    /** What is said of a message: its own length, and the name of the keys that guard it, if any do. */
    message(bytes: number, keys: string | null): string;
    readonly correct: string; readonly wrong: string;
    /** To the segment before and after this one; absent: the words for stepping are used. */
    readonly previous?: string; readonly next?: string;
    /** `3 of 5` */
    place(index: number, count: number): string;
  };
  readonly transport: {
    readonly restart: string; readonly back: string; readonly play: string; readonly pause: string; readonly forward: string;
    readonly scrubber: string; readonly speed: string; readonly group: string;
    /** What a screen reader hears as the scrubber's value. */
    position(at: Milliseconds, end: Milliseconds): string;
  };
  readonly table: {
    readonly show: string; readonly hide: string; readonly caption: string;
    readonly time: string; readonly from: string; readonly to: string; readonly flags: string; readonly seq: string;
    readonly ack: string; readonly length: string; readonly outcome: string; readonly states: string;
  };
  readonly help: {
    readonly open: string; readonly title: string; readonly hint: string;
    /** Pairs of keys and what they do. */
    readonly keys: readonly (readonly [string, string])[];
    readonly axisTitle: string;
    /** How the time axis is to be read: pairs of what is seen there and what it means. */
    readonly axis: readonly (readonly [string, string])[];
  };
  /** The picture's name for those who do not see it. */
  pictureLabel(title: string): string;
  /** A step as the live region speaks it. */
  speakPacket(packet: { readonly from: string; readonly to: string; readonly label: string; readonly at: Milliseconds; readonly lost: boolean }): string;
  speakState(change: { readonly host: string; readonly state: string; readonly at: Milliseconds }): string;
}
