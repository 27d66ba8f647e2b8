// The part of the Scene that tells one packet in full: the card of what the reader has selected.

import type { Citation, Flag, HostId, Milliseconds, PacketLoss, TraceFragment } from "../../../simulation/index.ts";
import type { CardMessage } from "./card-message.ts";
import type { Verdict } from "./verdict.ts";

/** The selected segment, field by field. */
export type Card = SegmentCard | DatagramCard | IcmpCard;

/** What the card of every packet shows. */
interface PacketCard {
  readonly packet: number;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** Place among all packets, from 1. */
  readonly index: number;
  readonly count: number;
  readonly sentAt: Milliseconds;
  readonly arrivals: readonly Milliseconds[];
  readonly loss: PacketLoss["why"] | null;
  readonly outcomes: readonly Verdict[];
  readonly retransmissionOf: number | null;
  readonly rule: Citation | null;
}

export interface SegmentCard extends PacketCard {
  readonly protocol: "tcp";
  readonly seq: CardNumber;
  readonly ack: CardNumber | null;
  readonly flags: readonly Flag[];
  readonly window: number;
  /** In the header's order, in the notation of the field. */
  readonly options: string;
  readonly length: number;
  readonly text: string | null;
  /** What its bytes mean to the programs that speak over the connection. */
  readonly messages: readonly CardMessage[];
}

export interface DatagramCard extends PacketCard {
  readonly protocol: "udp";
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Of the data; the header's field counts eight bytes more. */
  readonly length: number;
  readonly text: string | null;
  /** The piece of the datagram that the packet carries; null: the whole. */
  readonly fragment: TraceFragment | null;
}

export interface IcmpCard extends PacketCard {
  readonly protocol: "icmp";
  /** Type and code in the notation of the field. */
  readonly type: string;
  /** The packet that it is about, as its label says it. */
  readonly about: string;
}

export interface CardNumber {
  /** As drawn in the picture: raw, or relative to the initial sequence number. */
  readonly value: number;
  readonly raw: number;
  readonly why: Reason | null;
}

/** Why a number is what it is. */
export type Reason =
  | { readonly kind: "isn"; readonly host: HostId; readonly name: string }
  | { readonly kind: "sum"; readonly terms: readonly number[] };
