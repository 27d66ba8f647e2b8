import { describe, expect, it } from "vitest";
import type { FaultSpec, FramesCall, Scenario, Statement, Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const FRAMES: Omit<FramesCall, "over"> = { kind: "send-frames", to: "server", bytes: 500, count: 6, every: 20, playOut: 30 };
const OPEN: Statement = { host: "server", call: { kind: "open-udp" } };

function overUdp(faults: readonly FaultSpec[] = []): Trace {
  return simulate(scenario({ script: [OPEN, { host: "client", call: { ...FRAMES, over: "udp" } }], faults }));
}

function overTcp(faults: readonly FaultSpec[] = []): Trace {
  return simulate(scenario({ script: [LISTEN, CONNECT, { host: "client", call: { ...FRAMES, over: "tcp" } }], faults, client: { nagle: false } }));
}

/** `120 #3 late`: when a frame was whole at the receiver, which one, and what was wrong with it. */
function frames(trace: Trace, stream = 0): string[] {
  return trace.events.flatMap((event) => {
    if (event.kind !== "frame" || event.stream !== stream) return [];
    const wrong = (["late", "outOfOrder", "duplicate"] as const).filter((each) => event[each]);
    return [[String(event.at), `#${String(event.number)}`, ...wrong].join(" ")];
  });
}

describe("A stream of frames over UDP", () => {
  it("leaves at its pace, a datagram each, and arrives at that pace", () => {
    expect(overUdp().packets.map(({ sentAt }) => sentAt)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(frames(overUdp())).toEqual(["50 #1", "70 #2", "90 #3", "110 #4", "130 #5", "150 #6"]);
    expect(overUdp().streams).toEqual([{ protocol: "udp", from: "client", to: "server", bytes: 500, count: 6, every: 20, playOut: 30, start: 0 }]);
  });

  it("goes on without what is lost: the others come in time", () => {
    expect(frames(overUdp([{ kind: "drop", from: "client", match: "datagram", nth: 3 }])))
      .toEqual(["50 #1", "70 #2", "110 #4", "130 #5", "150 #6"]);
  });

  it("is played from 30 ms after the first frame on: a frame that is overtaken may still be in time, or be too late", () => {
    expect(frames(overUdp([{ kind: "delay", from: "client", match: "datagram", nth: 3, by: 30 }]))).toContain("120 #3 outOfOrder");
    expect(frames(overUdp([{ kind: "delay", from: "client", match: "datagram", nth: 3, by: 31 }]))).toContain("121 #3 late outOfOrder");
    expect(frames(overUdp([{ kind: "duplicate", from: "client", match: "datagram", nth: 2, by: 5 }]))).toContain("75 #2 duplicate");
  });

  it("sets its clock by the first frame that comes, whichever it is", () => {
    expect(frames(overUdp([{ kind: "drop", from: "client", match: "datagram", nth: 1 }]))[0]).toBe("70 #2");
    // The first one comes after the second, which counts as if the first had come 20 ms before it.
    expect(frames(overUdp([{ kind: "delay", from: "client", match: "datagram", nth: 1, by: 31 }]))).toContain("81 #1 late outOfOrder");
  });
});

describe("The same stream over TCP", () => {
  it("begins a round trip later, and comes in order; the fifth waits until the congestion window lets it go", () => {
    expect(frames(overTcp())).toEqual(["150 #1", "170 #2", "190 #3", "210 #4", "250 #5", "250 #6"]);
  });

  it("waits for what is lost: every frame comes, and those behind the loss come late", () => {
    const arrived = frames(overTcp([{ kind: "drop", from: "client", match: "data", nth: 2 }]));
    expect(arrived.map((line) => line.split(" ")[1])).toEqual(["#1", "#2", "#3", "#4", "#5", "#6"]);
    expect(arrived.slice(1, 5).every((line) => line.endsWith("late"))).toBe(true);
  });
});

describe("Twins", () => {
  const twins = (changes: Pick<Scenario, "faults"> & { readonly loss?: number; readonly seed?: number }): Trace => {
    const one = scenario({
      script: [
        LISTEN, CONNECT, { host: "client", call: { ...FRAMES, over: "tcp", count: 20 } },
        { host: "twin", call: { kind: "open-udp" } }, { host: "client", strand: 1, call: { ...FRAMES, over: "udp", to: "twin", count: 20 } },
      ],
      faults: changes.faults, seed: changes.seed ?? 1, network: { loss: changes.loss ?? 0 },
    });
    const [, server] = one.hosts;
    if (server === undefined) throw new Error("no server");
    return simulate({ ...one, hosts: [{ ...server, id: "twin", address: "198.51.100.2" }, ...one.hosts], twin: { host: "twin", of: "server" } });
  };
  const fates = (trace: Trace, to: string): boolean[] => trace.packets
    .filter((packet) => packet.from === "client" && packet.to === to && (packet.protocol === "udp" || (packet.protocol === "tcp" && packet.segment.length > 0)))
    .map((packet) => packet.loss !== null);

  it("begin at once: the datagrams do not wait for the handshake", () => {
    const trace = twins({ faults: [] });
    expect(trace.packets.slice(0, 2).map(({ protocol, to, sentAt }) => [protocol, to, sentAt])).toEqual([["tcp", "server", 0], ["udp", "twin", 0]]);
  });

  it("have the same luck for the nth packet with data", () => {
    for (let seed = 1; seed < 20; seed += 1) {
      const trace = twins({ faults: [], loss: 0.2, seed });
      const udp = fates(trace, "twin");
      const tcp = fates(trace, "server").slice(0, udp.length);
      expect(udp.slice(0, tcp.length)).toEqual(tcp);
      expect(udp).toHaveLength(20);
    }
  });

  it("are struck by the same scripted faults, each by its own count", () => {
    const trace = twins({ faults: [{ kind: "drop", from: "client", match: "data", nth: 3 }] });
    expect(fates(trace, "twin").indexOf(true)).toBe(2);
    expect(fates(trace, "server").indexOf(true)).toBe(2);
  });
});
