// The ICMP message that answers a datagram for a port that nobody has (RFC 792; RFC 1122 §3.2.2.1), and how often a kernel sends it.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { Stack, TraceDatagram, TraceFragment, TraceIcmpMessage } from "../contract/index.ts";

const IPV4_HEADER: Bytes = 20;
const UDP_HEADER: Bytes = 8;
const ICMP_HEADER: Bytes = 8;
/** An ICMP error in full is no longer than this (RFC 1812 §4.3.2.3); 28 bytes of it are headers of its own. */
const LONGEST_ERROR: Bytes = 576;
/** A kernel sends one such error a second to each host (`icmp_ratelimit`), after six that may come at once. */
const INTERVAL: Milliseconds = 1000;
const BURST = 6;

/**
 * Port unreachable, about the packet with this id. It quotes the IPv4 header and the first 64 bits of data (RFC 792), which are
 * the UDP header; a kernel quotes as much as fits 576 bytes (RFC 1812 §4.3.2.3).
 */
export function portUnreachable(stack: Stack, about: number, datagram: TraceDatagram): TraceIcmpMessage {
  return { kind: "destination-unreachable", code: "port-unreachable", about, quoted: quotedOf(stack, UDP_HEADER + datagram.length) };
}

/** Fragment reassembly time exceeded, about the first piece of the datagram, whose packet has this id (RFC 792). */
export function reassemblyExceeded(stack: Stack, about: number, { length }: TraceFragment): TraceIcmpMessage {
  return { kind: "time-exceeded", code: "fragment-reassembly", about, quoted: quotedOf(stack, length) };
}

function quotedOf(stack: Stack, payload: Bytes): Bytes {
  return stack === "linux" ? Math.min(IPV4_HEADER + payload, LONGEST_ERROR - IPV4_HEADER - ICMP_HEADER) : IPV4_HEADER + UDP_HEADER;
}

/** How many more errors one host may be sent now: a bucket of tokens, as a kernel keeps it (RFC 1812 §4.3.2.8). */
export class ErrorAllowance {
  private tokens: Milliseconds = BURST * INTERVAL;
  private since: Milliseconds = 0;

  /** Takes one error's worth; false when there is not as much. */
  take(now: Milliseconds): boolean {
    this.tokens = Math.min(BURST * INTERVAL, this.tokens + now - this.since);
    this.since = now;
    if (this.tokens < INTERVAL) return false;
    this.tokens -= INTERVAL;
    return true;
  }
}
