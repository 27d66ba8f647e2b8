import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call, NetworkSpec, Scenario, Statement, Trace } from "../../../src/simulation/index.ts";
import { formatText, simulate } from "../../../src/simulation/index.ts";
import { violations } from "../../support/invariants.ts";
import type { Changes } from "../../support/scenario.ts";
import { scenario } from "../../support/scenario.ts";

const OPEN: Statement = { host: "server", call: { kind: "open-udp" } };
const CONNECTED: Statement = { host: "client", call: { kind: "open-udp", to: "server" } };

function client(call: Call, more: Partial<Statement> = {}): Statement {
  return { host: "client", call, ...more };
}

function datagram(bytes = 100, text?: string): Call {
  return { kind: "send-datagram", to: "server", bytes, ...(text === undefined ? {} : { text }) };
}

const wait = (time: number): Statement => client({ kind: "wait", time });

function run(script: readonly Statement[], changes: Changes = {}): Trace {
  const trace = simulate(scenario({ script, ...changes }));
  expect(violations(trace)).toEqual([]);
  return trace;
}

/** The numbers of the datagrams that a host's program got, in its order. */
function got(trace: Trace, host: string): number[] {
  return trace.events.flatMap((event) => {
    if (event.kind !== "deliver-datagram" || event.host !== host) return [];
    const packet = trace.packets[event.packet];
    return packet?.protocol === "udp" ? [packet.datagram.number] : [];
  });
}

/** The results of a host's calls that failed. */
function failures(trace: Trace, host = "client"): string[] {
  return trace.events.flatMap((event) =>
    event.kind === "result" && event.host === host && event.outcome !== "ok" ? [`${String(event.at)} ${event.call}: ${event.outcome}`] : []);
}

describe("A question and its answer (RFC 768)", () => {
  const trace = run([
    OPEN, client(datagram(30, "who is it?")),
    { host: "server", call: { kind: "send-datagram", to: "client", bytes: 46, text: "me" }, when: { kind: "received-datagrams", host: "server", count: 1 } },
  ]);

  it("takes two packets and one round trip: no handshake, no acknowledgement", () => {
    expect(trace.packets.map(({ protocol, from, sentAt, arrivals }) => [protocol, from, sentAt, ...arrivals])).toEqual([
      ["udp", "client", 0, 50], ["udp", "server", 50, 100],
    ]);
    expect([got(trace, "server"), got(trace, "client")]).toEqual([[1], [1]]);
  });

  it("goes back to the port that the question came from", () => {
    const asked = run([
      OPEN, client({ ...datagram(30), kind: "send-datagram", to: "server", bytes: 30, fromPort: 1234 }),
      { host: "server", call: { kind: "send-datagram", to: "client", bytes: 46 }, when: { kind: "received-datagrams", host: "server", count: 1 } },
    ]);
    expect(asked.packets[1]).toMatchObject({ datagram: { sourcePort: 80, destinationPort: 1234 } });
    expect(got(asked, "client")).toEqual([1]);
  });

  it("is told as text", () => {
    expect(formatText(trace)).toContain("Client > Server  udp #1 (30)\n");
  });
});

describe("The network", () => {
  const script = [OPEN, ...Array.from({ length: 10 }, () => [client(datagram(6)), wait(20)]).flat()];

  it("loses, delays and repeats: what is lost stays lost, and the sender hears nothing", () => {
    const trace = run(script, {
      faults: [
        { kind: "drop", from: "client", match: "datagram", nth: 3 }, { kind: "delay", from: "client", match: "datagram", nth: 5, by: 30 },
        { kind: "duplicate", from: "client", match: "data", nth: 8, by: 2 },
      ],
    });
    expect(got(trace, "server")).toEqual([1, 2, 4, 6, 5, 7, 8, 8, 9, 10]);
    expect(trace.packets).toHaveLength(10);
  });

  it("damages: a datagram with a wrong checksum is dropped in silence (RFC 1122 §4.1.3.4)", () => {
    const trace = run([OPEN, client(datagram())], { faults: [{ kind: "corrupt", from: "client", match: "datagram", nth: 1 }] });
    expect(got(trace, "server")).toEqual([]);
    expect(trace.events.at(-1)).toMatchObject({ kind: "drop", host: "server", why: "corrupt", rule: "udp.checksum" });
  });
});

