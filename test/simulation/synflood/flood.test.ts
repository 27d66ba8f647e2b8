import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Flood, Scenario, Statement, TcpPacket, TcpSpec, Trace, TraceFlood } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { scenario, TCP } from "../../support/scenario.ts";

const ATTACKER = { id: "attacker", name: "Attacker", address: "203.0.113.66", port: 1024, tcp: TCP };

interface Setting {
  readonly flood?: Partial<Flood>;
  readonly server?: Partial<TcpSpec>;
  readonly stack?: Scenario["stack"];
  readonly network?: Partial<Scenario["network"]>;
  readonly script?: readonly Statement[];
}

const HONEST: Statement = { host: "client", at: 300, call: { kind: "connect", to: "server" } };

/** A flood of 100 SYNs, 2 ms apart, at a kernel's listener with a backlog of 8, and a client that connects in its midst. */
function flooded({ flood, server, stack = "linux", network, script = [HONEST] }: Setting = {}): Scenario {
  const listens: Statement = { host: "server", call: { kind: "listen", backlog: 8 } };
  const base = scenario({ stack, client: { mss: 1460 }, server: { mss: 1460, ...server }, script: [listens, ...script], ...(network === undefined ? {} : { network }) });
  return { ...base, hosts: [...base.hosts, ATTACKER], floods: [{ from: "attacker", to: "server", count: 100, every: 2, at: 100, ...flood }] };
}

function floodOf(trace: Trace): TraceFlood {
  const [flood] = trace.floods ?? [];
  if (flood === undefined) throw new Error("there was no flood");
  return flood;
}

/** What became of all SYNs of the flood. */
function sums(trace: Trace): Record<"sent" | "queued" | "cookies" | "dropped" | "others" | "lost", number> {
  const total = { sent: 0, queued: 0, cookies: 0, dropped: 0, others: 0, lost: 0 };
  for (const tally of floodOf(trace).tallies) {
    total.sent += tally.sent;
    total.queued += tally.queued;
    total.cookies += tally.cookies;
    total.dropped += tally.dropped;
    total.others += tally.others;
    total.lost += tally.lost;
  }
  return total;
}

function tcp(trace: Trace): readonly TcpPacket[] {
  return trace.packets.flatMap((packet) => (packet.protocol === "tcp" ? [packet] : []));
}

describe("a SYN flood (RFC 4987 §2)", () => {
  it("fills the SYN queue, and what comes then is dropped in silence, an honest SYN too", () => {
    const trace = simulate(flooded({ server: { synCookies: "off" } }));
    expect(sums(trace)).toEqual({ sent: 100, queued: 9, cookies: 0, dropped: 91, others: 0, lost: 0 });
    const client = trace.events.find((event) => event.kind === "state" && event.host === "client" && event.to === "ESTABLISHED");
    // Old entries are given up after their second repetition, at about seven seconds.
    expect(client?.at).toBeGreaterThan(7000);
    expect(client?.at).toBeLessThan(9000);
  });

  it("brings answers to addresses where nobody is: backscatter, lost", () => {
    const trace = simulate(flooded({ server: { synCookies: "off" } }));
    const answers = tcp(trace).filter(({ destination }) => destination !== undefined);
    expect(answers.length).toBe(floodOf(trace).backscatter.nobody);
    expect(answers.every(({ loss, to, segment, flood }) => loss?.why === "nobody" && to === "attacker" && flood === 0 && segment.flags.join() === "SYN,ACK")).toBe(true);
  });

  it("bears one address for each SYN from 10.0.0.1 on, or those of its range in turn", () => {
    const sources = (trace: Trace): (string | undefined)[] => tcp(trace).filter(({ from }) => from === "attacker").map(({ source }) => source);
    expect(sources(simulate(flooded())).slice(0, 3)).toEqual(["10.0.0.1", "10.0.0.2", "10.0.0.3"]);
    expect(sources(simulate(flooded({ flood: { sources: { first: "198.18.0.255", count: 2 } } }))).slice(0, 3)).toEqual(["198.18.0.255", "198.18.1.0", "198.18.0.255"]);
  });

  it("is answered with a RST by a host that is alive, which frees the entry", () => {
    const trace = simulate(flooded({ flood: { count: 1, sources: { first: "192.0.2.10", count: 1 } }, script: [] }));
    const reset = tcp(trace).find(({ from, segment }) => from === "client" && segment.flags.includes("RST"));
    expect(reset).toMatchObject({ to: "server", loss: null });
    expect(floodOf(trace).backscatter).toEqual({ nobody: 0, hosts: 1 });
    expect(trace.counters["server"]?.EmbryonicRsts).toBe(1);
    expect(trace.events.flatMap((event) => (event.kind === "queue" ? [event.length] : []))).toEqual([1, 0]);
  });

  it("waits for its time and for what has to happen first", () => {
    const when = { kind: "established", host: "client" } as const;
    const trace = simulate(flooded({ flood: { when, at: 100 } }));
    const opened = trace.events.find((event) => event.kind === "state" && event.host === "client" && event.to === "ESTABLISHED");
    expect(floodOf(trace).start).toBe(opened?.at);
  });

  it("holds a half-open entry for about a minute where the queue is not crowded", () => {
    const trace = simulate(flooded({ flood: { count: 3 }, script: [] }));
    const closed = trace.events.filter((event) => event.kind === "state" && event.host === "server" && event.from === "SYN-RECEIVED" && event.to === "CLOSED");
    expect(closed).toHaveLength(3);
    // 63 s nominal; the timer wheel adds a little to each of six waits.
    for (const { at } of closed) expect(Math.abs(at - 63_000) / 63_000).toBeLessThan(0.07);
    expect(trace.counters["server"]).toMatchObject({ TCPSynRetrans: 15, TCPTimeouts: 18 });
  });
});

