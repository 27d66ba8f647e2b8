// What a kernel counts at its listeners, by the names under which it reports it (`nstat`, /proc/net/netstat; RFC 4022 for PassiveOpens), and at
// a SYN proxy (/proc/net/stat/synproxy).

import type { CounterName } from "../contract/index.ts";

/** Every counter, in the order of a kernel's report. */
export const COUNTER_NAMES: readonly CounterName[] = [
  "PassiveOpens", "SyncookiesSent", "SyncookiesRecv", "SyncookiesFailed", "EmbryonicRsts", "ListenOverflows", "ListenDrops",
  "TCPTimeouts", "TCPReqQFullDoCookies", "TCPReqQFullDrop", "TCPSynRetrans",
  "syn_received", "cookie_invalid", "cookie_valid", "cookie_retrans", "conn_reopened",
];

/** Counts by name. */
export class Counters {
  private readonly counts = new Map<CounterName, number>();

  count(name: CounterName, times = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + times);
  }

  /** What has been counted, without the counters that never moved. */
  table(): Readonly<Partial<Record<CounterName, number>>> {
    return Object.fromEntries(COUNTER_NAMES.flatMap((name) => {
      const count = this.counts.get(name);
      return count === undefined ? [] : [[name, count]];
    }));
  }
}
