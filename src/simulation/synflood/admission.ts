// What a listener does with a SYN as its queues stand (RFC 4987 §2.2 and §3.6; Linux tcp_conn_request).

import type { CounterName } from "../contract/index.ts";
import type { ListenQueues } from "./queues.ts";
import type { SynFloodRule } from "./rules.ts";

/** When a listener answers by cookies. */
export type CookiePolicy = "off" | "when-full" | "always";

/** What becomes of a SYN, the rule that says so, and what a kernel counts for it. */
export type Admission =
  /** `recycles`: the oldest entry makes room for it. */
  | { readonly kind: "half-open"; readonly recycles: boolean }
  | { readonly kind: "cookie"; readonly counts: readonly CounterName[] }
  | { readonly kind: "drop"; readonly rule: SynFloodRule; readonly counts: readonly CounterName[] };

const HALF_OPEN: Admission = { kind: "half-open", recycles: false };
const RECYCLED: Admission = { kind: "half-open", recycles: true };
const COOKIE: Admission = { kind: "cookie", counts: ["TCPReqQFullDoCookies", "SyncookiesSent"] };
const SYN_QUEUE_FULL: Admission = { kind: "drop", rule: "synflood.syn-queue-full", counts: ["TCPReqQFullDrop", "ListenDrops"] };
const ACCEPT_QUEUE_FULL: Admission = { kind: "drop", rule: "synflood.accept-queue-full", counts: ["ListenOverflows", "ListenDrops"] };
const NO_COOKIE_EITHER: Admission = {
  kind: "drop", rule: "synflood.accept-queue-full", counts: ["TCPReqQFullDoCookies", "ListenOverflows", "ListenDrops"],
};
const LAST_QUARTER: Admission = { kind: "drop", rule: "synflood.last-quarter", counts: ["ListenDrops"] };

/** Decides on a SYN: by the SYN queue first, then by the accept queue, which a cookie does not get around. `recycles`: the oldest entry gives way (RFC 4987 §3.4). */
export function admit<Connection>(queues: ListenQueues<Connection>, cookies: CookiePolicy, recycles = false): Admission {
  const wantsCookie = cookies === "always" || queues.synQueueFull;
  if (wantsCookie && cookies === "off") {
    if (!recycles) return SYN_QUEUE_FULL;
    return queues.acceptQueueFull ? ACCEPT_QUEUE_FULL : RECYCLED;
  }
  if (queues.acceptQueueFull) return wantsCookie ? NO_COOKIE_EITHER : ACCEPT_QUEUE_FULL;
  if (wantsCookie) return COOKIE;
  return cookies === "off" && queues.lastQuarter ? LAST_QUARTER : HALF_OPEN;
}
