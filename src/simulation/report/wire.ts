// A segment of the trace as the bytes that would cross a wire: IPv4 (RFC 791) and TCP (RFC 9293 §3.1) with real checksums.

import type { Flag, TcpOption, TcpPacket, TraceHost, TraceSegment } from "../trace.ts";

const IPV4_HEADER = 20;
const TCP_HEADER = 20;
const PROTOCOL_TCP = 6;
const TIME_TO_LIVE = 64;
const DO_NOT_FRAGMENT = 0x4000;

const FLAG_BITS: Readonly<Record<Flag, number>> = {
  FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10, URG: 0x20, ECE: 0x40, CWR: 0x80,
};

/**
 * The bytes of a packet from its IPv4 header on. `identification` is the header's 16-bit field. The payload is made from
 * each byte's place in the sequence space, so that a retransmission repeats the very bytes of the first sending.
 */
export function packetBytes(packet: TcpPacket, from: TraceHost, to: TraceHost, identification: number): Uint8Array {
  const { segment } = packet;
  const options = optionBytes(segment.options);
  const tcpLength = TCP_HEADER + options.length + segment.length;
  const bytes = new Uint8Array(IPV4_HEADER + tcpLength);
  const view = new DataView(bytes.buffer);
  const source = addressBytes(from.address);
  const destination = addressBytes(to.address);

  view.setUint8(0, 0x45); // version 4, five 32-bit words
  view.setUint16(2, bytes.length);
  view.setUint16(4, identification & 0xffff);
  view.setUint16(6, DO_NOT_FRAGMENT);
  view.setUint8(8, TIME_TO_LIVE);
  view.setUint8(9, PROTOCOL_TCP);
  bytes.set(source, 12);
  bytes.set(destination, 16);
  view.setUint16(10, checksum(sum(bytes.subarray(0, IPV4_HEADER), 0)));

  writeTcpHeader(new DataView(bytes.buffer, IPV4_HEADER), segment, options.length);
  bytes.set(options, IPV4_HEADER + TCP_HEADER);
  writePayload(bytes.subarray(IPV4_HEADER + TCP_HEADER + options.length), segment);

  const pseudoHeader = sum(destination, sum(source, PROTOCOL_TCP + tcpLength));
  view.setUint16(IPV4_HEADER + 16, checksum(sum(bytes.subarray(IPV4_HEADER), pseudoHeader)));
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

function addressBytes(address: string): Uint8Array {
  return Uint8Array.from(address.split("."), Number);
}

/** Adds big-endian 16-bit words to `start`; an odd last byte counts as the high one (RFC 1071). */
function sum(bytes: Uint8Array, start: number): number {
  let total = start;
  for (let index = 0; index < bytes.length; index += 2) total += ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
  return total;
}

/** Folds the carries into 16 bits and takes the complement (RFC 1071). */
function checksum(total: number): number {
  let folded = total;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
