// A packet of the trace as the bytes that would cross a wire: TCP (RFC 9293 §3.1), UDP (RFC 768) and ICMP (RFC 792) in IPv4, with
// real checksums.

import type { Flag, IcmpPacket, TcpOption, TcpPacket, TraceHost, TraceSegment, UdpPacket } from "../contract/index.ts";
import { checksum, fragmentField, ipv4Packet, pseudoHeader, sum } from "./ipv4.ts";

const TCP_HEADER = 20;
const UDP_HEADER = 8;
const ICMP_HEADER = 8;
/** Type and code (RFC 792). */
const ICMP_TYPES = { "destination-unreachable": [3, 3], "time-exceeded": [11, 1] } as const;

const FLAG_BITS: Readonly<Record<Flag, number>> = {
  FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10, URG: 0x20, ECE: 0x40, CWR: 0x80,
};

/**
 * The bytes of a packet from its IPv4 header on. `identification` is the header's 16-bit field. The payload of a segment is made
 * from each byte's place in the sequence space, so that a retransmission repeats the very bytes of the first sending.
 */
export function packetBytes(packet: TcpPacket | UdpPacket, from: TraceHost, to: TraceHost, identification: number): Uint8Array {
  const bytes = packet.protocol === "tcp" ? segmentBytes(packet) : datagramBytes(packet);
  const total = checksum(sum(bytes, pseudoHeader(packet.protocol, from, to, bytes.length)));
  // A checksum of zero would say that there is none (RFC 768).
  if (packet.protocol === "tcp") new DataView(bytes.buffer).setUint16(16, total);
  else new DataView(bytes.buffer).setUint16(6, total === 0 ? 0xffff : total);
  const fragment = packet.protocol === "udp" ? packet.fragment : undefined;
  if (fragment === undefined) return ipv4Packet(packet.protocol, from, to, identification, bytes);
  return ipv4Packet("udp", from, to, identification, bytes.subarray(fragment.offset, fragment.offset + fragment.length), fragmentField(fragment));
}

/** The bytes of an ICMP error, which quotes the beginning of the packet that it is about. */
export function icmpBytes(packet: IcmpPacket, from: TraceHost, to: TraceHost, identification: number, about: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(ICMP_HEADER + packet.message.quoted);
  bytes.set(ICMP_TYPES[packet.message.kind]);
  bytes.set(about.subarray(0, packet.message.quoted), ICMP_HEADER);
  new DataView(bytes.buffer).setUint16(2, checksum(sum(bytes, 0)));
  return ipv4Packet("icmp", from, to, identification, bytes);
}

function segmentBytes({ segment }: TcpPacket): Uint8Array {
  const options = optionBytes(segment.options);
  const bytes = new Uint8Array(TCP_HEADER + options.length + segment.length);
  writeTcpHeader(new DataView(bytes.buffer), segment, options.length);
  bytes.set(options, TCP_HEADER);
  writePayload(bytes.subarray(TCP_HEADER + options.length), segment);
  return bytes;
}

/** The data of a datagram follows from its number; control characters again. */
function datagramBytes({ datagram }: UdpPacket): Uint8Array {
  const bytes = new Uint8Array(UDP_HEADER + datagram.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, datagram.sourcePort);
  view.setUint16(2, datagram.destinationPort);
  view.setUint16(4, bytes.length);
  for (let index = 0; index < datagram.length; index++) view.setUint8(UDP_HEADER + index, 1 + ((datagram.number + index) % 8));
  return bytes;
}

function writeTcpHeader(view: DataView, segment: TraceSegment, optionsLength: number): void {
  view.setUint16(0, segment.sourcePort);
  view.setUint16(2, segment.destinationPort);
  view.setUint32(4, segment.seq);
  view.setUint32(8, segment.ack ?? 0);
  view.setUint8(12, ((TCP_HEADER + optionsLength) / 4) << 4);
  view.setUint8(13, segment.flags.reduce((bits, flag) => bits | FLAG_BITS[flag], 0));
  view.setUint16(14, segment.window);
  view.setUint16(18, segment.urgent ?? 0);
}

/**
 * Bytes that follow from their place: the first byte after a SYN that carries data counts from seq + 1. Control characters
 * are no text of any protocol, so that an analyser does not read the beginning of a message into them.
 */
function writePayload(payload: Uint8Array, segment: TraceSegment): void {
  const first = segment.seq + (segment.flags.includes("SYN") ? 1 : 0);
  for (let index = 0; index < payload.length; index++) payload[index] = 1 + (((first + index) >>> 0) % 8);
}

/** The options in their order, filled up to a multiple of four bytes with end-of-list (RFC 9293 §3.1). */
function optionBytes(options: readonly TcpOption[]): Uint8Array {
  const bytes = options.flatMap(oneOption);
  while (bytes.length % 4 !== 0) bytes.push(0);
  return Uint8Array.from(bytes);
}

/** Kind, length and value as the standards number them (RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413). */
function oneOption(option: TcpOption): readonly number[] {
  switch (option.kind) {
    case "nop":
      return [1];
    case "mss":
      return [2, 4, ...uint(option.value, 2)];
    case "window-scale":
      return [3, 3, option.shift];
    case "sack-permitted":
      return [4, 2];
    case "sack":
      return [5, 2 + 8 * option.blocks.length, ...option.blocks.flatMap(([left, right]) => [...uint(left, 4), ...uint(right, 4)])];
    case "timestamps":
      return [8, 10, ...uint(option.value, 4), ...uint(option.echo, 4)];
    case "fast-open": {
      const cookie = option.cookie.match(/../g) ?? [];
      return [34, 2 + cookie.length, ...cookie.map((pair) => parseInt(pair, 16))];
    }
  }
}

function uint(value: number, size: number): number[] {
  const bytes: number[] = [];
  for (let shift = 8 * (size - 1); shift >= 0; shift -= 8) bytes.push((value >>> shift) & 0xff);
  return bytes;
}
