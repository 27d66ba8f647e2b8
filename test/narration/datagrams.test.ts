// What is told of UDP: datagrams by their fate, errors by who hears of them, streams of frames by the receiver's clock.

import { describe, expect, it } from "vitest";

import { narrate, type CaptionKey, type Step } from "../../src/narration/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import type { Call, FaultSpec, Statement } from "../../src/simulation/index.ts";
import type { Changes } from "../support/scenario.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const OPEN: Statement = { host: "server", call: { kind: "open-udp" } };
const client = (call: Call): Statement => ({ host: "client", call });
const SEND: Statement = client({ kind: "send-datagram", to: "server", bytes: 100 });
const fault = (kind: FaultSpec["kind"], nth: number, by?: number): FaultSpec =>
  ({ kind, from: "client", match: "datagram", nth, ...(by === undefined ? {} : { by }) });

function told(script: readonly Statement[], changes: Changes = {}): readonly Step[] {
  return narrate(simulate(scenario({ script, ...changes })));
}

function keys(script: readonly Statement[], changes: Changes = {}): string[] {
  return told(script, changes).map(({ host, key, at }) => `${String(at)} ${host} ${key}`);
}

function valuesOf(steps: readonly Step[], key: CaptionKey): unknown {
  return steps.find((step) => step.key === key)?.values;
}

describe("datagrams", () => {
  it("are told as they are sent and as they come; several at one instant together", () => {
    expect(keys([OPEN, SEND])).toEqual(["0 server socket-opened", "0 client first-datagram-sent", "50 server datagram-received"]);
    expect(valuesOf(told([OPEN, SEND, SEND, SEND]), "first-datagram-sent")).toMatchObject({ bytes: 300, datagrams: 3 });
  });

  it("are an answer where the other end has sent before", () => {
    const reply: Statement = { host: "server", when: { kind: "received-datagrams", host: "server", count: 1 }, call: { kind: "send-datagram", to: "client", bytes: 50 } };
    expect(keys([OPEN, SEND, reply])).toContain("50 server datagram-sent");
  });

  it("are lost without anybody noticing, overtaken, and repeated", () => {
    const pause = client({ kind: "wait", time: 20 });
    const faults = [fault("drop", 1), fault("delay", 2, 30), fault("duplicate", 3, 3)];
    expect(keys([OPEN, SEND, pause, SEND, pause, SEND], { faults }).filter((line) => /lost|overtaken|repeated/.test(line))).toEqual([
      "25 client datagram-lost", "93 server datagram-repeated", "100 server datagram-overtaken",
    ]);
  });
});

describe("a closed port", () => {
  it("is heard of by a connected socket, and passes by any other", () => {
    expect(keys([client({ kind: "open-udp", to: "server" }), SEND])).toEqual([
      "0 client socket-connected", "0 client first-datagram-sent", "50 server nobody-has-port", "100 client error-kept", "100 client refused-by-icmp",
    ]);
    expect(keys([SEND])).toContain("100 client error-ignored");
  });

  it("may have its error lost, or withheld", () => {
    expect(keys([SEND], { faults: [{ kind: "drop", from: "server", match: "ICMP", nth: 1 }] })).toContain("75 server error-lost");
    expect(keys(Array.from({ length: 7 }, () => SEND), { stack: "linux" })).toContain("50 server error-withheld");
  });

  it("is not the only thing that fails a call", () => {
    expect(valuesOf(told([OPEN, client({ kind: "send-datagram", to: "server", bytes: 70_000 })]), "call-failed")).toMatchObject({ call: "send", error: "message too long" });
  });
});

describe("a stream of frames", () => {
  const frames = (over: "tcp" | "udp"): Statement => client({ kind: "send-frames", over, to: "server", bytes: 500, count: 5, every: 20, playOut: 30 });

  it("is told from its first frame to what came of it, over UDP", () => {
    const faults = [fault("drop", 2), fault("delay", 4, 60)];
    const steps = told([OPEN, frames("udp")], { faults });
    expect(steps.map(({ key }) => key)).toEqual(["socket-opened", "frames-begin", "datagram-lost", "datagram-overtaken", "frames-over"]);
    expect(valuesOf(steps, "frames-over")).toEqual({ host: "Server", peer: "Client", protocol: "udp", count: 5, inTime: 3, late: 1, missing: 1, outOfOrder: 1, duplicates: 0 });
  });

  it("and over TCP, where what is late has waited for what was lost", () => {
    const steps = told([LISTEN, CONNECT, frames("tcp")], { faults: [{ kind: "drop", from: "client", match: "data", nth: 2 }], client: { nagle: false } });
    expect(valuesOf(steps, "frames-begin")).toMatchObject({ protocol: "tcp", count: 5, every: 20, playOut: 30 });
    expect(steps.some(({ key }) => key === "frame-late")).toBe(true);
    expect(valuesOf(steps, "frames-over")).toMatchObject({ protocol: "tcp", missing: 0, outOfOrder: 0 });
  });

  it("whose last frame is lost ends with that loss", () => {
    const slow = client({ kind: "send-frames", over: "udp", to: "server", bytes: 500, count: 5, every: 50 });
    expect(keys([OPEN, slow], { faults: [fault("drop", 5)] }).at(-1)).toBe("225 server frames-over");
  });
});
