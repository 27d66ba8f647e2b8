// The messages of TLS, SSH or HTTP that a segment carries, as its card tells them.

import type { Citation, Trace, TracePacket } from "../../../simulation/index.ts";
import { carriedMessages } from "../parts/message-groups.ts";

/** A message, or a part of it. */
export interface CardMessage {
  readonly name: string;
  /** Its own length, without framing and encryption. */
  readonly bytes: number;
  /** What guards it, or null. */
  readonly keys: string | null;
  readonly rule: Citation | null;
  /** Whether it began in a segment before this one. */
  readonly begun: boolean;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}

/** Every message of which the packet carries any byte. */
export function cardMessages(trace: Trace, packet: TracePacket): readonly CardMessage[] {
  const offset = packet.protocol === "tcp" ? packet.segment.offset : 0;
  return carriedMessages(trace, packet).map(({ name, bytes, keys, rule, start, details }) => ({
    name,
    bytes,
    keys,
    rule: trace.rules[rule] ?? null,
    begun: start < offset,
    fields: Object.entries(details).map(([field, value]) => ({ name: field, value: typeof value === "object" ? value.join(", ") : String(value) })),
  }));
}
