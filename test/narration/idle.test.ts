import { describe, expect, it } from "vitest";
import { narrate } from "../../src/narration/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import type { Scenario, Statement, Trace } from "../../src/simulation/index.ts";
import { messages } from "../../src/i18n/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const send = (bytes: number): Statement => ({ host: "client", call: { kind: "send", bytes } });
const told = (trace: Trace): readonly string[] => narrate(trace).map((step) => `${String(step.at)} ${step.host} ${step.key}`);

describe("an idle connection (RFC 9293 §3.8.4)", () => {
  const script: readonly Statement[] = [LISTEN, CONNECT, { host: "server", at: 12_000, call: { kind: "crash" } }];
  const faults: Scenario["faults"] = [{ kind: "drop", from: "server", match: "RST", nth: 1, last: null }];
  const steps = narrate(simulate(scenario({ script, faults, client: { keepAlive: { idle: 5000, interval: 1000, probes: 2 } } })));

  it("is probed after the silence, and again when nobody answers", () => {
    expect(steps.filter(({ key }) => key.startsWith("keep-alive")).map(({ at, key, values }) => ({ at, key, ...values }))).toMatchObject([
      { at: 5100, key: "keep-alive-probe", seq: 100, time: 5000, count: 1 },
      { at: 5200, key: "keep-alive-answered", ack: 101 },
      { at: 10_200, key: "keep-alive-probe", time: 5000, count: 1 },
      { at: 10_300, key: "keep-alive-answered" },
      { at: 15_300, key: "keep-alive-probe", time: 5000, count: 1 },
      { at: 16_300, key: "keep-alive-probe", time: 6000, count: 2 },
    ]);
  });

  it("is given up in the end", () => {
    expect(steps.at(-1)).toMatchObject({ at: 17_300, key: "timed-out" });
  });
});

describe("a program that writes little by little (RFC 9293 §3.7.4)", () => {
  it("is told that Nagle's algorithm waits, once for all that it writes at the same time", () => {
    const trace = simulate(scenario({ script: [LISTEN, CONNECT, send(10), send(10), send(10)] }));
    expect(told(trace).filter((line) => line.endsWith("data-held-back"))).toEqual(["100 client data-held-back"]);
  });

  it("is told nothing of it where the window or no algorithm decides", () => {
    const runs = [{ client: { nagle: false } }, { server: { receiveBuffer: 500 } }];
    for (const changes of runs) {
      const trace = simulate(scenario({ script: [LISTEN, CONNECT, send(400), send(400)], ...changes }));
      expect(told(trace).filter((line) => line.endsWith("data-held-back"))).toEqual([]);
    }
  });
});

describe("what a kernel does otherwise", () => {
  it("is told as such: its time in TIME-WAIT, and probes that carry nothing", () => {
    const text = (trace: Trace): string => narrate(trace).map((step) => messages("en").caption(step).technical).join("\n");
    const closing: readonly Statement[] = [LISTEN, CONNECT, { host: "client", call: { kind: "close" } }];
    const msl = { client: { msl: 30_000 } };
    expect(text(simulate(scenario({ stack: "linux", script: closing, ...msl })))).toContain("a constant of the kernel");
    expect(text(simulate(scenario({ script: closing, ...msl })))).toContain("twice the MSL");
    const unread: readonly Statement[] = [LISTEN, CONNECT, { host: "server", call: { kind: "stop-reading" } }, send(20_000), { host: "server", at: 4000, call: { kind: "read" } }];
    expect(text(simulate(scenario({ stack: "linux", script: unread, server: { receiveBuffer: 4096 } })))).toContain("sends a segment without data");
  });
});
