import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Flood, HostSpec, Injection, Scenario, Statement, TcpPacket, TcpSpec, Trace } from "../../../src/simulation/index.ts";
import { firstBytes, relativeNumbers, simulate } from "../../../src/simulation/index.ts";
import { scenario, TCP } from "../../support/scenario.ts";

const PROXY: HostSpec = { id: "proxy", name: "SYN proxy", address: "198.51.100.254", port: 80, tcp: TCP };
const ATTACKER: HostSpec = { id: "attacker", name: "Attacker", address: "203.0.113.66", port: 1024, tcp: TCP };

interface Setting {
  readonly stack?: Scenario["stack"];
  readonly client?: Partial<TcpSpec>;
  readonly server?: Partial<TcpSpec>;
  readonly flood?: Partial<Flood>;
  readonly script?: readonly Statement[];
  readonly faults?: Scenario["faults"];
  readonly injections?: readonly Injection[];
  readonly network?: Partial<Scenario["network"]>;
  readonly seed?: number;
}

const LISTENS: Statement = { host: "server", call: { kind: "listen", backlog: 8 } };
const CONNECTS: Statement = { host: "client", call: { kind: "connect", to: "server" } };
const ASKS: Statement = { host: "client", call: { kind: "send", bytes: 100 } };
const ANSWERS: Statement = { host: "server", when: { kind: "received", host: "server", bytes: 100 }, call: { kind: "send", bytes: 500 } };
const CLOSES: Statement = { host: "client", at: 5000, call: { kind: "close" } };
/** A request and its answer. */
const EXCHANGE = [LISTENS, CONNECTS, ASKS, ANSWERS, CLOSES];

/** A client 100 ms away from a proxy, and 20 ms behind it the server. */
function proxied({ stack = "textbook", client, server, flood, script = EXCHANGE, faults = [], injections = [], network = {}, seed = 1 }: Setting = {}): Scenario {
  const kernel = stack === "linux" ? { mss: 1460, minRto: 200 } : {};
  const base = scenario({ stack, client: { ...kernel, ...client }, server: { ...kernel, ...server }, script, faults, injections, network, seed });
  return {
    ...base, hosts: [...base.hosts, PROXY, ATTACKER], synProxy: { host: "proxy", of: "server", rtt: 20 },
    ...(flood === undefined ? {} : { floods: [{ from: "attacker", to: "server", count: 100, every: 2, ...flood }] }),
  };
}

/** The segments between two of the hosts, in order. */
function between(trace: Trace, a: string, b: string): TcpPacket[] {
  return trace.packets.flatMap((packet) => (packet.protocol === "tcp" && [a, b].includes(packet.from) && [a, b].includes(packet.to) ? [packet] : []));
}

/** Direction and flags of each of these segments. */
function signs(packets: readonly TcpPacket[]): string[] {
  return packets.map(({ from, segment }) => `${from} ${segment.flags.map((flag) => flag.charAt(0)).join("")}${segment.length > 0 ? ` ${String(segment.length)}` : ""}`);
}

function sumOf(trace: Trace, host: string): number {
  return trace.events.reduce((sum, event) => sum + (event.kind === "deliver" && event.host === host ? event.bytes : 0), 0);
}

function nth(packets: readonly TcpPacket[], index: number): TcpPacket["segment"] {
  const packet = packets[index];
  if (packet === undefined) throw new Error(`there is no segment ${String(index)}`);
  return packet.segment;
}

