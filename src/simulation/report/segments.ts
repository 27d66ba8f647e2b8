// The packets of a run as plain rows: the fields that captures of real traffic are kept in.

import type { TcpOption, TcpPacket, Trace } from "../trace.ts";
import type { RelativeNumbers } from "./inspect.ts";
import { relativeNumbers, tcpPackets } from "./inspect.ts";

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

/** One packet with a TCP segment. */
export interface SegmentRow {
  /** Place in the run, from 0. */
  readonly i: number;
  /** Seconds. */
  readonly t_sent: number;
  /** One time per copy that arrived; empty when it was lost; null when it was still on its way at the end of the run. */
  readonly t_recv: readonly number[] | null;
  /** Host names. */
  readonly from: string;
  readonly to: string;
  readonly protocol: "TCP";
  readonly sport: number;
  readonly dport: number;
  /** Letters S F R P A U E C. */
  readonly flags: string;
  /** Relative to the sender's initial sequence number. */
  readonly seq: number;
  /** Relative to the receiver's; null without ACK. */
  readonly ack: number | null;
  readonly seq_raw: number;
  /** 0 without ACK. */
  readonly ack_raw: number;
  readonly len: number;
  readonly win: number;
  readonly opts: OptionsRow;
  readonly lost: boolean;
  /** Present where no host sent it. */
  readonly injected?: true;
}

/** Every segment of the run in order of sending. */
export function formatSegments(trace: Trace): readonly SegmentRow[] {
  const names = new Map(trace.hosts.map((host) => [host.id, host.name]));
  const numbers = relativeNumbers(trace);
  return tcpPackets(trace).map((packet) => {
    const { segment } = packet;
    const relative = numbers[packet.id];
    return {
      i: packet.id,
      t_sent: toSeconds(packet.sentAt),
      t_recv: packet.arrivals.length === 0 && packet.inFlight ? null : packet.arrivals.map(toSeconds),
      from: names.get(packet.from) ?? packet.from,
      to: names.get(packet.to) ?? packet.to,
      protocol: "TCP",
      sport: segment.sourcePort,
      dport: segment.destinationPort,
      flags: segment.flags.map((flag) => (flag === "CWR" ? "C" : flag.charAt(0))).join(""),
      seq: relative?.seq ?? segment.seq,
      ack: relative?.ack ?? null,
      seq_raw: segment.seq,
      ack_raw: segment.ack ?? 0,
      len: segment.length,
      win: segment.window,
      opts: options(packet, relative),
      lost: packet.arrivals.length === 0 && packet.loss !== null,
      ...(packet.injected === undefined ? {} : { injected: packet.injected }),
    };
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
