// What must hold of every trace, whatever the network does: checked on one trace, told as a list of what does not.

import { isTransition } from "../../src/simulation/tcp/index.ts";
import type { TcpState, TimerName, Trace, TracePacket, UdpPacket } from "../../src/simulation/index.ts";
import { tcpPackets } from "../../src/simulation/index.ts";

/** Every violation, in words; empty for a sound trace. */
export function violations(trace: Trace): string[] {
  return [
    ...violationsOfOrder(trace), ...violationsOfPackets(trace), ...violationsOfStates(trace), ...violationsOfStreams(trace),
    ...violationsOfTimers(trace), ...violationsOfDatagrams(trace),
  ];
}

/** Ids are places, time never decreases, causes come before, every rule has its clause. */
function violationsOfOrder(trace: Trace): string[] {
  const found: string[] = [];
  let last = 0;
  trace.events.forEach((event, place) => {
    if (event.id !== place) found.push(`event ${String(place)} has the id ${String(event.id)}`);
    if (event.at < last) found.push(`event ${String(place)} goes back in time`);
    if (event.cause !== null && event.cause >= event.id) found.push(`event ${String(place)} is caused by a later one`);
    if (trace.rules[event.rule] === undefined) found.push(`event ${String(place)} follows a rule without a clause: ${event.rule}`);
    if (Math.round(event.at * 1000) / 1000 !== event.at) found.push(`event ${String(place)} is off the grid`);
    last = event.at;
  });
  return found;
}

/** Every copy of every packet is received, dropped or in flight at the end, and never before half a round trip has passed. */
function violationsOfPackets(trace: Trace): string[] {
  const copies = new Map<number, { sent: number; ended: number }>();
  for (const event of trace.events) {
    if (event.kind !== "send" && event.kind !== "duplicate" && event.kind !== "receive" && event.kind !== "drop") continue;
    const count = copies.get(event.packet) ?? { sent: 0, ended: 0 };
    if (event.kind === "send" || event.kind === "duplicate") count.sent += 1;
    else count.ended += 1;
    copies.set(event.packet, count);
  }
  return trace.packets.flatMap((packet) => {
    const found: string[] = [];
    const { sent, ended } = copies.get(packet.id) ?? { sent: 0, ended: 0 };
    if (sent === 0) found.push(`packet ${String(packet.id)} was never sent`);
    if (ended > sent) found.push(`packet ${String(packet.id)} ended more often than it was sent`);
    if (packet.inFlight !== ended < sent) found.push(`packet ${String(packet.id)} is neither received, dropped nor in flight`);
    if (packet.arrivals.some((at) => at < packet.sentAt)) found.push(`packet ${String(packet.id)} arrived before it was sent`);
    if (packet.protocol === "tcp" && packet.segment.ack === null && packet.segment.flags.includes("FIN")) found.push(`packet ${String(packet.id)}: a FIN without ACK`);
    return found;
  });
}

/** Only the RFC's transitions, each from the state that the endpoint is in. */
function violationsOfStates(trace: Trace): string[] {
  const states = new Map<number, TcpState>();
  return trace.events.flatMap((event) => {
    if (event.kind !== "state" || event.endpoint === null) return [];
    const endpoint = trace.endpoints[event.endpoint];
    const cameFromListener = endpoint?.protocol === "tcp" && endpoint.listener !== null;
    const before = states.get(event.endpoint) ?? (cameFromListener ? "LISTEN" : "CLOSED");
    states.set(event.endpoint, event.to);
    const found: string[] = [];
    if (before !== event.from) found.push(`endpoint ${String(event.endpoint)} leaves ${event.from} but is in ${before}`);
    if (!isTransition(event.from, event.to)) found.push(`${event.from} -> ${event.to} is no transition`);
    return found;
  });
}

