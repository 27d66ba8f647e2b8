import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario, Statement, Trace, TraceEvent, TcpSpec } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { scenario, TCP } from "../../support/scenario.ts";

/** So many clients, each a host of its own, that connect every 200 ms; the client of the bench is not among them. */
function crowd(clients: number, server: Partial<TcpSpec>, listen: Statement, more: readonly Statement[] = [], stack: Scenario["stack"] = "linux"): Scenario {
  const base = scenario({ stack, server: { mss: 1460, ...server }, script: [] });
  const hosts = Array.from({ length: clients }, (_, place) => ({ id: `client ${String(place)}`, name: "Client", address: `192.0.2.${String(20 + place)}`, port: 40_000 + place, tcp: { ...TCP, mss: 1460 } }));
  const connects = hosts.map(({ id }, place): Statement => ({ host: id, at: 200 * place, call: { kind: "connect", to: "server" } }));
  return { ...base, hosts: [...base.hosts, ...hosts], script: [listen, ...connects, ...more], limits: { ...base.limits, time: 20_000 } };
}

const listens = (backlog: number, accepts = false): Statement => ({ host: "server", call: { kind: "listen", backlog, accepts } });

function queue(trace: Trace, name: "syn" | "accept"): number[] {
  return trace.events.flatMap((event) => (event.kind === "queue" && event.queue === name ? [event.length] : []));
}

function established(trace: Trace, host: string): number | null {
  return trace.events.find((event) => event.kind === "state" && event.host === host && event.to === "ESTABLISHED")?.at ?? null;
}

function received(trace: Trace, rule: string): Extract<TraceEvent, { kind: "receive" }>[] {
  return trace.events.flatMap((event) => (event.kind === "receive" && event.rule === rule ? [event] : []));
}

describe("a listener whose program accepts nothing (RFC 4987 §2.2; listen(2))", () => {
  it("holds the backlog and one more in a kernel, and then drops SYNs in silence", () => {
    const trace = simulate(crowd(5, {}, listens(1)));
    expect(Math.max(...queue(trace, "accept"))).toBe(2);
    expect([0, 1, 2, 3, 4].map((place) => established(trace, `client ${String(place)}`) !== null)).toEqual([true, true, false, false, false]);
    expect(received(trace, "synflood.accept-queue-full").every(({ outcome }) => outcome === "ignored")).toBe(true);
    expect(trace.counters["server"]?.ListenOverflows).toBe(received(trace, "synflood.accept-queue-full").length);
  });

  it("is cut to somaxconn in a kernel, whether the program or the host asks for more", () => {
    const capacity = (backlog: number, stack: Scenario["stack"], server: Partial<TcpSpec> = {}): unknown => {
      const trace = simulate(crowd(1, server, listens(backlog), [], stack));
      return trace.events.find(({ kind }) => kind === "queue");
    };
    const whole = capacity(4096, "linux");
    expect(whole).toMatchObject({ capacity: expect.any(Number) as number });
    expect(capacity(5000, "linux")).toEqual(whole);
    expect(capacity(4095, "linux")).not.toEqual(whole);
    expect(capacity(5000, "textbook")).toMatchObject({ capacity: 5000 });
  });

  it("holds just the backlog in the textbook, and anything where nothing is said", () => {
    expect(Math.max(...queue(simulate(crowd(5, {}, listens(1), [], "textbook")), "accept"))).toBe(1);
    expect(Math.max(...queue(simulate(crowd(5, {}, { host: "server", call: { kind: "listen", accepts: false } }, [], "textbook")), "accept"))).toBe(5);
  });

  it("takes the backlog of the host where the program names none", () => {
    expect(Math.max(...queue(simulate(crowd(5, { backlog: 2 }, { host: "server", call: { kind: "listen", accepts: false } }, [], "textbook")), "accept"))).toBe(2);
  });

  it("acknowledges the data of a connection that waits, and hands it over once it is accepted", () => {
    const sends: Statement = { host: "client 0", call: { kind: "send", bytes: 5 } };
    const later: Statement = { host: "server", at: 3000, call: { kind: "accept", count: 1 } };
    const trace = simulate(crowd(1, {}, listens(1), [sends, later]));
    const delivered = trace.events.find((event) => event.kind === "deliver" && event.host === "server");
    expect(delivered).toMatchObject({ at: 3000, bytes: 5 });
    const acknowledged = trace.packets.some((packet) => packet.protocol === "tcp" && packet.from === "server" && packet.sentAt < 1000 && packet.segment.flags.join() === "ACK");
    expect(acknowledged).toBe(true);
  });
});

describe("accepting (RFC 9293 §3.10.1)", () => {
  it("takes the connection first that has waited longest", () => {
    const trace = simulate(crowd(3, {}, listens(5), [{ host: "server", at: 2000, call: { kind: "accept", count: 3 } }]));
    const calls = trace.events.flatMap((event) => (event.kind === "call" && event.call === "accept" ? [trace.endpoints[event.endpoint ?? -1]?.remote?.host] : []));
    expect(calls).toEqual(["client 0", "client 1", "client 2"]);
    expect(queue(trace, "accept")).toEqual([1, 2, 3, 2, 1, 0]);
  });

  it("waits until so many are there", () => {
    const trace = simulate(crowd(2, {}, listens(5), [{ host: "server", call: { kind: "accept", count: 2 } }]));
    const calls = trace.events.filter((event) => event.kind === "call" && event.call === "accept");
    expect(calls.map(({ at }) => at)).toEqual([350, 350]);
  });

  it("takes one connection at a time at the program's pace", () => {
    const trace = simulate(crowd(4, {}, listens(10), [{ host: "server", call: { kind: "accept", every: 1000 } }]));
    const calls = trace.events.filter((event) => event.kind === "call" && event.call === "accept");
    expect(calls.map(({ at }) => at)).toEqual([150, 1150, 2150, 3150]);
  });

  it("makes room, so that whoever was dropped gets in with a later SYN", () => {
    const trace = simulate(crowd(3, {}, listens(1), [{ host: "server", at: 3000, call: { kind: "accept", count: 2 } }]));
    // The third client began at 400 ms and sends its SYN again each second at first.
    expect(established(trace, "client 2")).toBeGreaterThan(3000);
    expect(established(trace, "client 2")).toBeLessThan(4500);
  });

  it("gives what a program does next to the connection that it took", () => {
    const more: readonly Statement[] = [{ host: "server", at: 2000, call: { kind: "accept", count: 1 } }, { host: "server", call: { kind: "send", bytes: 10 } }];
    const trace = simulate(crowd(2, {}, listens(5), more));
    expect(trace.events.find((event) => event.kind === "deliver" && event.bytes === 10)?.host).toBe("client 0");
  });
});

