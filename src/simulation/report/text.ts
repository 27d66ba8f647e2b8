// A run as text, one event a line, in the notation of packetdrill: `S. seq:end(len) ack win`, for terminals and transcripts.

import type { Milliseconds } from "../kernel/index.ts";
import type { ConnectionStatus, Flag, HostId, TcpOption, Trace, TraceEvent, TraceFragment, TracePacket } from "../contract/index.ts";
import type { RelativeNumbers } from "./inspect.ts";
import { relativeNumbers } from "./inspect.ts";

/** The letters of packetdrill, in its order. */
const LETTERS: readonly (readonly [Flag, string])[] = [
  ["FIN", "F"], ["SYN", "S"], ["RST", "R"], ["PSH", "P"], ["ACK", "."], ["URG", "U"], ["ECE", "E"], ["CWR", "W"],
];

/**
 * The whole run: time in seconds, host, what happened. The arrow of a packet is drawn from the first host's view: `>` goes
 * away from it, `<` comes to it. Sequence numbers count from the initial ones.
 */
export function formatText(trace: Trace): string {
  const names = new Map(trace.hosts.map((host) => [host.id, host.name]));
  const width = Math.max(0, ...trace.hosts.map((host) => host.name.length));
  const numbers = relativeNumbers(trace);
  const nameOf = (host: HostId): string => names.get(host) ?? host;
  const lines = trace.events.map((event) =>
    `${toSeconds(event.at)}  ${nameOf(event.host).padEnd(width)}  ${describe(trace, event, numbers, nameOf)}`.trimEnd());
  if (trace.truncated !== null) {
    const { limit, value, at } = trace.truncated;
    lines.push(`${toSeconds(at)}  the run was cut short: more than ${String(value)}${limit === "time" ? " ms" : ` ${limit}`}`);
  }
  return lines.map((line) => `${line}\n`).join("");
}

function describe(
  trace: Trace, event: TraceEvent, numbers: readonly (RelativeNumbers | null)[], nameOf: (host: HostId) => string,
): string {
  switch (event.kind) {
    case "call":
      return `call ${event.call}`;
    case "result":
      return `${event.call}${event.bytes === undefined ? "" : ` of ${String(event.bytes)} bytes`} = ${event.outcome}`;
    case "status":
      return `status ${statusText(event.status)}`;
    case "signal":
      return `told of ${event.signal}`;
    case "send": {
      const packet = trace.packets[event.packet];
      if (packet === undefined) return "";
      const first = trace.hosts[0]?.id;
      const arrow = packet.to === first ? `${nameOf(packet.to)} < ${nameOf(packet.from)}` : `${nameOf(packet.from)} > ${nameOf(packet.to)}`;
      const again = packet.retransmissionOf === null ? "" : "  again";
      return `${arrow}  ${notation(trace, packet, numbers)}${header(packet)}${again}${packet.injected === undefined ? "" : "  injected"}`;
    }
    case "receive":
      return `receives ${short(trace, event.packet, numbers)}: ${event.outcome}`;
    case "drop":
      return `${short(trace, event.packet, numbers)} is lost: ${event.why}`;
    case "duplicate":
      return `${short(trace, event.packet, numbers)} is duplicated`;
    case "state":
      return `${event.from} -> ${event.to}`;
    case "timer-set":
      return `timer ${event.timer} set for ${toSeconds(event.due)}`;
    case "timer-cancel":
      return `timer ${event.timer} off`;
    case "timer-fire":
      return `timer ${event.timer} expires`;
    case "deliver":
      return event.fin ? "reads end of file" : `reads ${String(event.bytes)} bytes`;
    case "deliver-datagram":
      return `reads ${short(trace, event.packet, numbers)}`;
    case "frame":
      return `frame ${String(event.number)}${event.duplicate ? " again" : ""}${event.outOfOrder ? " out of order" : ""}${event.late ? " too late" : ""}`;
    case "write-message":
      return `writes ${messageText(trace, event.message)}`;
    case "read-message":
      return `takes ${trace.messages?.[event.message]?.name ?? ""}`;
    case "deliver-data":
      return `reads ${String(event.bytes)} bytes through ${event.protocol}`;
    case "session":
      return `${event.protocol} ${event.status}${event.why === null ? "" : `: ${event.why}`}`;
    case "queue":
      return `${event.queue} queue ${String(event.length)}${event.capacity === null ? "" : ` of ${String(event.capacity)}`}`;
    case "variable":
      return `${event.name} = ${String(event.value)}`;
  }
}