describe("recycling the oldest half-open connection (RFC 4987 §3.4)", () => {
  it("lets every SYN in, and an honest client too if its ACK comes before the queue has turned over", () => {
    const calm = simulate(flooded({ server: { synCookies: "off", recyclesOldest: true }, flood: { every: 20 } }));
    expect(sums(calm)).toMatchObject({ queued: 100, dropped: 0 });
    const opened = calm.events.filter((event) => event.kind === "state" && event.to === "ESTABLISHED");
    expect(opened.map(({ host, at }) => [host, at])).toEqual([["client", 400], ["server", 450]]);
    expect(Math.max(...calm.events.flatMap((event) => (event.kind === "queue" && event.queue === "syn" ? [event.length] : [])))).toBe(9);
  });

  it("throws the honest client out too when the flood turns the queue over within a round trip", () => {
    const storm = simulate(flooded({ server: { synCookies: "off", recyclesOldest: true }, flood: { count: 300 } }));
    const answer = tcp(storm).find(({ from, to, segment }) => from === "client" && to === "server" && segment.flags.join() === "ACK");
    const taken = storm.events.find((event) => event.kind === "receive" && event.packet === answer?.id);
    // Its entry has gone: the ACK belongs to nobody.
    expect(taken).toMatchObject({ outcome: "reset", rule: "tcp.listen.ack" });
  });
});

