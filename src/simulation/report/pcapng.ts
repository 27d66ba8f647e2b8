// A run as a capture file that packet analysers read: pcapng, as seen by one host (draft-ietf-opsawg-pcapng).

import { invariant } from "../kernel/index.ts";
import type { HostId, Trace, TraceHost, TracePacket } from "../contract/index.ts";
import { icmpBytes, packetBytes } from "./wire.ts";

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const LINKTYPE_RAW = 101;
const OPTION_INTERFACE_NAME = 2;
const OPTION_COMMENT = 1;

/** One packet as the capturing host sees it: when it leaves there, or when it comes in. */
interface Sighting {
  readonly at: number;
  readonly packet: TracePacket;
  readonly corrupt: boolean;
}

/**
 * The capture that a packet analyser on `host` would have written: what the host sent, when it was sent (also what was lost
 * later), and what reached it, when it arrived. Times count from the epoch; resolution is one microsecond, the grid of the
 * trace. Throws when the trace knows no such host.
 */
export function pcapng(trace: Trace, host: HostId): Uint8Array {
  const hosts = new Map(trace.hosts.map((each) => [each.id, each]));
  const watcher = hosts.get(host);
  invariant(watcher !== undefined, "the capturing host is part of the trace", { host });
  const identification = identifications(trace);
  const bytesOf = (packet: TracePacket): Uint8Array => {
    const [from, to] = [hosts.get(packet.from), hosts.get(packet.to)];
    invariant(from !== undefined && to !== undefined, "both ends of a packet are part of the trace", { packet: packet.id });
    const number = identification[packet.id] ?? 0;
    if (packet.protocol !== "icmp") return packetBytes(packet, addressed(from, packet.source), addressed(to, packet.destination), number);
    const about = trace.packets[packet.message.about];
    invariant(about !== undefined && about.id < packet.id, "an ICMP error is about no earlier packet", { packet: packet.id });
    return icmpBytes(packet, from, to, number, bytesOf(about));
  };
  const blocks = [sectionHeader(), interfaceDescription(watcher)];
  for (const { at, packet, corrupt } of sightings(trace, host)) {
    const bytes = bytesOf(packet);
    if (corrupt) flipLastByte(bytes);
    blocks.push(enhancedPacket(at, bytes, comment(packet, host)));
  }
  return concatenate(blocks);
}

/** A host under the address that the packet says. */
function addressed(host: TraceHost, address: string | undefined): TraceHost {
  return address === undefined ? host : { ...host, address };
}

/**
 * The identification field of each packet: its place among those that its sender sent, so that a copy has it too; pieces of one
 * datagram have that of the first.
 */
function identifications(trace: Trace): readonly number[] {
  const counts = new Map<HostId, number>();
  return trace.packets.map((packet) => {
    const { from } = packet;
    const count = (counts.get(from) ?? 0) + (packet.protocol === "udp" && (packet.fragment?.offset ?? 0) > 0 ? 0 : 1);
    counts.set(from, count);
    return count;
  });
}

/** In the order in which they passed the host. What an attacker sent in the host's name never did. */
function sightings(trace: Trace, host: HostId): readonly Sighting[] {
  return trace.events.flatMap((event): Sighting[] => {
    if ((event.kind !== "send" && event.kind !== "receive" && event.kind !== "drop") || event.host !== host) return [];
    const packet = trace.packets[event.packet];
    const corrupt = event.kind === "drop";
    if (packet === undefined || (corrupt && event.why !== "corrupt") || (event.kind === "send" && packet.injected === true)) return [];
    return [{ at: event.at, packet, corrupt }];
  });
}

/** What the capture alone cannot tell: that a sent packet never arrived. */
function comment(packet: TracePacket, host: HostId): string | null {
  return packet.from === host && packet.loss !== null ? `lost: ${packet.loss.why}` : null;
}

function flipLastByte(bytes: Uint8Array): void {
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 0xff;
}

function sectionHeader(): Uint8Array {
  const body = new Uint8Array(16);
  const view = new DataView(body.buffer);
  view.setUint32(0, BYTE_ORDER_MAGIC, true);
  view.setUint16(4, 1, true); // version 1.0
  view.setBigInt64(8, -1n, true); // section length unknown
  return block(SECTION_HEADER, body);
}

function interfaceDescription(host: TraceHost): Uint8Array {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint16(0, LINKTYPE_RAW, true);
  return block(INTERFACE_DESCRIPTION, concatenate([head, option(OPTION_INTERFACE_NAME, host.id), endOfOptions()]));
}

function enhancedPacket(at: number, bytes: Uint8Array, remark: string | null): Uint8Array {
  const head = new Uint8Array(20);
  const view = new DataView(head.buffer);
  const microseconds = Math.round(at * 1000);
  view.setUint32(4, Math.floor(microseconds / 0x1_0000_0000), true);
  view.setUint32(8, microseconds >>> 0, true);
  view.setUint32(12, bytes.length, true);
  view.setUint32(16, bytes.length, true);
  const options = remark === null ? [] : [option(OPTION_COMMENT, remark), endOfOptions()];
  return block(ENHANCED_PACKET, concatenate([head, padded(bytes), ...options]));
}

function block(type: number, body: Uint8Array): Uint8Array {
  const length = body.length + 12;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, length, true);
  bytes.set(body, 8);
  view.setUint32(length - 4, length, true);
  return bytes;
}

/** An option with ASCII text. */
function option(code: number, text: string): Uint8Array {
  const value = Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0x7f);
  const head = new Uint8Array(4);
  const view = new DataView(head.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  return concatenate([head, padded(value)]);
}

function endOfOptions(): Uint8Array {
  return new Uint8Array(4);
}

function padded(bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array((bytes.length + 3) & ~3);
  whole.set(bytes);
  return whole;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
