import { describe, expect, it } from "vitest";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import type { Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";

function play(text: string): Trace {
  const { scenario, diagnostics } = compile(text, PRESETS);
  if (scenario === null) throw new Error(diagnostics.map((one) => one.code).join());
  return simulate(scenario);
}

describe("the bounds of a run", () => {
  it("end one whose idle connection is probed for ever after some rounds", () => {
    const trace = play("client: { keep-alive: 5s, keep-alive-interval: 1s, keep-alive-probes: 3 }\nscript:\n  - client connects\n");
    expect(trace.truncated?.limit).toBe("time");
    expect(trace.events.filter((event) => event.kind === "send" && event.rule === "tcp.keep-alive.probe").length).toBeGreaterThanOrEqual(10);
    expect(trace.events.length).toBeLessThan(2000);
  });

  it("leave what the script has still to do its time", () => {
    const trace = play("client: { keep-alive: 5s }\nscript:\n  - client connects\n  - at 3600s client sends 10 bytes\n");
    expect(trace.events.some((event) => event.kind === "deliver" && event.bytes === 10)).toBe(true);
  });

  it("leave one that somebody closes a whole day", () => {
    const { scenario } = compile("client: { keep-alive: 5s }\nscript:\n  - client connects\n  - at 3600s client closes\n", PRESETS);
    expect(scenario?.limits.time).toBe(86_400_000);
    expect(play("client: { keep-alive: 5s }\nscript:\n  - client connects\n  - at 3600s client closes\n").truncated).toBeNull();
  });
});
