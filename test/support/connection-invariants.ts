// What must hold of the segments of every connection, whatever the network does, as far as it shows in the trace.

import type { Stack, TcpOption, TcpPacket, Trace, TraceEvent } from "../../src/simulation/index.ts";
import { optionsLength } from "../../src/simulation/tcp/segment/options.ts";

/** What the trace has told of one endpoint so far; numbers count from its own initial one, the peer's from the peer's. */
interface Sight {
  readonly stack: Stack;
  /** Our initial sequence number, and the peer's. */
  iss: number | null;
  irs: number | null;
  /** The shift that each side's SYN has offered. */
  ourShift: number | null;
  peerShift: number | null;
  /** The least of what both sides' SYNs allow. */
  peerMss: number;
  ourMss: number;
  /** One beyond the last number that was sent. */
  sentEnd: number;
  /** One beyond the last number that the peer may be sent. */
  edge: number;
  /** The latest acknowledgement that went, and the right edge of the window that went with it. */
  acknowledged: number;
  offered: number;
  /** What took up sequence space, in order of sending. */
  readonly carriers: { readonly id: number; readonly start: number; readonly end: number; readonly flags: string; readonly probe: boolean }[];
}

/** A kernel takes no MSS for smaller than this; the textbook lets one byte go beside the options, whatever the MSS. */
const LEAST_MSS_OF_LINUX = 48;

/** What may go although the window does not let it. */
const PROBES: ReadonlySet<string> = new Set(["tcp.persist.probe"]);

/** Options that only a SYN may carry (RFC 9293 §3.2, MUST-65; RFC 7323 §2.2; RFC 2018 §2; RFC 7413 §4.1.1). */
const OF_A_SYN: ReadonlySet<TcpOption["kind"]> = new Set(["mss", "window-scale", "sack-permitted", "fast-open"]);

/** Every violation, in words; empty for a sound trace. */
export function violationsOfConnections(trace: Trace): string[] {
  const sights = new Map<number, Sight>();
  const found: string[] = [];
  for (const event of trace.events) {
    if (event.kind !== "send" && event.kind !== "receive") continue;
    const packet = trace.packets[event.packet];
    if (packet?.protocol !== "tcp" || event.endpoint === null || packet.segment.flags.includes("RST")) continue;
    let sight = sights.get(event.endpoint);
    if (sight === undefined) {
      sight = {
        stack: trace.stack, iss: null, irs: null, ourShift: null, peerShift: null, peerMss: 536, ourMss: 536, sentEnd: 0, edge: 1, acknowledged: 0, offered: 0,
        carriers: [],
      };
      sights.set(event.endpoint, sight);
    }
    if (event.kind === "send") {
      for (const violation of sent(sight, packet, event)) found.push(`packet ${String(packet.id)} ${violation}`);
    } else {
      received(sight, packet);
    }
  }
  return [...found, ...violationsOfCauses(trace)];
}

function least(stack: Stack, options: number): number {
  return stack === "linux" ? LEAST_MSS_OF_LINUX : options + 1;
}

function isSyn({ segment }: TcpPacket): boolean {
  return segment.flags.includes("SYN");
}

function shiftOf(options: readonly TcpOption[]): number | null {
  for (const option of options) if (option.kind === "window-scale") return option.shift;
  return null;
}

function mssOf(options: readonly TcpOption[]): number {
  for (const option of options) if (option.kind === "mss") return option.value;
  return 536;
}

/** How many sequence numbers a segment takes up. */
function spaceOf({ segment }: TcpPacket): number {
  return segment.length + (segment.flags.includes("SYN") ? 1 : 0) + (segment.flags.includes("FIN") ? 1 : 0);
}

/** A segment arrives, and with it a window. */
function received(sight: Sight, packet: TcpPacket): void {
  const { seq, ack, window, options } = packet.segment;
  if (isSyn(packet) && sight.irs === null) {
    sight.irs = seq;
    sight.peerShift = shiftOf(options);
    sight.peerMss = mssOf(options);
  }
  if (sight.iss === null) {
    sight.edge = 1 + window;
    return;
  }
  const shift = isSyn(packet) || sight.ourShift === null || sight.peerShift === null ? 0 : sight.peerShift;
  const from = ack === null ? 1 : (ack - sight.iss) >>> 0;
  // Nothing that was never sent is acknowledged: this is not of our connection.
  if (from > Math.max(sight.sentEnd, 1)) return;
  sight.edge = Math.max(sight.edge, from + window * 2 ** shift);
}

