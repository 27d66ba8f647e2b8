// The same text gives the same trace in Node and in a browser, byte for byte.

import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { TEXT_LOADERS } from "../../esbuild.config.mjs";
import { compile } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { openHost } from "../support/browser.ts";

declare global {
  interface Window {
    simulation: { traceOf(text: string): string };
  }
}

const ROUGH = `client: { isn: 4294967000, mss: 1460, min-rto: 200ms }
network: { rtt: 87.3ms, jitter: 31.7ms, rate: 1000003bps, queue: 20, loss: 7%, duplication: 5%, reordering: 10%, seed: 4000000007 }
script:
  - client connects
  - client sends 20000 bytes
  - server sends 20000 bytes
  - client waits 333.333ms
  - client closes
`;
const TEXTS = [ROUGH, ROUGH.replace("client:", "stack: linux\nclient:"), ...[...PRESETS.keys()].map((name) => `scenario: ${name}\n`)];

function traceOf(text: string): string {
  const { scenario, diagnostics } = compile(text, PRESETS);
  expect(diagnostics.filter(({ severity }) => severity === "error"), text).toEqual([]);
  expect(scenario, text).not.toBeNull();
  return scenario === null ? "" : JSON.stringify(simulate(scenario));
}

/** A script that hands the page a function from a block's text to its trace as JSON. */
async function browserScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { compile } from "./src/language/index.ts";
        import { PRESETS } from "./src/presets/index.ts";
        import { simulate } from "./src/simulation/index.ts";
        export const traceOf = (text) => JSON.stringify(simulate(compile(text, PRESETS).scenario));`,
      resolveDir: process.cwd(),
    },
    bundle: true, write: false, minify: true, format: "iife", globalName: "simulation", loader: TEXT_LOADERS, platform: "browser",
  });
  return outputFiles[0]?.text ?? "";
}

describe("the same text", () => {
  it("gives the same trace in Node and in the browser", async () => {
    const host = await openHost({ notes: { "A.md": "# A\n" }, plugin: null });
    await host.page.addScriptTag({ content: await browserScript() });
    const traces = await host.page.evaluate((texts) => texts.map((text) => window.simulation.traceOf(text)), TEXTS);
    expect(traces[0]?.length).toBeGreaterThan(10_000);
    TEXTS.forEach((text, index) => { expect(traces[index], text).toBe(traceOf(text)); });
  });
});