describe("A closed port (RFC 1122 §4.1.3.1)", () => {
  it("is told by ICMP, and the sender that is connected to nobody learns nothing", () => {
    const trace = run([client(datagram()), wait(200), client(datagram())]);
    expect(trace.packets.map(({ protocol }) => protocol)).toEqual(["udp", "icmp", "udp", "icmp"]);
    expect(trace.packets[1]).toMatchObject({ from: "server", sentAt: 50, endpoint: null, message: { about: 0, code: "port-unreachable", quoted: 28 } });
    expect(failures(trace)).toEqual([]);
  });

  it("fails the next send of a connected socket, once", () => {
    const trace = run([CONNECTED, client(datagram()), wait(150), client(datagram()), client(datagram())]);
    expect(failures(trace)[0]).toBe("150 send: connection refused");
    expect(trace.packets.filter(({ protocol, sentAt }) => protocol === "udp" && sentAt === 150)).toHaveLength(1);
  });

  it("ends the receive in which a connected program waits", () => {
    const trace = run([CONNECTED, client(datagram())]);
    expect(failures(trace)).toEqual(["100 receive: connection refused"]);
  });

  it("ends the receive that a connected program makes later", () => {
    const trace = run([CONNECTED, client(datagram()), wait(500)]);
    expect(failures(trace)).toEqual(["500 receive: connection refused"]);
  });

  it("is closed again when its socket is closed, and has no answer when the answer is lost", () => {
    const trace = run([OPEN, { host: "server", call: { kind: "close-udp" }, at: 10 }, CONNECTED, client(datagram())], {
      faults: [{ kind: "drop", from: "server", match: "ICMP", nth: 1 }],
    });
    expect([got(trace, "server"), failures(trace)]).toEqual([[], []]);
  });

  it("makes a kernel send no more than six errors at once", () => {
    const burst = Array.from({ length: 10 }, () => client(datagram()));
    const icmp = (stack: Scenario["stack"]): number => run(burst, { stack }).packets.filter(({ protocol }) => protocol === "icmp").length;
    expect([icmp("textbook"), icmp("linux")]).toEqual([10, 6]);
  });
});

describe("Calls", () => {
  it("refuse a second socket on a port, and a datagram that is too long", () => {
    expect(failures(run([OPEN, OPEN]), "server")).toEqual(["0 bind: port in use"]);
    expect(failures(run([OPEN, client(datagram(65_507))]))).toEqual([]);
    expect(failures(run([OPEN, client(datagram(65_508))]))).toEqual(["0 send: message too long"]);
  });

  it("keep what comes for a program that stops reading", () => {
    const trace = run([
      OPEN, { host: "server", call: { kind: "stop-reading" } }, { host: "server", call: { kind: "read" }, at: 300 },
      client(datagram()), client(datagram()),
    ]);
    expect(trace.events.filter(({ kind }) => kind === "deliver-datagram").map(({ at }) => at)).toEqual([300, 300]);
  });

  it("run beside TCP on the same port number", () => {
    const trace = run([
      { host: "server", call: { kind: "listen" } }, OPEN, client(datagram(6)), client({ kind: "connect", to: "server" }),
      client({ kind: "send", bytes: 6 }), client({ kind: "close" }),
    ]);
    expect(got(trace, "server")).toEqual([1]);
    expect(trace.events.some((event) => event.kind === "deliver" && event.bytes === 6)).toBe(true);
  });

  it("come to nothing on a host that crashed", () => {
    const trace = run([OPEN, { host: "server", call: { kind: "crash" } }, wait(10), client(datagram())]);
    expect(trace.packets.map(({ protocol }) => protocol)).toEqual(["udp", "icmp"]);
  });
});

describe("Over any network", () => {
  const network: fc.Arbitrary<Partial<NetworkSpec>> = fc.record({
    rtt: fc.integer({ min: 0, max: 300 }), jitter: fc.constantFrom(0, 50), loss: fc.double({ min: 0, max: 0.6, noNaN: true }),
    duplication: fc.double({ min: 0, max: 0.6, noNaN: true }), reordering: fc.double({ min: 0, max: 0.6, noNaN: true }),
    reorderDelay: fc.integer({ min: 0, max: 100 }), queue: fc.constantFrom(2, 100),
  });

  it("each datagram comes as often as the network brings it: what was lost stays lost, nothing comes that was not sent", () => {
    fc.assert(fc.property(network, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (spec, count, seed) => {
      const script = [OPEN, ...Array.from({ length: count }, (_, nth) => [client(datagram(nth)), wait(nth % 3 * 10)]).flat()];
      const trace = run(script, { network: spec, seed });
      const counts = new Map<number, number>();
      for (const number of got(trace, "server")) counts.set(number, (counts.get(number) ?? 0) + 1);
      expect(trace.packets).toHaveLength(count);
      for (const packet of trace.packets) {
        if (packet.protocol !== "udp") throw new Error("UDP answers nothing");
        const copies = trace.events.filter((event) => event.kind === "duplicate" && event.packet === packet.id).length;
        expect(counts.get(packet.datagram.number) ?? 0).toBe(packet.arrivals.length);
        expect(packet.arrivals.length).toBe(1 + copies - (packet.loss === null ? 0 : 1));
      }
    }), { seed: 20_261_125, numRuns: 300 });
  });
});

