// The packets of a run as plain rows: the fields that captures of real traffic are kept in.

import type { TcpOption, TcpPacket, Trace, TracePacket } from "../contract/index.ts";
import type { RelativeNumbers } from "./inspect.ts";
import { relativeNumbers } from "./inspect.ts";

const UDP_HEADER = 8;

/** TCP options by name; `order` lists the names as they stand in the header. */
export interface OptionsRow {
  mss?: number;
  sackOK?: true;
  ts?: readonly [number, number];
  wscale?: number;
  /** Relative to the initial sequence number of the data's sender. */
  sack?: readonly (readonly [number, number])[];
  tfo_cookie?: string;
  readonly order: readonly string[];
}

/** What the row of every packet tells. */
interface PacketRow {
  /** Place in the run, from 0. */
  readonly i: number;
  /** Seconds. */
  readonly t_sent: number;
  /** One time per copy that arrived; empty when it was lost; null when it was still on its way at the end of the run. */
  readonly t_recv: readonly number[] | null;
  /** Host names. */
  readonly from: string;
  readonly to: string;
  /** 0 for ICMP. */
  readonly sport: number;
  readonly dport: number;
  /** Of the data; for ICMP of what is quoted. */
  readonly len: number;
  readonly lost: boolean;
  /** Present where no host sent it. */
  readonly injected?: true;
  /** The addresses that it bears and goes to, where they are not the hosts' own. */
  readonly src?: string;
  readonly dst?: string;
}

/** A packet with a TCP segment. */
export interface SegmentRow extends PacketRow {
  readonly protocol: "TCP";
  /** Letters S F R P A U E C. */
  readonly flags: string;
  /** Relative to the sender's initial sequence number. */
  readonly seq: number;
  /** Relative to the receiver's; null without ACK. */
  readonly ack: number | null;
  readonly seq_raw: number;
  /** 0 without ACK. */
  readonly ack_raw: number;
  readonly win: number;
  readonly opts: OptionsRow;
}

/** A packet with a UDP datagram. */
export interface DatagramRow extends PacketRow {
  readonly protocol: "UDP";
  readonly flags: "UDP";
  /** Where IP has cut the datagram: identification, offset in bytes, and whether more follows. Only the first piece has ports. */
  readonly frag?: { readonly id: number; readonly offset: number; readonly more: boolean };
}

/** A packet with an ICMP message. */
export interface IcmpRow extends PacketRow {
  readonly protocol: "ICMP";
  readonly flags: "ICMP";
  /** Type and code. */
  readonly icmp: readonly [3, 3] | readonly [11, 1];
}

/** Every packet of the run in order of sending. */
export function formatSegments(trace: Trace): readonly (SegmentRow | DatagramRow | IcmpRow)[] {
  const names = new Map(trace.hosts.map((host) => [host.id, host.name]));
  const numbers = relativeNumbers(trace);
  const common = (packet: TracePacket, sport: number, dport: number, len: number): PacketRow => ({
    i: packet.id,
    t_sent: toSeconds(packet.sentAt),
    t_recv: packet.arrivals.length === 0 && packet.inFlight ? null : packet.arrivals.map(toSeconds),
    from: names.get(packet.from) ?? packet.from,
    to: names.get(packet.to) ?? packet.to,
    sport, dport, len,
    lost: packet.arrivals.length === 0 && packet.loss !== null,
    ...(packet.injected === undefined ? {} : { injected: packet.injected }),
    ...(packet.source === undefined ? {} : { src: packet.source }),
    ...(packet.destination === undefined ? {} : { dst: packet.destination }),
  });
  return trace.packets.map((packet) => {
    switch (packet.protocol) {
      case "tcp": {
        const { segment } = packet;
        const relative = numbers[packet.id];
        return {
          ...common(packet, segment.sourcePort, segment.destinationPort, segment.length),
          protocol: "TCP",
          flags: segment.flags.map((flag) => (flag === "CWR" ? "C" : flag.charAt(0))).join(""),
          seq: relative?.seq ?? segment.seq,
          ack: relative?.ack ?? null,
          seq_raw: segment.seq,
          ack_raw: segment.ack ?? 0,
          win: segment.window,
          opts: options(packet, relative),
        };
      }
      case "udp": {
        const { datagram, fragment } = packet;
        const { sourcePort, destinationPort, length } = datagram;
        if (fragment === undefined) return { ...common(packet, sourcePort, destinationPort, length), protocol: "UDP", flags: "UDP" };
        const { identification: id, offset, index, count } = fragment;
        const row = common(packet, offset === 0 ? sourcePort : 0, offset === 0 ? destinationPort : 0, fragment.length - (offset === 0 ? UDP_HEADER : 0));
        return { ...row, protocol: "UDP", flags: "UDP", frag: { id, offset, more: index < count } };
      }
      case "icmp":
        return {
          ...common(packet, 0, 0, packet.message.quoted), protocol: "ICMP", flags: "ICMP", icmp: packet.message.kind === "time-exceeded" ? [11, 1] : [3, 3],
        };
    }
  });
}

/** Milliseconds on the grid of 0.001 are whole microseconds, so this division is exact to the last digit shown. */
function toSeconds(time: number): number {
  return Math.round(time * 1000) / 1e6;
}

function options(packet: TcpPacket, relative: RelativeNumbers | null | undefined): OptionsRow {
  const row: OptionsRow = { order: packet.segment.options.map(optionName) };
  for (const option of packet.segment.options) {
    switch (option.kind) {
      case "mss":
        row.mss = option.value;
        break;
      case "window-scale":
        row.wscale = option.shift;
        break;
      case "sack-permitted":
        row.sackOK = true;
        break;
      case "timestamps":
        row.ts = [option.value, option.echo];
        break;
      case "sack": {
        const { ack } = packet.segment;
        const base = ack === null || relative === undefined || relative === null || relative.ack === null ? 0 : ack - relative.ack;
        row.sack = option.blocks.map(([start, end]) => [(start - base) >>> 0, (end - base) >>> 0]);
        break;
      }
      case "fast-open":
        row.tfo_cookie = option.cookie;
        break;
      case "nop":
        break;
    }
  }
  return row;
}

function optionName(option: TcpOption): string {
  switch (option.kind) {
    case "window-scale":
      return "wscale";
    case "sack-permitted":
      return "sackOK";
    case "timestamps":
      return "ts";
    case "fast-open":
      return "tfo";
    default:
      return option.kind;
  }
}
