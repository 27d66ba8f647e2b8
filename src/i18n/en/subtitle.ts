// A run in one line, in English.

import type { FloodFacts, LostPacket, RunFacts } from "../../narration/index.ts";
import { grouped } from "../number.ts";
import { kindName, nth, time } from "./values.ts";

/** `First SYN lost · RTT 100 ms · RTO 1 s`. */
export function subtitle(facts: RunFacts): string {
  const parts = [
    ...facts.floods.map(flood),
    losses(facts.lost),
    facts.refused ? "Refused" : "",
    `RTT ${time(facts.rtt)}`,
    facts.jitter > 0 ? `jitter ${time(facts.jitter)}` : "",
    facts.loss > 0 ? `loss ${grouped(facts.loss * 100)}%` : "",
    facts.rto === null ? "" : `RTO ${time(facts.rto)}`,
    facts.truncated ? "cut short" : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function flood({ count, backlog, cookies, proxied }: FloodFacts): string {
  const policy = proxied ? "SYN proxy" : { "off": "no cookies", "when-full": "cookies when full", "always": "cookies always" }[cookies];
  return `${grouped(count)} spoofed ${count === 1 ? "SYN" : "SYNs"} · backlog ${grouped(backlog)} · ${policy}`;
}

/** What several lost packets are called together. */
function together(lost: readonly LostPacket[]): string {
  if (lost.every(({ kind }) => kind === "datagram")) return "datagrams";
  if (lost.every(({ kind }) => kind === "fragment")) return "fragments";
  return lost.some(({ kind }) => kind === "datagram" || kind === "fragment" || kind === "ICMP") ? "packets" : "segments";
}

function losses(lost: readonly LostPacket[]): string {
  const [first, ...others] = lost;
  if (first === undefined) return "";
  if (others.length > 0) return `${grouped(lost.length)} ${together(lost)} lost`;
  const name = nth(first.nth);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${kindName(first.kind)} lost`;
}
