import { describe, expect, it } from "vitest";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import type { Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";

/** What a block that says only this comes to. */
function play(text: string): Trace {
  const { scenario, diagnostics } = compile(text, PRESETS);
  if (scenario === null) throw new Error(diagnostics.map((one) => one.code).join());
  return simulate(scenario);
}

/** How long the client waits in vain for its call to end. */
function patience(text: string, call: string): number {
  const trace = play(text);
  const begun = trace.events.find((event) => event.kind === "call" && event.call === "send" && event.host === "client")?.at ?? 0;
  const ended = trace.events.find((event) => event.kind === "result" && event.host === "client" && event.call === call && event.outcome === "timed out");
  if (ended === undefined) throw new Error("never given up");
  return ended.at - begun;
}

const alone = (stack: string): string => `stack: ${stack}\nnetwork: { rtt: 50ms, loss: 100% }\nscript:\n  - client connects\n`;

/** The server loses everything without a word, and is never there again. */
const orphaned = (stack: string): string => `stack: ${stack}
network: { rtt: 50ms }
faults:
${Array.from({ length: 20 }, (_, index) => `  - drop client data ${String(index + 1)}`).join("\n")}
script:
  - server listens
  - client connects
  - client sends 100 bytes
`;

describe("hosts that nothing else is said of", () => {
  it("try a SYN for three minutes in the textbook, and for 131 s in Linux (MUST-23)", () => {
    expect(patience(alone("textbook"), "connect")).toBeGreaterThanOrEqual(180_000);
    const linux = patience(alone("linux"), "connect");
    expect(linux).toBeGreaterThan(131_000);
    expect(linux).toBeLessThan(131_000 * 1.07);
  });

  it("send data for 100 seconds and more before they give up (SHLD-11)", () => {
    for (const stack of ["textbook", "linux"]) expect(patience(orphaned(stack), "receive")).toBeGreaterThanOrEqual(100_000);
  });

  it("let no acknowledgement wait for half a second (MUST-40)", () => {
    const diagnosed = (delay: number): number => compile(`server: { delayed-ack: ${String(delay)}ms }\nscript:\n  - client connects\n`, PRESETS).diagnostics.length;
    expect(diagnosed(499)).toBe(0);
    expect(diagnosed(500)).toBe(1);
  });
});