/** `ESTABLISHED snd.wnd 1000 rcv.wnd 1000 unacked 10 of 1 SENDs unread 0 RECEIVEs 0 rto 1.000000`. */
function statusText({ state, sendWindow, receiveWindow, sends, unacknowledged, receives, unread, urgent, rto, userTimeout }: ConnectionStatus): string {
  return [
    state, ...(sendWindow === null ? [] : [`snd.wnd ${String(sendWindow)}`]), `rcv.wnd ${String(receiveWindow)}`,
    `unacked ${String(unacknowledged)}${sends === 0 ? "" : ` of ${String(sends)} SENDs`}`, `unread ${String(unread)}`, `RECEIVEs ${String(receives)}`,
    ...(urgent === 0 ? [] : [`urgent ${String(urgent)}`]), ...(rto === null ? [] : [`rto ${toSeconds(rto)}`]),
    ...(userTimeout === null ? [] : [`user timeout ${toSeconds(userTimeout)}`]),
  ].join(" ");
}

/** A message with its own length and its range in the stream: `ClientHello (240) 0:245`. */
function messageText(trace: Trace, id: number): string {
  const message = trace.messages?.[id];
  if (message === undefined) return "";
  const { name, bytes, start, end, keys } = message;
  return `${name} (${String(bytes)}) ${String(start)}:${String(end)}${keys === null ? "" : ` under ${keys}`}`;
}

function short(trace: Trace, id: number, numbers: readonly (RelativeNumbers | null)[]): string {
  const packet = trace.packets[id];
  return packet === undefined ? "" : notation(trace, packet, numbers);
}

/** `S. 0:0(0) ack 1` or `udp (100)`, as packetdrill has it; a datagram with its number: `udp #3 (100)`. */
function notation(trace: Trace, packet: TracePacket, numbers: readonly (RelativeNumbers | null)[]): string {
  switch (packet.protocol) {
    case "tcp": {
      const { segment } = packet;
      const { seq, ack } = numbers[packet.id] ?? { seq: segment.seq, ack: segment.ack };
      const flags = LETTERS.filter(([flag]) => segment.flags.includes(flag)).map(([, letter]) => letter).join("");
      return `${flags} ${String(seq)}:${String(seq + segment.length)}(${String(segment.length)})${ack === null ? "" : ` ack ${String(ack)}`}`;
    }
    case "udp":
      return `udp #${String(packet.datagram.number)} (${String(packet.datagram.length)})${packet.fragment === undefined ? "" : fragmentText(packet.fragment)}`;
    case "icmp":
      return `icmp ${packet.message.code} for ${short(trace, packet.message.about, numbers)}`;
  }
}

/** ` frag 7:1480@0+`, as tcpdump has it: identification, length, offset, and whether more follows. */
function fragmentText({ identification, offset, length, index, count }: TraceFragment): string {
  return ` frag ${String(identification)}:${String(length)}@${String(offset)}${index < count ? "+" : ""}`;
}

/** What else of a segment's header is shown: window and options. */
function header(packet: TracePacket): string {
  if (packet.protocol !== "tcp") return "";
  const { window, options } = packet.segment;
  return ` win ${String(window)}${options.length === 0 ? "" : ` <${options.map(optionText).join(",")}>`}`;
}

function optionText(option: TcpOption): string {
  switch (option.kind) {
    case "mss":
      return `mss ${String(option.value)}`;
    case "window-scale":
      return `wscale ${String(option.shift)}`;
    case "sack-permitted":
      return "sackOK";
    case "sack":
      return `sack ${option.blocks.map(([start, end]) => `${String(start)}:${String(end)}`).join(" ")}`;
    case "timestamps":
      return `TS val ${String(option.value)} ecr ${String(option.echo)}`;
    case "fast-open":
      return option.cookie === "" ? "FO" : `FO ${option.cookie}`;
    case "nop":
      return "nop";
  }
}

function toSeconds(time: Milliseconds): string {
  return (time / 1000).toFixed(6);
}