/** An endpoint sends a segment: tells what is wrong with it. */
function sent(sight: Sight, packet: TcpPacket, event: TraceEvent): string[] {
  const found: string[] = [];
  const { segment } = packet;
  const { seq, options } = segment;
  sight.iss ??= seq;
  if (isSyn(packet)) {
    sight.ourShift = shiftOf(options);
    sight.ourMss = mssOf(options);
  } else {
    for (const { kind } of options) if (OF_A_SYN.has(kind)) found.push(`carries ${kind} without SYN`);
    if (segment.length + optionsLength(options) > Math.max(sight.peerMss, least(sight.stack, optionsLength(options)))) found.push("is larger than the peer's MSS lets it be");
  }
  found.push(...repeated(sight, packet, PROBES.has(event.rule)));
  const space = spaceOf(packet);
  const end = ((seq - sight.iss) | 0) + space;
  // A kernel that sends several segments as one counts their bytes, and not the FIN behind them.
  const edge = sight.stack === "linux" && segment.length > 0 && segment.flags.includes("FIN") ? sight.edge + 1 : sight.edge;
  if (space > 0 && end > edge && !isSyn(packet) && !PROBES.has(event.rule)) found.push(`ends at ${String(end)}, beyond the window's edge at ${String(sight.edge)}`);
  sight.sentEnd = Math.max(sight.sentEnd, end);
  if (segment.ack !== null && sight.irs !== null) found.push(...acknowledges(sight, packet, segment.ack));
  return found;
}

/** Acknowledgements and the window's right edge never go back (RFC 9293 §3.8.6, SHLD-14), but for what scaling rounds off. */
function acknowledges(sight: Sight, packet: TcpPacket, ack: number): string[] {
  const found: string[] = [];
  const number = (ack - (sight.irs ?? 0)) >>> 0;
  const shift = isSyn(packet) || sight.ourShift === null || sight.peerShift === null ? 0 : sight.ourShift;
  const edge = number + packet.segment.window * 2 ** shift;
  if (number < sight.acknowledged) found.push(`acknowledges ${String(number)} after ${String(sight.acknowledged)}`);
  if (edge + 2 ** shift <= sight.offered) found.push(`takes the window's right edge back from ${String(sight.offered)} to ${String(edge)}`);
  sight.acknowledged = number;
  sight.offered = Math.max(edge, sight.offered);
  return found;
}

/** Whether it is rightly told what a segment sends again. */
function repeated(sight: Sight, packet: TcpPacket, probe: boolean): string[] {
  const { segment, retransmissionOf } = packet;
  const start = (segment.seq - (sight.iss ?? 0)) | 0;
  const length = spaceOf(packet);
  if (length === 0) return retransmissionOf === null ? [] : ["takes up no sequence space and is told to be a retransmission"];
  // A SYN that has an acknowledgement by now says something else than the one before.
  const flags = isSyn(packet) ? segment.flags.join("+") : "";
  const before = sight.carriers.findLast((one) => one.start <= start && start < one.end && (!isSyn(packet) || one.flags === flags));
  sight.carriers.push({ id: packet.id, start, end: start + length, flags, probe });
  // A byte that was a probe goes as new data when the window opens.
  if ((before?.id ?? null) === retransmissionOf || (before?.probe === true && retransmissionOf === null)) return [];
  return [`begins at ${String(start)} and sends ${before === undefined ? "nothing" : String(before.id)} again, not ${String(retransmissionOf)}`];
}

/** Every effect is caused by the step that it belongs to, every arrival by a departure, every expiry by the setting of its timer. */
function violationsOfCauses(trace: Trace): string[] {
  return trace.events.flatMap((event) => {
    const cause = event.cause === null ? null : trace.events[event.cause];
    return isCause(event, cause ?? null) ? [] : [`event ${String(event.id)} (${event.kind}) is caused by ${cause?.kind ?? "nothing"}`];
  });
}

function isCause(event: TraceEvent, cause: TraceEvent | null): boolean {
  switch (event.kind) {
    case "receive":
    case "drop":
    case "duplicate":
      return cause?.kind === "send" && cause.packet === event.packet;
    case "timer-fire":
      return cause?.kind === "timer-set" && cause.timer === event.timer && cause.endpoint === event.endpoint && cause.due === event.at;
    case "send":
    case "state":
    case "deliver":
    case "variable":
    case "timer-set":
    case "timer-cancel":
      return cause !== null && cause.at === event.at && cause.host === event.host && ["call", "receive", "timer-fire"].includes(cause.kind);
    default:
      return true;
  }
}
