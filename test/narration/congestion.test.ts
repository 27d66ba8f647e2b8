import { describe, expect, it } from "vitest";
import { narrate } from "../../src/narration/index.ts";
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