describe("the last ACK of a handshake that finds the accept queue full", () => {
  /** One connection waits; two more SYNs come at once to a backlog of 1, and the last ACK of the second finds two waiting. */
  function race(server: Partial<TcpSpec>): Trace {
    const accepts: Statement = { host: "server", at: 2500, call: { kind: "accept", count: 1 } };
    const { script, ...rest } = crowd(3, server, listens(1), [accepts]);
    const times: Readonly<Record<string, number>> = { "client 0": 0, "client 1": 300, "client 2": 301 };
    return simulate({ ...rest, script: script.map((each) => ({ ...each, at: times[each.host] ?? each.at ?? 0 })) });
  }

  it("is ignored: the client is ESTABLISHED, the server is not and sends its SYN+ACK again", () => {
    const trace = race({});
    expect(established(trace, "client 2")).toBe(401);
    const [ignored] = received(trace, "synflood.ack-ignored");
    expect(ignored).toMatchObject({ at: 451, outcome: "ignored" });
    const again = trace.packets.filter((packet) => packet.from === "server" && packet.to === "client 2" && packet.retransmissionOf !== null);
    expect(again[0]?.sentAt).toBeGreaterThan(1300);
    // Each answer to it is ignored too, until there is room.
    const server = trace.events.find((event) => event.kind === "state" && event.to === "ESTABLISHED" && event.endpoint === ignored?.endpoint);
    expect(server?.at).toBeGreaterThan(2500);
    expect(trace.counters["server"]).toMatchObject({ ListenOverflows: received(trace, "synflood.ack-ignored").length, PassiveOpens: 3 });
  });

  it("is answered with a reset where the host is told so, and the entry is gone", () => {
    const trace = race({ abortOnOverflow: true });
    const [reset] = received(trace, "synflood.ack-reset");
    expect(reset).toMatchObject({ at: 451, outcome: "reset" });
    expect(trace.counters["server"]).toMatchObject({ EmbryonicRsts: 1, ListenOverflows: 1, ListenDrops: 1, PassiveOpens: 2 });
    expect(trace.events.some((event) => event.kind === "state" && event.host === "client 2" && event.from === "ESTABLISHED" && event.to === "CLOSED")).toBe(true);
    expect(queue(trace, "syn")).toEqual([1, 0, 1, 2, 1, 0]);
  });
});

describe("listening twice on a port (RFC 9293 §3.10.1, MUST-41)", () => {
  it("fails with an error", () => {
    const trace = simulate(scenario({ script: [{ host: "server", call: { kind: "listen" } }, { host: "server", call: { kind: "listen" } }] }));
    expect(trace.events.filter((event) => event.kind === "result").map(({ outcome }) => outcome)).toEqual(["ok", "connection already exists"]);
    expect(trace.endpoints).toHaveLength(1);
  });
});

describe("a listener that goes", () => {
  it("lets half-open connections vanish and resets those that nobody took", () => {
    const exits: Statement = { host: "server", at: 450, call: { kind: "exit" } };
    const trace = simulate(crowd(3, {}, listens(5), [exits]));
    // At 450 ms two are open, and the third SYN has just been answered.
    const resets = trace.packets.filter((packet) => packet.protocol === "tcp" && packet.from === "server" && packet.sentAt === 450 && packet.segment.flags.includes("RST"));
    expect(resets.map(({ to }) => to)).toEqual(["client 0", "client 1"]);
    expect(queue(trace, "syn").at(-1)).toBe(0);
    expect(queue(trace, "accept").at(-1)).toBe(0);
  });
});

describe("the queues in every run", () => {
  it("never hold more than they may, whoever comes and goes", () => {
    const stack = fc.constantFrom<Scenario["stack"]>("textbook", "linux");
    fc.assert(fc.property(stack, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 }), fc.constantFrom("off", "when-full", "always"), fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 10, max: 2000 })), fc.integer(), (each, backlog, clients, synCookies, loss, every, seed) => {
      const more: readonly Statement[] = every === null ? [] : [{ host: "server", call: { kind: "accept", every } }];
      const base = crowd(clients, { synCookies }, listens(backlog), more, each);
      const trace = simulate({ ...base, seed: seed >>> 0, network: { ...base.network, loss: loss / 100 } });
      const capacity = backlog + (each === "linux" ? 1 : 0);
      for (const event of trace.events) {
        if (event.kind !== "queue") continue;
        expect(event.capacity).toBe(capacity);
        expect(event.length).toBeGreaterThanOrEqual(0);
        expect(event.length).toBeLessThanOrEqual(capacity);
      }
      if (synCookies === "always") expect(queue(trace, "syn")).toEqual([]);
    }), { numRuns: 60 });
  });
});
