// A run in one line, in Korean.

import type { FloodFacts, LostPacket, RunFacts } from "../../narration/index.ts";
import { grouped } from "../number.ts";
import { kindName, nth, time } from "./values.ts";

/** `첫 번째 SYN 손실 · RTT 100 ms · RTO 1초`. */
export function subtitle(facts: RunFacts): string {
  const parts = [
    ...facts.floods.map(flood),
    losses(facts.lost),
    facts.refused ? "거부됨" : "",
    `RTT ${time(facts.rtt)}`,
    facts.jitter > 0 ? `지터 ${time(facts.jitter)}` : "",
    facts.loss > 0 ? `손실률 ${grouped(facts.loss * 100)}%` : "",
    facts.rto === null ? "" : `RTO ${time(facts.rto)}`,
    facts.truncated ? "중간에 멈춤" : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function flood({ count, backlog, cookies, proxied }: FloodFacts): string {
  const policy = proxied ? "SYN 프록시" : { "off": "쿠키 없음", "when-full": "가득 차면 쿠키", "always": "항상 쿠키" }[cookies];
  return `위조된 SYN ${grouped(count)}개 · 백로그 ${grouped(backlog)} · ${policy}`;
}

/** What several lost packets are called together. */
function together(lost: readonly LostPacket[]): string {
  if (lost.every(({ kind }) => kind === "datagram")) return "데이터그램";
  if (lost.every(({ kind }) => kind === "fragment")) return "단편";
  return lost.some(({ kind }) => kind === "datagram" || kind === "fragment" || kind === "ICMP") ? "패킷" : "세그먼트";
}

function losses(lost: readonly LostPacket[]): string {
  const [first, ...others] = lost;
  if (first === undefined) return "";
  if (others.length > 0) return `${together(lost)} ${grouped(lost.length)}개 손실`;
  return `${nth(first.nth)} ${kindName(first.kind)} 손실`;
}
