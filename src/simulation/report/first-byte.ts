// How long a client waits for the first byte of an answer, and what for: TCP's handshake, TLS's or SSH's, the request itself.

import type { Milliseconds } from "../kernel/index.ts";
import type { HostId, Trace, TraceMessage } from "../contract/index.ts";

/** The waiting of one connection that its client opened. The parts add up to `total`. */
export interface FirstByte {
  readonly endpoint: number;
  readonly host: HostId;
  /** What guards the connection, or null. */
  readonly guard: "tls" | "ssh" | null;
  /** The event with which the first byte reaches the program. */
  readonly event: number;
  /** From the call to the established connection. */
  readonly tcp: Milliseconds;
  /** From there to the request: the handshake of TLS or SSH, if there is one; 0 where the request goes with its first flight. */
  readonly security: Milliseconds;
  /** From the request to the first byte of the answer. */
  readonly request: Milliseconds;
  readonly total: Milliseconds;
  /** The shortest way there and back that a packet has taken between the two hosts. */
  readonly rtt: Milliseconds;
  /** The same parts in round trips, to a tenth. */
  readonly roundTrips: { readonly tcp: number; readonly security: number; readonly request: number; readonly total: number };
}

/**
 * Every connection in which a client asked something and got an answer, in order of their opening. What is protected can be read only when
 * its whole record is there, so that the first byte of a long record comes with its last.
 */
export function firstBytes(trace: Trace): readonly FirstByte[] {
  return trace.endpoints.flatMap((endpoint) => {
    if (endpoint.protocol !== "tcp" || endpoint.open !== "active" || endpoint.remote === null) return [];
    const { id, host, remote } = endpoint;
    const called = trace.events.find((event) => event.endpoint === id && event.kind === "call" && event.call === "connect");
    const established = trace.events.find((event) => event.endpoint === id && event.kind === "state" && event.to === "ESTABLISHED");
    const request = trace.messages?.find((message) => message.endpoint === id && isQuestion(message));
    if (called === undefined || established === undefined || request === undefined) return [];
    const guard = guardOf(trace, id);
    const answer = trace.events.find((event) => event.endpoint === id && event.at > request.sentAt
      && (guard !== null ? event.kind === "deliver-data" : event.kind === "deliver" && event.bytes > 0));
    if (answer === undefined) return [];
    const tcp = established.at - called.at;
    const security = request.sentAt - established.at;
    const waiting = answer.at - request.sentAt;
    const total = answer.at - called.at;
    const rtt = shortest(trace, host, remote.host) + shortest(trace, remote.host, host);
    const trips = (time: Milliseconds): number => Math.round((10 * time) / rtt) / 10;
    const roundTrips = { tcp: trips(tcp), security: trips(security), request: trips(waiting), total: trips(total) };
    return [{ endpoint: id, host, guard, event: answer.id, tcp, security, request: waiting, total, rtt, roundTrips }];
  });
}

/** The protocol in whose messages an endpoint's bytes are wrapped, or null. */
function guardOf(trace: Trace, endpoint: number): "tls" | "ssh" | null {
  for (const message of trace.messages ?? []) {
    if (message.endpoint === endpoint && message.protocol !== "http") return message.protocol;
  }
  return null;
}

/** Whether a message is what a user said, and no part of a handshake: of SSH, the command that is to be run (RFC 4254 §6.5). */
function isQuestion({ protocol, details }: TraceMessage): boolean {
  return protocol === "http" || details["data"] === true || details["command"] !== undefined;
}

/** The least time from one host to the other, over the proxy that may stand between them. */
function shortest(trace: Trace, from: HostId, to: HostId): Milliseconds {
  const { host: proxy, of } = trace.synProxy ?? {};
  if (proxy !== undefined && from !== proxy && to !== proxy && (from === of || to === of)) return shortest(trace, from, proxy) + shortest(trace, proxy, to);
  let least = Number.POSITIVE_INFINITY;
  for (const packet of trace.packets) {
    const [arrival] = packet.arrivals;
    if (packet.from === from && packet.to === to && packet.injected === undefined && arrival !== undefined) least = Math.min(least, arrival - packet.sentAt);
  }
  return least;
}