describe("SYN cookies under a flood (RFC 4987 §3.6)", () => {
  it("let an honest client in at once when the queue is full, and do not empty it", () => {
    const trace = simulate(flooded({ server: { synCookies: "when-full" } }));
    expect(sums(trace)).toMatchObject({ queued: 9, cookies: 91, dropped: 0 });
    const opened = trace.events.filter((event) => event.kind === "state" && event.to === "ESTABLISHED");
    expect(opened.map(({ host, at }) => [host, at])).toEqual([["client", 400], ["server", 450]]);
    const lengths = trace.events.flatMap((event) => (event.kind === "queue" && event.queue === "syn" && event.at < 5000 ? [event.length] : []));
    expect(lengths.at(-1)).toBe(9);
    expect(trace.counters["server"]).toMatchObject({ SyncookiesSent: 92, SyncookiesRecv: 1, TCPReqQFullDoCookies: 92 });
  });

  it("keep no state before the ACK when they are used always", () => {
    const trace = simulate(flooded({ server: { synCookies: "always" } }));
    const first = trace.events.find((event) => event.host === "server" && event.kind === "receive" && event.rule === "synflood.cookie-received");
    expect(first).toBeDefined();
    const passive = trace.endpoints.filter((endpoint) => endpoint.protocol === "tcp" && endpoint.listener !== null);
    expect(passive).toHaveLength(1);
    for (const event of trace.events.slice(0, first?.id)) {
      if (event.host !== "server") continue;
      expect(["call", "result", "state", "send", "receive", "drop"]).toContain(event.kind);
      expect(event.endpoint === null || event.endpoint === 0).toBe(true);
    }
    expect(trace.events.some((event) => event.kind === "queue" && event.queue === "syn")).toBe(false);
  });

  it("lose window scale and SACK without timestamps, and keep them with", () => {
    const options = (client: Partial<TcpSpec>): string[] => {
      const base = flooded({ server: { synCookies: "always" }, flood: { count: 1 }, script: [HONEST, { host: "client", call: { kind: "send", bytes: 10 } }] });
      const trace = simulate({ ...base, hosts: base.hosts.map((host) => (host.id === "client" ? { ...host, tcp: { ...host.tcp, ...client } } : host)) });
      const answer = tcp(trace).find(({ to, segment }) => to === "client" && segment.flags.join() === "SYN,ACK");
      return answer?.segment.options.map(({ kind }) => kind).filter((kind) => kind !== "nop") ?? [];
    };
    expect(options({})).toEqual(["mss", "sack-permitted", "timestamps", "window-scale"]);
    expect(options({ timestamps: false })).toEqual(["mss"]);
  });

  it("carry data and a close like any other connection", () => {
    const script: readonly Statement[] = [HONEST, { host: "client", call: { kind: "send", bytes: 100_000 } }, { host: "client", call: { kind: "close" } }];
    const trace = simulate(flooded({ server: { synCookies: "always" }, flood: { count: 5 }, script }));
    const read = trace.events.reduce((sum, event) => sum + (event.kind === "deliver" && event.host === "server" ? event.bytes : 0), 0);
    expect(read).toBe(100_000);
    expect(trace.truncated).toBeNull();
  });

  it("remember no round trip: the server's timeout stays what it was before any measurement", () => {
    const script: readonly Statement[] = [HONEST, { host: "server", when: { kind: "established", host: "server" }, call: { kind: "send", bytes: 10 } }];
    const rto = (synCookies: "off" | "always"): number | undefined => {
      const trace = simulate(flooded({ server: { synCookies, minRto: 200 }, flood: { count: 1 }, script }));
      const sent = tcp(trace).find(({ from, segment }) => from === "server" && segment.length > 0);
      const timer = trace.events.find((event) => event.kind === "timer-set" && event.host === "server" && event.timer !== "delayed-ack" && event.at === sent?.sentAt);
      return timer?.kind === "timer-set" && sent !== undefined ? timer.due - sent.sentAt : undefined;
    };
    expect(rto("off")).toBeLessThan(500);
    expect(rto("always")).toBeGreaterThan(900);
  });

  it("are not taken from whoever was sent none: a made-up ACK is answered with a RST", () => {
    const { injections, ...base } = flooded({ server: { synCookies: "always" } });
    const made = Array.from({ length: 50 }, (_, place) => ({
      from: "attacker", to: "server", at: 150 + place, flags: ["ACK"] as const, seq: 1 + place, ack: 12_345 * place, port: 2000 + place,
    }));
    const trace = simulate({ ...base, injections: [...(injections ?? []), ...made] });
    expect(trace.counters["server"]).toMatchObject({ SyncookiesFailed: 50, SyncookiesRecv: 1 });
    expect(trace.events.filter((event) => event.kind === "receive" && event.rule === "synflood.cookie-failed").every((event) => event.kind === "receive" && event.outcome === "reset")).toBe(true);
  });
});