describe("a SYN proxy (RFC 4987 §3.8)", () => {
  const trace = simulate(proxied());
  const outside = between(trace, "client", "proxy");
  const inside = between(trace, "proxy", "server");

  it("answers the client with a cookie and a closed window, and opens to the server only when the cookie is back", () => {
    expect(signs(outside).slice(0, 3)).toEqual(["client S", "proxy SA", "client A"]);
    expect(signs(inside).slice(0, 3)).toEqual(["proxy S", "server SA", "proxy A"]);
    expect(nth(outside, 1)).toMatchObject({ ack: 101, window: 0 });
    expect(nth(outside, 2).ack).toBe((nth(outside, 1).seq + 1) >>> 0);
    expect(inside[0]?.sentAt).toBe(outside[2]?.arrivals[0]);
  });

  it("opens to the server in the client's name, with its number and its window", () => {
    expect(nth(inside, 0)).toMatchObject({ seq: 100, window: 65_535, sourcePort: 49_152, destinationPort: 80 });
    expect(inside.filter(({ from }) => from === "proxy").every(({ source }) => source === "192.0.2.10")).toBe(true);
    expect(outside.filter(({ from }) => from === "proxy").every(({ source }) => source === "198.51.100.1")).toBe(true);
  });

  it("acknowledges the server's SYN itself, and opens the client's window", () => {
    expect(nth(inside, 2)).toMatchObject({ flags: ["ACK"], seq: 101, ack: 301 });
    expect(signs(outside)[3]).toBe("proxy A");
    expect(nth(outside, 3)).toMatchObject({ seq: nth(outside, 2).ack, ack: 101, window: 65_535 });
  });

  it("translates the numbers of whatever follows, by the same difference in both directions", () => {
    const shift = (nth(outside, 1).seq - nth(inside, 1).seq) >>> 0;
    const fromServer = inside.filter(({ from }) => from === "server").slice(1);
    const forClient = outside.filter(({ from }) => from === "proxy").slice(2);
    expect(forClient.map(({ segment }) => (segment.seq - shift) >>> 0)).toEqual(fromServer.map(({ segment }) => segment.seq));
    expect(forClient.map(({ segment }) => segment.ack)).toEqual(fromServer.map(({ segment }) => segment.ack));
    const fromClient = outside.filter(({ from }) => from === "client").slice(2);
    const forServer = inside.filter(({ from }) => from === "proxy").slice(2);
    expect(forServer.map(({ segment }) => ((segment.ack ?? 0) + shift) >>> 0)).toEqual(fromClient.map(({ segment }) => segment.ack));
    expect(sumOf(trace, "server")).toBe(100);
    expect(sumOf(trace, "client")).toBe(500);
  });

  it("has numbers on either side that count from that side's own", () => {
    const numbers = relativeNumbers(trace);
    const [, synAck, ack] = outside.map(({ id }) => numbers[id]);
    expect(synAck).toMatchObject({ seq: 0, ack: 1, seqReason: { isnOf: "proxy" }, ackReason: { isnOf: "client" } });
    expect(ack).toMatchObject({ seq: 1, ack: 1, ackReason: { isnOf: "proxy", isn: nth(outside, 1).seq } });
    expect(numbers[inside[2]?.id ?? -1]).toMatchObject({ seq: 1, ack: 1, seqReason: { isnOf: "client" }, ackReason: { isnOf: "server", isn: 300 } });
  });

  it("costs the client's first answer the proxy's round trips as well", () => {
    const asked = simulate(proxied({ script: [LISTENS, CONNECTS, { host: "client", call: { kind: "send", bytes: 100, text: "GET / HTTP/1.1" } }, ANSWERS] }));
    // One round trip for each of the two handshakes, with the window in between, and one for request and answer.
    expect(firstBytes(asked)).toMatchObject([{ rtt: 120, tcp: 100, request: 240, total: 340 }]);
  });

  it("counts what a kernel's counts", () => {
    expect(trace.counters["proxy"]).toEqual({ syn_received: 1, cookie_valid: 1 });
  });

  it("lets the client's SYN come again, and its ACK", () => {
    const lost = simulate(proxied({ faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] }));
    expect(sumOf(lost, "client")).toBe(500);
    // Data cannot bring the cookie while the window is closed; a probe of that window does.
    const ackLost = simulate(proxied({ faults: [{ kind: "drop", from: "client", match: "ACK", nth: 1 }] }));
    expect(sumOf(ackLost, "client")).toBe(500);
    expect(ackLost.counters["proxy"]).toMatchObject({ cookie_valid: 1 });
  });

  it("passes the server's refusal on, as a reset that the client believes", () => {
    const refused = simulate(proxied({ script: [CONNECTS, ASKS] }));
    expect(signs(between(refused, "proxy", "server"))).toEqual(["proxy S", "server RA"]);
    const closed = refused.events.find((event) => event.kind === "state" && event.host === "client" && event.to === "CLOSED");
    expect(closed).toMatchObject({ from: "ESTABLISHED", rule: "tcp.reset.connection" });
  });

  it("resets in the midst of a connection with numbers that the client believes", () => {
    const aborted = simulate(proxied({ script: [LISTENS, CONNECTS, ASKS, ANSWERS, { host: "server", at: 1000, call: { kind: "abort" } }] }));
    expect(aborted.events).toContainEqual(expect.objectContaining({ kind: "state", host: "client", to: "CLOSED", at: 1060 }));
  });

  it("lets the same port open another connection", () => {
    const again: Statement[] = [
      LISTENS, CONNECTS, ASKS, { host: "client", at: 1000, call: { kind: "abort" } },
      { host: "client", at: 2000, call: { kind: "connect", to: "server", port: 49_152 } }, { host: "client", call: { kind: "send", bytes: 50 } },
    ];
    const trace2 = simulate(proxied({ script: again }));
    expect(sumOf(trace2, "server")).toBe(150);
    expect(trace2.counters["proxy"]).toMatchObject({ syn_received: 2, cookie_valid: 2 });
  });

  it("lets the server connect to the client as if it were not there", () => {
    const out = simulate(proxied({ script: [{ host: "client", call: { kind: "listen" } }, { host: "server", call: { kind: "connect", to: "client" } }, { host: "server", call: { kind: "send", bytes: 70 } }] }));
    expect(sumOf(out, "client")).toBe(70);
    expect(out.counters["proxy"]).toBeUndefined();
  });
});