/** The bytes delivered are a prefix of the bytes sent: in order, without gaps, each once, and no more than were sent. */
function violationsOfStreams(trace: Trace): string[] {
  const found: string[] = [];
  const delivered = new Map<number, number>();
  const ended = new Set<number>();
  for (const event of trace.events) {
    if (event.kind !== "deliver" || event.endpoint === null) continue;
    const endpoint = event.endpoint;
    if (ended.has(endpoint)) found.push(`endpoint ${String(endpoint)} reads on after the end of file`);
    if (event.fin) {
      ended.add(endpoint);
      continue;
    }
    const next = delivered.get(endpoint) ?? 0;
    if (event.offset !== next) found.push(`endpoint ${String(endpoint)} reads byte ${String(event.offset)} instead of ${String(next)}`);
    delivered.set(endpoint, next + event.bytes);
  }
  const isns = new Map<number, number>();
  for (const { id, endpoint, segment } of tcpPackets(trace)) {
    const { length, offset, seq, flags } = segment;
    if (endpoint === null) continue;
    const isn = isns.get(endpoint) ?? seq;
    isns.set(endpoint, isn);
    if (length > 0 && !flags.includes("SYN") && ((seq - isn - 1) >>> 0) !== offset % 2 ** 32) {
      found.push(`packet ${String(id)}: byte ${String(offset)} at the wrong number`);
    }
  }
  return found;
}

/** A datagram is handed over no more often than copies of it arrived, to its own host, whole; each ICMP error is about one that arrived. */
function violationsOfDatagrams(trace: Trace): string[] {
  const found: string[] = [];
  const delivered = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind !== "deliver-datagram") continue;
    const packet = trace.packets[event.packet];
    const name = `packet ${String(event.packet)}`;
    const count = (delivered.get(event.packet) ?? 0) + 1;
    delivered.set(event.packet, count);
    if (packet?.protocol !== "udp") found.push(`${name} is handed over as a datagram and is none`);
    else if (packet.to !== event.host || packet.datagram.length !== event.bytes) found.push(`${name} is handed over elsewhere, or in part`);
    else if (packet.arrivals.filter((at) => at <= event.at).length < count) found.push(`${name} is handed over more often than it arrived`);
  }
  for (const packet of trace.packets) {
    if (packet.protocol !== "icmp") continue;
    const about = trace.packets[packet.message.about];
    const waited = packet.message.kind === "time-exceeded" ? [30_000, 60_000] : [0];
    const came = about?.protocol === "udp" ? piecesWith(trace, about).flatMap(({ arrivals }) => arrivals) : [];
    if (about?.to !== packet.from || !came.some((at) => waited.some((time) => Math.abs(at + time - packet.sentAt) < 0.0005))) {
      found.push(`packet ${String(packet.id)} is about nothing that came just now`);
    }
  }
  return found;
}

/** The packets that carry the same datagram, this one among them. */
function piecesWith(trace: Trace, { id, from, fragment }: UdpPacket): readonly TracePacket[] {
  return trace.packets.filter((one) =>
    one.id === id || (one.protocol === "udp" && one.from === from && fragment !== undefined && one.fragment?.identification === fragment.identification));
}

/** A timer goes off only when it was set and not stopped, at the time it was set for; CLOSED leaves none behind. */
function violationsOfTimers(trace: Trace): string[] {
  const found: string[] = [];
  const running = new Map<string, number>();
  for (const event of trace.events) {
    const owner = `${event.host} ${String(event.endpoint)}`;
    switch (event.kind) {
      case "timer-set":
        running.set(`${owner} ${nameOf(event.timer, event.id)}`, event.due);
        break;
      case "timer-cancel":
        running.delete(`${owner} ${nameOf(event.timer, event.cause)}`);
        break;
      case "timer-fire":
        if (running.get(`${owner} ${nameOf(event.timer, event.cause)}`) !== event.at) found.push(`timer ${event.timer} goes off at ${String(event.at)} unasked`);
        running.delete(`${owner} ${nameOf(event.timer, event.cause)}`);
        break;
      case "state":
        if (event.to === "CLOSED" && [...running.keys()].some((timer) => timer.startsWith(`${owner} `))) {
          found.push(`endpoint ${String(event.endpoint)} is CLOSED and a timer runs`);
        }
        break;
      default:
        break;
    }
  }
  return found;
}

/** Every datagram in pieces has a timer of its own, told apart by the event that set it. */
function nameOf(timer: TimerName, set: number | null): string {
  return timer === "reassembly" ? `${timer} ${String(set)}` : timer;
}

/** The bytes that each host's program has read, and whether it has read to the end, by host. */
export function readBy(trace: Trace, host: string): { bytes: number; end: boolean } {
  const deliveries = trace.events.filter((event) => event.kind === "deliver" && event.host === host);
  return {
    bytes: deliveries.reduce((sum, event) => sum + (event.kind === "deliver" ? event.bytes : 0), 0),
    end: deliveries.some((event) => event.kind === "deliver" && event.fin),
  };
}
