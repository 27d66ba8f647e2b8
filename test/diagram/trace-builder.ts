// Builds traces by hand, one happening a line, for tests that need a run which no scenario gives.

import type { Flag, HostId, Outcome, PacketLoss, TcpState, Trace, TraceEvent, TracePacket } from "../../src/simulation/index.ts";

type Draft<T> = T extends unknown ? Omit<T, "id"> : never;

export interface SegmentDraft {
  readonly seq: number;
  readonly ack?: number;
  readonly length?: number;
  readonly window?: number;
}

/** What becomes of a sent packet: the times of its arrivals, its loss, or that it is still on its way. */
export interface FateDraft {
  readonly arrives?: readonly number[];
  readonly lost?: { readonly at: number; readonly why?: PacketLoss["why"] };
  readonly inFlight?: boolean;
  readonly outcome?: Outcome;
  readonly retransmissionOf?: number;
  /** Sent because the retransmission timer expired. */
  readonly byTimer?: boolean;
}

const ENDPOINTS: Readonly<Record<HostId, number>> = { client: 0, server: 2 };

/** A run between `client` and `server`, told in any order; events are put in order of time when it is built. */
export class TraceBuilder {
  private readonly packets: TracePacket[] = [];
  private readonly drafts: Draft<TraceEvent>[] = [];

  constructor(private readonly stack: Trace["stack"] = "textbook", private readonly names: readonly [string, string] = ["Client", "Server"]) {}

  /** A state of the host's connection; `"LISTEN"` is of its listener. */
  state(at: number, host: HostId, from: TcpState, to: TcpState): this {
    const endpoint = to === "LISTEN" ? 1 : (ENDPOINTS[host] ?? 0);
    this.drafts.push({ at, host, endpoint, cause: null, rule: "test.state", kind: "state", from, to });
    return this;
  }

  /** Sends a segment and gives its packet id. Sendings must be told in order of time. */
  send(at: number, from: HostId, flags: readonly Flag[], segment: SegmentDraft, fate: FateDraft): number {
    const id = this.packets.length;
    const to = from === "client" ? "server" : "client";
    const [own, other] = from === "client" ? [49152, 443] : [443, 49152];
    const arrivals = [...(fate.arrives ?? [])].sort((a, b) => a - b);
    const loss = fate.lost === undefined ? null : { at: fate.lost.at, why: fate.lost.why ?? "fault" } as const;
    this.packets.push({
      id, protocol: "tcp", from, to, endpoint: ENDPOINTS[from] ?? 0, sentAt: at,
      segment: {
        sourcePort: own, destinationPort: other, seq: segment.seq, ack: segment.ack ?? null, flags,
        length: segment.length ?? 0, offset: 0, window: segment.window ?? 65535, options: [],
      },
      retransmissionOf: fate.retransmissionOf ?? null, arrivals, loss, inFlight: fate.inFlight ?? false,
    });
    const base = { endpoint: ENDPOINTS[from] ?? 0, cause: null, rule: "test.send" };
    if (fate.byTimer === true) this.drafts.push({ ...base, at, host: from, kind: "timer-fire", timer: "retransmission" });
    this.drafts.push({ ...base, at, host: from, cause: fate.byTimer === true ? -1 : null, kind: "send", packet: id });
    arrivals.forEach((arrival, index) => {
      this.drafts.push({
        at: arrival, host: to, endpoint: ENDPOINTS[to] ?? 0, cause: null, rule: "test.receive", kind: "receive", packet: id,
        outcome: fate.outcome ?? (index === 0 ? "accepted" : "duplicate"),
      });
    });
    if (loss !== null) this.drafts.push({ at: loss.at, host: from, endpoint: null, cause: null, rule: "test.drop", kind: "drop", packet: id, why: loss.why });
    return id;
  }

  build(end?: number): Trace {
    const ordered = this.drafts.map((draft, index) => ({ draft, index })).sort((a, b) => a.draft.at - b.draft.at || a.index - b.index);
    const events = ordered.map(({ draft }, id): TraceEvent => ({ ...draft, cause: draft.cause === -1 ? id - 1 : draft.cause, id }));
    const [clientName, serverName] = this.names;
    return {
      stack: this.stack, seed: 1,
      hosts: [
        { id: "client", name: clientName, address: "192.0.2.10", port: 49152 },
        { id: "server", name: serverName, address: "198.51.100.1", port: 443 },
      ],
      endpoints: [
        { id: 0, protocol: "tcp", host: "client", open: "active", localPort: 49152, remote: { host: "server", port: 443 }, listener: null },
        { id: 1, protocol: "tcp", host: "server", open: "passive", localPort: 443, remote: null, listener: null },
        { id: 2, protocol: "tcp", host: "server", open: "passive", localPort: 443, remote: { host: "client", port: 49152 }, listener: 1 },
      ],
      packets: this.packets, events, counters: {},
      rules: { "test.send": { document: "RFC 9293", section: "3.10.7.2" } },
      end: end ?? Math.max(0, ...events.map((event) => event.at)), truncated: null,
    };
  }
}

/** The three-way handshake with a first data segment; the first SYN lost on demand. */
export function handshake(options: { readonly lost?: boolean; readonly names?: readonly [string, string]; readonly oneWay?: number } = {}): Trace {
  const builder = new TraceBuilder("textbook", options.names);
  const way = options.oneWay ?? 50;
  builder.state(0, "server", "CLOSED", "LISTEN").state(0, "client", "CLOSED", "SYN-SENT");
  let start = 0;
  let first: number | undefined;
  if (options.lost === true) {
    first = builder.send(0, "client", ["SYN"], { seq: 100 }, { lost: { at: way / 2 } });
    start = 1000;
  }
  const again = first === undefined ? {} : { retransmissionOf: first, byTimer: true };
  builder.send(start, "client", ["SYN"], { seq: 100 }, { arrives: [start + way], ...again });
  builder.state(start + way, "server", "LISTEN", "SYN-RECEIVED");
  builder.send(start + way, "server", ["SYN", "ACK"], { seq: 300, ack: 101 }, { arrives: [start + 2 * way] });
  builder.state(start + 2 * way, "client", "SYN-SENT", "ESTABLISHED");
  builder.send(start + 2 * way, "client", ["ACK"], { seq: 101, ack: 301 }, { arrives: [start + 3 * way] });
  builder.state(start + 3 * way, "server", "SYN-RECEIVED", "ESTABLISHED");
  builder.send(start + 2 * way, "client", ["PSH", "ACK"], { seq: 101, ack: 301, length: 120 }, { arrives: [start + 3 * way] });
  builder.send(start + 3 * way, "server", ["ACK"], { seq: 301, ack: 221 }, { arrives: [start + 4 * way] });
  return builder.build();
}