describe("a SYN proxy with options (Linux nf_synproxy_core)", () => {
  const trace = simulate(proxied({ stack: "linux", client: { timestamps: false } }));
  const outside = between(trace, "client", "proxy");
  const inside = between(trace, "proxy", "server");

  it("has nothing but a segment size to remember where there are no timestamps", () => {
    expect(nth(outside, 1).options).toEqual([{ kind: "mss", value: 1460 }]);
    expect(nth(inside, 0).options).toEqual([{ kind: "mss", value: 1460 }]);
  });

  it("keeps shift and SACK in the lowest bits of a timestamp, and offers them to the server", () => {
    const stamped = simulate(proxied({ stack: "linux" }));
    const kinds = (segment: TcpPacket["segment"]): string[] => segment.options.map(({ kind }) => kind);
    const all = ["mss", "sack-permitted", "timestamps", "nop", "window-scale"];
    expect(kinds(nth(between(stamped, "client", "proxy"), 1))).toEqual(all);
    expect(kinds(nth(between(stamped, "proxy", "server"), 0))).toEqual(all);
    // As it stood in the client's ACK, though that of a SYN is never scaled.
    expect(nth(between(stamped, "proxy", "server"), 0).window).toBe(nth(between(stamped, "client", "proxy"), 2).window);
  });

  it("translates timestamps in both directions, save the echo in its own ACK, so that the server takes the client's first segment for the last of the handshake", () => {
    const stamped = simulate(proxied({ stack: "linux" }));
    const [, synAck, ack, challenge] = between(stamped, "proxy", "server");
    const stampOf = (packet: TcpPacket | undefined) => packet?.segment.options.find((option) => option.kind === "timestamps");
    expect(stampOf(ack)?.echo).not.toBe(stampOf(synAck)?.value);
    expect(challenge).toMatchObject({ from: "server", segment: { flags: ["ACK"] } });
    const opened = stamped.events.find((event) => event.kind === "state" && event.host === "server" && event.to === "ESTABLISHED");
    expect(opened?.cause).toBe(stamped.events.find((event) => event.kind === "receive" && event.host === "server" && stamped.packets[event.packet]?.protocol === "tcp" && between(stamped, "proxy", "server").some(({ id, segment }) => id === event.packet && segment.length === 100))?.id);
    expect(sumOf(stamped, "client")).toBe(500);
  });

  it("translates the blocks of selective acknowledgements", () => {
    const script = [LISTENS, CONNECTS, ASKS, { ...ANSWERS, call: { kind: "send", bytes: 6000 } } as const];
    const lossy = simulate(proxied({ stack: "linux", script, faults: [{ kind: "drop", from: "proxy", match: "data", nth: 3 }] }));
    const blocks = (packets: readonly TcpPacket[]) => packets.flatMap(({ segment }) => segment.options.flatMap((option) => (option.kind === "sack" ? option.blocks : [])));
    const told = blocks(between(lossy, "proxy", "server"));
    expect(told.length).toBeGreaterThan(0);
    // The server has sent what they name: they are in its own numbers.
    expect(told.every(([start, end]) => start > 300 && end <= 6301)).toBe(true);
    expect(sumOf(lossy, "client")).toBe(6000);
  });

  it("has a reset in the midst of a connection follow on the cookie, so that the client does not believe it, as a kernel does", () => {
    const aborted = simulate(proxied({ stack: "linux", client: { timestamps: false }, script: [LISTENS, CONNECTS, ASKS, ANSWERS, { host: "server", at: 1000, call: { kind: "abort" } }] }));
    const segments = between(aborted, "client", "proxy");
    expect(segments.find(({ segment }) => segment.flags.includes("RST"))?.segment.seq).toBe((nth(segments, 1).seq + 1) >>> 0);
    expect(aborted.events.some((event) => event.kind === "state" && event.host === "client" && event.to === "CLOSED")).toBe(false);
  });

  it("is not helped by probes where the segment size is the largest: they begin one below", () => {
    const lost = simulate(proxied({ stack: "linux", client: { timestamps: false }, faults: [{ kind: "drop", from: "proxy", match: "SYN", nth: 1 }] }));
    expect(lost.counters["proxy"]).toMatchObject({ cookie_valid: 1 });
    expect(lost.counters["proxy"]?.cookie_invalid).toBeGreaterThan(2);
    expect(sumOf(lost, "server")).toBe(0);
    const small = simulate(proxied({ stack: "linux", client: { timestamps: false, mss: 1300 }, faults: [{ kind: "drop", from: "proxy", match: "SYN", nth: 1 }] }));
    expect(small.counters["proxy"]).toMatchObject({ cookie_retrans: 1, cookie_valid: 2 });
    expect(sumOf(small, "server")).toBe(100);
  });
});