describe("a flood that is counted, not told (RFC 4987 §2)", () => {
  it("tells the SYNs that it is asked for, one by one", () => {
    const trace = simulate(flooded({ flood: { told: { first: 20, count: 5 } } }));
    expect(tcp(trace).filter(({ from }) => from === "attacker").map(({ sentAt }) => sentAt)).toEqual([140, 142, 144, 146, 148]);
    expect(floodOf(trace).told).toEqual({ first: 20, count: 5 });
  });

  it("comes to the same for everyone else, however many of it are told", () => {
    const outcome = (told: number): unknown => {
      const trace = simulate(flooded({ flood: { count: 60, told: { first: 0, count: told } }, server: { synCookies: "off" } }));
      const honest = tcp(trace).filter(({ flood }) => flood === undefined).map(({ from, sentAt, segment }) => [from, sentAt, segment.flags.join()]);
      return { honest, sums: sums(trace), counters: trace.counters, backscatter: floodOf(trace).backscatter };
    };
    expect(outcome(0)).toEqual(outcome(60));
    expect(outcome(30)).toEqual(outcome(60));
  });

  it("is exact: the fates add up to what was sent, in at most 400 stretches", () => {
    const cookies = fc.constantFrom<NonNullable<TcpSpec["synCookies"]>>("off", "when-full", "always");
    fc.assert(fc.property(cookies, fc.integer({ min: 1, max: 1500 }), fc.constantFrom(0.01, 0.5, 3), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 20 }), fc.integer(), (synCookies, count, every, loss, told, duplication, seed) => {
      const base = flooded({ server: { synCookies }, flood: { count, every, told: { first: 0, count: told } }, network: { loss: loss / 100, duplication: duplication / 100 } });
      const trace = simulate({ ...base, seed: seed >>> 0 });
      const { sent, ...fates } = sums(trace);
      expect(sent).toBe(count);
      expect(Object.values(fates).reduce((sum, each) => sum + each, 0)).toBe(count);
      const { tallies } = floodOf(trace);
      expect(tallies.length).toBeLessThanOrEqual(400);
      tallies.forEach((tally, place) => { if (place > 0) expect(tally.from).toBe(tallies[place - 1]?.to); });
      expect(trace.events.every(({ endpoint, cause }) => (endpoint ?? 0) >= 0 && (cause ?? 0) >= 0)).toBe(true);
    }), { numRuns: 40 });
  });

  it("finds room for 65,535 half-open connections where a listener names no bound", () => {
    const base = flooded({ stack: "textbook", flood: { count: 66_000, every: 0.01 }, server: { synRetries: 0 }, script: [] });
    const trace = simulate({ ...base, script: [{ host: "server", call: { kind: "listen" } }] });
    expect(sums(trace)).toMatchObject({ queued: 65_535, dropped: 465 });
    expect(trace.events.length).toBeLessThan(60_000);
  });

  it("of a hundred thousand SYNs leaves a small trace with exact totals", () => {
    const trace = simulate(flooded({ server: { synCookies: "when-full" }, flood: { count: 100_000, every: 0.01 } }));
    expect(sums(trace)).toMatchObject({ sent: 100_000, queued: 9, cookies: 99_991 });
    expect(trace.truncated).toBeNull();
    expect(JSON.stringify(trace).length).toBeLessThan(3_000_000);
    const times = trace.events.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe("scripted faults in a flood", () => {
  const faults = [
    { kind: "drop", from: "attacker", match: "SYN", nth: 3, last: 7 }, { kind: "corrupt", from: "attacker", match: "SYN", nth: 9 },
    { kind: "delay", from: "attacker", match: "packet", nth: 11, by: 40 }, { kind: "duplicate", from: "attacker", match: "SYN", nth: 12, by: 5 },
  ] as const;

  it("befall SYNs that are counted alone as they do those that are told", () => {
    const told = simulate({ ...flooded(), faults });
    const counted = simulate({ ...flooded({ flood: { told: { first: 0, count: 0 } } }), faults });
    expect(sums(told)).toMatchObject({ sent: 100, lost: 6 });
    expect(floodOf(counted).tallies).toEqual(floodOf(told).tallies);
    expect(counted.counters).toEqual(told.counters);
  });
});
