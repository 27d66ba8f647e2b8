// From bytes to units: what has arrived whole, and the bytes that can be no packet of this protocol.

import type { StreamPiece } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { Arrived, ReadContent, Ssh } from "./connection.ts";
import { lengthBytes } from "./packet.ts";

/**
 * Takes some bytes of the peer's in. Simplified: bytes of another kind of program count as one line for each write, and as a
 * packet length that is out of range once there are enough to read one; text in US-ASCII always is, and cipher text nearly always.
 */
export function arrivals(ssh: Ssh, { unit, from, length }: StreamPiece<ReadContent>): Arrived[] {
  const { reading } = ssh;
  invariant(from === reading.partial, "a gap in the stream", { from, expected: reading.partial });
  const whole = from + length === unit.size;
  reading.partial = whole ? 0 : from + length;
  const { content } = unit;
  if (!reading.introduced) {
    if (!whole) return [];
    reading.introduced = textOf(content).startsWith("SSH-");
    return [{ kind: "unit", content }];
  }
  if (content.protocol === "ssh" && content.kind === "packet" && reading.stray === 0) return whole ? [{ kind: "unit", content }] : [];
  const before = reading.stray;
  reading.stray += length;
  const needed = lengthBytes(ssh.in.protection);
  return before < needed && reading.stray >= needed ? [{ kind: "garbage" }] : [];
}

/** What a line says; nothing where it is none. */
export function textOf(content: ReadContent): string {
  if (content.protocol === "plain") return content.text ?? "";
  return content.protocol === "ssh" && content.kind === "line" ? content.text : "";
}
