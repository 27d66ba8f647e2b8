import { describe, expect, it } from "vitest";
import type { CaptionKey, Step } from "../../src/narration/index.ts";
import { narrate, walkthrough } from "../../src/narration/index.ts";
import { compile } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import type { FaultSpec, Statement, TcpSpec } from "../../src/simulation/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

describe("congestion (RFC 5681 §3.2)", () => {
  it("is told where a loss begins a recovery, with the threshold that it leaves", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 20_000 } }],
      faults: [{ kind: "drop", from: "client", match: "data", nth: 10 }],
    }));
    const early = narrate(trace).filter(({ key }) => key === "data-retransmitted-early");
    const thresholds = trace.events.flatMap((event) => (event.kind === "variable" && event.name === "ssthresh" ? [event.value] : []));
    expect(early).toMatchObject([{ values: { threshold: thresholds.at(-1) } }]);
  });
});

const PHASES: readonly CaptionKey[] = ["slow-start", "congestion-avoidance", "window-after-timeout", "recovery-over", "window-after-pause"];

/** What is told of the client's window: when, what, and the sizes. */
function phases(client: Partial<TcpSpec>, faults: readonly FaultSpec[], ...lines: readonly Statement[]): unknown[] {
  const trace = simulate(scenario({ stack: "textbook", client, server: { mss: client.mss ?? 536, sack: client.sack ?? false }, script: [LISTEN, CONNECT, ...lines], faults }));
  return narrate(trace).filter(({ key }) => PHASES.includes(key)).map((told: Step) => ({ at: told.at, key: told.key, ...told.values }));
}

const sends = (bytes: number, at?: number): Statement => ({ host: "client", call: { kind: "send", bytes }, ...(at === undefined ? {} : { at }) });
const drop = (nth: number): FaultSpec => ({ kind: "drop", from: "client", match: "data", nth });

describe("the phases of the congestion window (RFC 5681 §3.1)", () => {
  it("slow start is told once, with the first acknowledgement that lets more go than before", () => {
    expect(phases({ mss: 1000, initialWindow: 1 }, [], sends(20_000))).toEqual([
      { at: 200, key: "slow-start", host: "Client", peer: "Server", before: 1000, window: 2000 },
    ]);
  });

  it("is not told where the window holds nothing back", () => {
    expect(phases({ mss: 1000, initialWindow: 4 }, [], sends(3000), sends(10, 1000))).toEqual([]);
    expect(phases({ mss: 1000, congestion: "none" }, [], sends(60_000))).toEqual([]);
  });

  it("a timeout leaves one segment and half of what was out, and slow start ends there (equation 4)", () => {
    // The last of four is lost, and nothing comes behind it: 1000 after slow start has let eight be out.
    const told = phases({ mss: 1000, initialWindow: 8, nagle: false }, [drop(8)], sends(8000), sends(20_000, 3000));
    expect(told).toMatchObject([
      { key: "window-after-timeout", window: 1000, threshold: 2000 },
      { key: "congestion-avoidance", window: 2000, threshold: 2000 },
    ]);
  });

  it("the end of fast recovery is told, without SACK and with it (RFC 6582, RFC 6675)", () => {
    for (const sack of [false, true]) {
      const told = phases({ mss: 1000, initialWindow: 1, sack }, [drop(12)], sends(40_000));
      expect(told).toMatchObject([{ key: "slow-start" }, { key: "recovery-over", window: expect.any(Number) as number, threshold: expect.any(Number) as number }]);
    }
  });

  it("a pause longer than the timeout brings the restart window (§4.1)", () => {
    const told = phases({ mss: 1000, initialWindow: 2 }, [], sends(20_000), sends(20_000, 10_000));
    expect(told).toMatchObject([{ key: "slow-start" }, { at: 10_000, key: "window-after-pause", window: 2000 }]);
  });

  it("is a stop of the walkthrough through the preset of slow start", () => {
    const { scenario: run } = compile("scenario: slow-start", PRESETS);
    expect(run).not.toBeNull();
    if (run !== null) expect(walkthrough(simulate(run)).filter(({ key }) => key === "slow-start")).toHaveLength(1);
  });
});