describe("Datagrams longer than the MTU (RFC 791 §2.3)", () => {
  const lost = (nth: number, more: Partial<Scenario> = {}): Trace => run([OPEN, client(datagram(4000))], { faults: [{ kind: "drop", from: "client", match: "fragment", nth }], ...more });
  const fragments = (trace: Trace): (string | undefined)[] => trace.packets.map((packet) => (packet.protocol === "udp" ? packet.fragment : undefined)).map((one) => one && `${String(one.length)}@${String(one.offset)}`);

  it("cross in pieces, and are handed over whole and once", () => {
    const trace = run([OPEN, client(datagram(4000))]);
    expect(fragments(trace)).toEqual(["1480@0", "1480@1480", "1048@2960"]);
    expect(trace.events.filter(({ kind }) => kind === "deliver-datagram")).toMatchObject([{ at: 50, bytes: 4000, packet: 0 }]);
    expect(trace.packets.map(({ protocol }) => protocol)).toEqual(["udp", "udp", "udp"]);
  });

  it("are cut by the MTU of the links", () => {
    expect(fragments(run([OPEN, client(datagram(1000))], { network: { mtu: 576 } }))).toEqual(["552@0", "456@552"]);
  });

  it("are refused where they may not be cut", () => {
    const whole = scenario({ script: [OPEN, client(datagram(1472)), client(datagram(1473))] });
    const trace = simulate({ ...whole, hosts: whole.hosts.map((host) => ({ ...host, dontFragment: true })) });
    expect(failures(trace)).toEqual(["0 send: message too long"]);
    expect(got(trace, "server")).toEqual([1]);
  });

  it.each([["textbook", 60_000, 28], ["linux", 30_000, 548]] as const)("are lost with one piece: on %s the rest waits %i ms, and the error quotes %i bytes", (stack, time, quoted) => {
    for (const nth of [2, 3]) {
      const trace = lost(nth, { stack });
      expect(got(trace, "server")).toEqual([]);
      expect(trace.packets.at(-1)).toMatchObject({ protocol: "icmp", sentAt: 50 + time, message: { kind: "time-exceeded", about: 0, quoted } });
      expect(trace.events.at(-1)).toMatchObject({ kind: "receive", outcome: "ignored", rule: "icmp.error.passing" });
    }
  });

  it("are given up in silence without the first piece, which alone tells the ports (RFC 792)", () => {
    const trace = lost(1);
    expect(trace.packets.every(({ protocol }) => protocol === "udp")).toBe(true);
    expect(trace.events.at(-1)).toMatchObject({ kind: "timer-fire", timer: "reassembly" });
  });

  it("whose error comes back fail no call, not even on a connected socket", () => {
    const trace = run([OPEN, CONNECTED, client(datagram(4000)), wait(70_000), client(datagram(10))], { faults: [{ kind: "drop", from: "client", match: "fragment", nth: 2 }] });
    expect(failures(trace)).toEqual([]);
    expect(got(trace, "server")).toEqual([2]);
  });

  it("are complained about once for the whole where nobody has the port", () => {
    const trace = run([{ host: "server", call: { kind: "open-udp", port: 9999 } }, client(datagram(4000))]);
    expect(trace.packets.filter(({ protocol }) => protocol === "icmp")).toMatchObject([{ message: { kind: "destination-unreachable", about: 0 } }]);
  });

  it("count as one datagram to a fault, with their first piece", () => {
    const trace = run([OPEN, client(datagram(4000)), client(datagram(4000))], { faults: [{ kind: "drop", from: "client", match: "datagram", nth: 2 }] });
    expect(trace.packets.map(({ loss }) => loss?.why ?? null)).toEqual([null, null, null, "fault", null, null]);
  });

  it("arrive exactly where all their pieces do, on any network", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 6000 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 68, max: 2000 }), (sizes, seed, mtu) => {
      const network: NetworkSpec = { rtt: 100, jitter: 30, queue: 100, loss: 0.1, reordering: 0.2, reorderDelay: 20, duplication: 0.1, mtu };
      const trace = run([OPEN, ...sizes.map((bytes) => client(datagram(bytes)))], { network, seed });
      const whole = sizes.flatMap((_, index) => {
        const own = trace.packets.filter((packet) => packet.protocol === "udp" && packet.datagram.number === index + 1);
        return own.every(({ arrivals }) => arrivals.length > 0) ? [index + 1] : [];
      });
      expect(Array.from(new Set(got(trace, "server"))).sort((a, b) => a - b)).toEqual(whole);
    }), { numRuns: 100 });
  });
});
