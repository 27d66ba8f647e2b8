// The contract of a program that speaks over a byte stream, such as TLS or SSH: what it is told and what it asks for, as data.

import type { EffectBase } from "./endpoint.ts";
import type { Bytes, Milliseconds } from "./units.ts";

/**
 * What a program writes as a whole: a TLS record, an SSH packet. TCP counts bytes and knows nothing of what they mean, so the
 * meaning travels beside them, and the peer's program reads it when the bytes are there.
 */
export interface StreamUnit<Content> {
  /** Bytes in the stream, at least 1. */
  readonly size: Bytes;
  readonly content: Content;
}

/** Bytes that another kind of program wrote: what they mean is not the reader's business, but that they are not its own is. */
export interface ForeignBytes {
  readonly protocol: "plain";
  /** What their writer called them, such as `GET / HTTP/1.1`, or null. */
  readonly text: string | null;
}

/** The part of a unit that has arrived: `length` bytes from the `from`-th; whole when that reaches the unit's size. */
export interface StreamPiece<Content> {
  readonly unit: StreamUnit<Content>;
  readonly from: Bytes;
  readonly length: Bytes;
}

/** Who speaks in a message of the stream. */
export type StreamProtocol = "tls" | "ssh" | "http";

/** A value that a message tells of itself, in the words of its protocol. */
export type MessageDetail = string | number | boolean | readonly string[];

/** A message of the protocol, and where it lies in what is written with it. */
export interface StreamMessage {
  readonly protocol: StreamProtocol;
  /** The id of the rule that it follows. */
  readonly rule: string;
  /** As the protocol's text spells it: `"ClientHello"`, `"SSH_MSG_KEXINIT"`, `"GET / HTTP/1.1"`. */
  readonly name: string;
  /** Its own length, without what encryption and framing add. */
  readonly bytes: Bytes;
  /** Where its bytes begin and end in the write, framing and encryption counted in; `end` is the first byte after it. */
  readonly start: Bytes;
  readonly end: Bytes;
  /** The secret whose keys it is encrypted with, or null when it goes in the clear. */
  readonly keys: string | null;
  readonly details: Readonly<Record<string, MessageDetail>>;
}

/** What a program is told. `Call` is what its user may ask of it. */
export type StreamInput<Content, Call> =
  /** The stream can be written and read. */
  | { readonly kind: "opened" }
  /** The next bytes of the peer's stream, in order and without gaps. */
  | { readonly kind: "received"; readonly pieces: readonly StreamPiece<Content>[] }
  /** The peer's stream has ended (FIN). */
  | { readonly kind: "ended" }
  /** The stream is gone (RST, or given up). */
  | { readonly kind: "reset" }
  /** The time that a `wake` effect of this name asked for is over. */
  | { readonly kind: "woken"; readonly name: string }
  | { readonly kind: "call"; readonly call: Call };

/** What a program asks for, in order. */
export type StreamEffect<Content, RuleId extends string = string> = EffectBase<RuleId> & (
  /** `writes`: the sizes of the SENDs that it goes out by; absent: one. Their sum is that of the units. */
  | {
    readonly kind: "write"; readonly units: readonly StreamUnit<Content>[]; readonly messages: readonly StreamMessage[];
    readonly writes?: readonly Bytes[];
  }
  /** A message of the peer was taken, whole and in order: the next that it wrote. */
  | { readonly kind: "read"; readonly name: string }
  /** So many bytes for the user of this program; `name` is what the peer's user called them. */
  | { readonly kind: "deliver"; readonly bytes: Bytes; readonly name: string | null }
  /** The user may go on: `ready` (handshake over, logged in), `ended` (the peer closed in order), or why it is over. */
  | { readonly kind: "status"; readonly status: StreamStatus; readonly why: string | null }
  | { readonly kind: "wake"; readonly name: string; readonly after: Milliseconds }
  /** Switches the Nagle algorithm off (TCP_NODELAY). */
  | { readonly kind: "no-delay" }
  /** CLOSE of the stream: FIN after all that is written. */
  | { readonly kind: "close" }
  /** ABORT of the stream: RST. */
  | { readonly kind: "abort" }
);

/** `ready`: what was set up is set up. `done`: what the user asked for is over. `failed`: nothing more will come of it. */
export type StreamStatus = "ready" | "done" | "ended" | "failed";

/** One step of such a program. The state belongs to the program and may be changed inside the step, and nowhere else. */
export type StreamStep<State, Content, Call, RuleId extends string = string> =
  (state: State, input: StreamInput<Content, Call>) => readonly StreamEffect<Content, RuleId>[];
