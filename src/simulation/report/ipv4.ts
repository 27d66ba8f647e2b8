// An IPv4 packet as bytes (RFC 791): its header before what it carries, and the checksum that all of them use (RFC 1071).

import type { TraceFragment, TraceHost } from "../contract/index.ts";

export const IPV4_HEADER = 20;
const TIME_TO_LIVE = 64;
const DO_NOT_FRAGMENT = 0x4000;
const MORE_FRAGMENTS = 0x2000;
/** ICMP errors travel with the precedence of network control (RFC 1812 §4.3.2.5), and may be cut into fragments. */
const NETWORK_CONTROL = 0xc0;

export const PROTOCOLS = { icmp: 1, tcp: 6, udp: 17 } as const;
export type Protocol = keyof typeof PROTOCOLS;

/** The header's flags and fragment offset for a piece of a datagram. */
export function fragmentField({ offset, index, count }: TraceFragment): number {
  return (index < count ? MORE_FRAGMENTS : 0) | (offset / 8);
}

/** Header and content as one. `identification` is the header's 16-bit field; `fragment` stands for flags and offset where IP has cut. */
export function ipv4Packet(
  protocol: Protocol, from: TraceHost, to: TraceHost, identification: number, content: Uint8Array, fragment: number | null = null,
): Uint8Array {
  const bytes = new Uint8Array(IPV4_HEADER + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x45); // version 4, five 32-bit words
  view.setUint8(1, protocol === "icmp" ? NETWORK_CONTROL : 0);
  view.setUint16(2, bytes.length);
  view.setUint16(4, identification & 0xffff);
  view.setUint16(6, fragment ?? (protocol === "icmp" ? 0 : DO_NOT_FRAGMENT));
  view.setUint8(8, TIME_TO_LIVE);
  view.setUint8(9, PROTOCOLS[protocol]);
  bytes.set(addressBytes(from.address), 12);
  bytes.set(addressBytes(to.address), 16);
  view.setUint16(10, checksum(sum(bytes.subarray(0, IPV4_HEADER), 0)));
  bytes.set(content, IPV4_HEADER);
  return bytes;
}

/** The sum of the pseudo-header that TCP and UDP check besides their own bytes (RFC 9293 §3.1, RFC 768). */
export function pseudoHeader(protocol: Protocol, from: TraceHost, to: TraceHost, length: number): number {
  return sum(addressBytes(to.address), sum(addressBytes(from.address), PROTOCOLS[protocol] + length));
}

/** Adds big-endian 16-bit words to `start`; an odd last byte counts as the high one (RFC 1071). */
export function sum(bytes: Uint8Array, start: number): number {
  let total = start;
  for (let index = 0; index < bytes.length; index += 2) total += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  return total;
}

/** Folds the carries into 16 bits and takes the complement (RFC 1071). */
export function checksum(total: number): number {
  let folded = total;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}

function addressBytes(address: string): Uint8Array {
  return Uint8Array.from(address.split("."), Number);
}
