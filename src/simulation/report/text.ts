// A run as text, one event a line, in the notation of packetdrill: `S. seq:end(len) ack win`, for terminals and transcripts.

import type { Milliseconds } from "../kernel/index.ts";
import type { RelativeNumbers } from "./inspect.ts";
import { relativeNumbers } from "./inspect.ts";
import type { HostId } from "../scenario.ts";
import type { Flag, TcpOption, Trace, TraceEvent, TracePacket } from "../trace.ts";

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
  trace: Trace, event: TraceEvent, numbers: readonly RelativeNumbers[], nameOf: (host: HostId) => string,
): string {
  switch (event.kind) {
    case "call":
      return `call ${event.call}`;
    case "result":
      return `${event.call} = ${event.outcome}`;
    case "send": {
      const packet = trace.packets[event.packet];
      if (packet === undefined) return "";
      const first = trace.hosts[0]?.id;
      const arrow = packet.to === first ? `${nameOf(packet.to)} < ${nameOf(packet.from)}` : `${nameOf(packet.from)} > ${nameOf(packet.to)}`;
      const again = packet.retransmissionOf === null ? "" : "  again";
      return `${arrow}  ${notation(packet, numbers[packet.id])} win ${String(packet.segment.window)}${options(packet)}${again}${packet.injected === undefined ? "" : "  injected"}`;
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
    case "variable":
      return `${event.name} = ${String(event.value)}`;
  }
}

function short(trace: Trace, id: number, numbers: readonly RelativeNumbers[]): string {
  const packet = trace.packets[id];
  return packet === undefined ? "" : notation(packet, numbers[id]);
}

/** `S. 0:0(0) ack 1`, as packetdrill has it. */
function notation(packet: TracePacket, numbers: RelativeNumbers | undefined): string {
  const { segment } = packet;
  const flags = LETTERS.filter(([flag]) => segment.flags.includes(flag)).map(([, letter]) => letter).join("");
  const seq = numbers?.seq ?? segment.seq;
  const ack = numbers === undefined || numbers.ack === null ? "" : ` ack ${String(numbers.ack)}`;
  return `${flags} ${String(seq)}:${String(seq + segment.length)}(${String(segment.length)})${ack}`;
}

function options(packet: TracePacket): string {
  const shown = packet.segment.options.map(optionText);
  return shown.length === 0 ? "" : ` <${shown.join(",")}>`;
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
