// A TCP segment inside the simulation (RFC 9293 §3.1): header fields, and a description of the bytes instead of the bytes.

import type { Bytes } from "../../kernel/index.ts";
import type { Flag, PacketMatch, TcpOption, TraceSegment } from "../../contract/index.ts";
import { optionsLength } from "./options.ts";
import type { SequenceNumber } from "./sequence.ts";
import { advance, sequence } from "./sequence.ts";

/** The control bits where the header has them (RFC 9293 §3.1). */
export const FIN = 0x01;
export const SYN = 0x02;
export const RST = 0x04;
export const PSH = 0x08;
export const ACK = 0x10;
export const URG = 0x20;
export const ECE = 0x40;
export const CWR = 0x80;

export interface Segment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seq: SequenceNumber;
  /** Zero unless ACK is set. */
  readonly ack: SequenceNumber;
  /** Control bits. */
  readonly flags: number;
  /** The header's field, unscaled. */
  readonly window: number;
  /** SEG.UP as the header has it, counted from SEG.SEQ: it points behind the urgent data (MUST-62). Absent: 0. */
  readonly urgent?: number;
  readonly options: readonly TcpOption[];
  /** The bytes carried: how many, and where in the sender's stream the first of them stands. */
  readonly length: Bytes;
  readonly offset: Bytes;
  /** What the program called them, or null. */
  readonly text: string | null;
}

/** The order in which flags are shown. */
const SHOWN: readonly (readonly [number, Flag])[] = [
  [SYN, "SYN"], [FIN, "FIN"], [RST, "RST"], [PSH, "PSH"], [ACK, "ACK"], [URG, "URG"], [ECE, "ECE"], [CWR, "CWR"],
];

/** The control bits of flags by name. */
export function flagBits(flags: readonly Flag[]): number {
  return SHOWN.reduce((bits, [bit, flag]) => (flags.includes(flag) ? bits | bit : bits), 0);
}

/** SEG.LEN: the sequence space that a segment takes, SYN and FIN counting one each (RFC 9293 §3.4). */
export function sequenceLength(segment: Segment): number {
  return segment.length + ((segment.flags >> 1) & 1) + (segment.flags & 1);
}

/** The size of a segment: the TCP header with its options, and the data. */
export function segmentSize(segment: Segment): Bytes {
  return 20 + (segment.options.length === 0 ? 0 : optionsLength(segment.options)) + segment.length;
}

/** Whether a segment is of the kind that a fault counts. */
export function segmentFits(segment: Segment, match: PacketMatch): boolean {
  const kind = segment.flags & ~(PSH | ECE | CWR);
  switch (match) {
    case "packet":
      return true;
    case "SYN":
      return kind === SYN;
    case "SYN+ACK":
      return kind === (SYN | ACK);
    case "ACK":
      return kind === ACK && segment.length === 0;
    case "FIN":
      return (kind & FIN) !== 0;
    case "RST":
      return (kind & RST) !== 0;
    case "data":
      return segment.length > 0;
    case "datagram":
    case "fragment":
    case "ICMP":
      return false;
  }
}

/** The segment as the trace tells it. */
export function toTraceSegment(segment: Segment): TraceSegment {
  const flags = SHOWN.filter(([bit]) => (segment.flags & bit) !== 0).map(([, flag]) => flag);
  return {
    sourcePort: segment.sourcePort,
    destinationPort: segment.destinationPort,
    seq: segment.seq,
    ack: (segment.flags & ACK) === 0 ? null : segment.ack,
    flags,
    length: segment.length,
    offset: segment.offset,
    window: segment.window,
    ...(segment.urgent === undefined ? {} : { urgent: segment.urgent }),
    options: segment.options,
    ...(segment.text === null ? {} : { text: segment.text }),
  };
}

/**
 * The reset that answers a segment which belongs to no connection, or whose ACK is unacceptable in a state that is not
 * synchronized (RFC 9293 §3.5.2): its numbers are chosen so that the sender of that segment can believe it.
 */
export function resetFor(segment: Segment): Segment {
  const acknowledged = (segment.flags & ACK) !== 0;
  return {
    sourcePort: segment.destinationPort,
    destinationPort: segment.sourcePort,
    seq: acknowledged ? segment.ack : sequence(0),
    ack: acknowledged ? sequence(0) : advance(segment.seq, sequenceLength(segment)),
    flags: acknowledged ? RST : RST | ACK,
    window: 0,
    options: [],
    length: 0,
    offset: 0,
    text: null,
  };
}