describe("a SYN proxy under a flood", () => {
  const flood = { count: 300, every: 1, at: 50 };
  const late = EXCHANGE.map((statement) => (statement === CONNECTS ? { ...CONNECTS, at: 200 } : statement));

  it.each(["textbook", "linux"] as const)("keeps it from the server, whose queue stays empty, and an honest client gets through (%s)", (stack) => {
    const trace = simulate(proxied({ stack, flood, script: late, server: { synCookies: "off" } }));
    const syns = between(trace, "proxy", "server").filter(({ from, segment }) => from === "proxy" && segment.flags.includes("SYN"));
    expect(syns.map(({ source }) => source)).toEqual(["192.0.2.10"]);
    expect(trace.counters["proxy"]).toEqual({ syn_received: 301, cookie_valid: 1 });
    expect(trace.floods?.[0]?.tallies.reduce((sum, { cookies }) => sum + cookies, 0)).toBe(300);
    expect(trace.floods?.[0]?.backscatter).toEqual({ nobody: 300, hosts: 0 });
    expect(Math.max(...trace.events.flatMap((event) => (event.kind === "queue" ? [event.length] : [])))).toBe(1);
    expect(sumOf(trace, "client")).toBe(500);
  });

  it("counts SYNs that are not told one by one as well", () => {
    const told = simulate(proxied({ flood, script: late }));
    const counted = simulate(proxied({ flood: { ...flood, told: { first: 0, count: 0 } }, script: late }));
    expect(counted.counters).toEqual(told.counters);
    expect(counted.floods?.[0]?.backscatter).toEqual(told.floods?.[0]?.backscatter);
    expect(counted.floods?.[0]?.tallies).toEqual(told.floods?.[0]?.tallies);
  });

  it("keeps from the server what answers its cookies where a host has the address", () => {
    const trace = simulate(proxied({ flood: { count: 4, sources: { first: "192.0.2.10", count: 1 } }, script: [LISTENS] }));
    expect(signs(between(trace, "client", "proxy")).filter((sign) => sign.startsWith("client"))).toEqual(["client R", "client R", "client R", "client R"]);
    expect(between(trace, "proxy", "server")).toEqual([]);
    expect(trace.floods?.[0]?.backscatter).toEqual({ nobody: 0, hosts: 4 });
  });

  it("lets no spoofed SYN and no forged segment reach the server, whatever the flood", () => {
    const flag = fc.constantFrom<Injection["flags"]>(["ACK"], ["PSH", "ACK"], ["RST"], ["RST", "ACK"], ["FIN", "ACK"], ["FIN"], [], ["SYN", "ACK"], ["SYN", "RST"], ["ACK", "URG"]);
    const forged = fc.record({
      flags: flag, seq: fc.integer({ min: -5000, max: 5000 }), ack: fc.integer({ min: 0, max: 0x7fffffff }), port: fc.integer({ min: 1024, max: 40_000 }),
      at: fc.integer({ min: 0, max: 800 }), length: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(fc.property(
      fc.constantFrom<Scenario["stack"]>("textbook", "linux"), fc.integer({ min: 1, max: 60 }), fc.constantFrom(0.5, 1, 7), fc.boolean(),
      fc.array(forged, { maxLength: 8 }), fc.nat(1000), fc.boolean(),
      (stack, count, every, timestamps, injections, seed, told) => {
        const trace = simulate(proxied({
          stack, seed, script: late, flood: { count, every, options: { mss: 1460, timestamps, sack: timestamps }, ...(told ? {} : { told: { first: 0, count: 0 } }) },
          injections: injections.map((each): Injection => ({ from: "attacker", to: "server", ...each })),
        }));
        const reached = between(trace, "proxy", "server").filter(({ to }) => to === "server");
        expect(reached.every(({ source, segment }) => source === "192.0.2.10" && segment.sourcePort === 49_152)).toBe(true);
        expect(trace.counters["proxy"]?.cookie_valid).toBe(1);
        expect(trace.endpoints.filter(({ host, remote }) => host === "server" && remote !== null)).toHaveLength(1);
        expect(sumOf(trace, "client")).toBe(500);
      },
    ), { numRuns: 60 });
  });

  it("delivers every byte in both directions however the network loses, repeats and reorders", () => {
    fc.assert(fc.property(
      fc.nat(100_000), fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(0, 0.05, 0.15), fc.constantFrom(0, 0.1), fc.constantFrom(0, 0.2),
      (seed, bytes, loss, duplication, reordering) => {
        const script = [LISTENS, CONNECTS, ASKS, { ...ANSWERS, call: { kind: "send", bytes } } as const];
        const trace = simulate(proxied({ script, seed, network: { loss, duplication, reordering } }));
        const gaveUp = trace.events.some((event) => event.kind === "state" && event.to === "CLOSED");
        if (!gaveUp) expect([sumOf(trace, "server"), sumOf(trace, "client")]).toEqual([100, bytes]);
      },
    ), { numRuns: 60 });
  });
});
