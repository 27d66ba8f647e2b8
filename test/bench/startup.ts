// How long the app waits for the plugin's file: main.js read as text, compiled and evaluated, before anything is drawn.

import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { pluginOptions } from "../../esbuild.config.mjs";
import { median, type BenchReport } from "./report.ts";

const RUNS = 25;

/** Whatever the app hands out, as far as evaluating needs it: classes to extend. */
const provided: object = new Proxy({}, { get: () => class { readonly provided = true; } });

/** Compiles and runs the text in a fresh realm, as the app does with a CommonJS module; gives milliseconds for both steps. */
function evaluate(text: string, round: number): { compile: number; run: number } {
  const context = vm.createContext({});
  const started = performance.now();
  // A text of its own each time: an engine that has seen a text before does not compile it again.
  const script = new vm.Script(`(function (require, module, exports) {${text}\n})//${String(round)}`);
  const compiled = performance.now();
  const module = { exports: {} };
  const body = script.runInContext(context) as (require: () => object, module: object, exports: object) => void;
  body(() => provided, module, module.exports);
  return { compile: compiled - started, run: performance.now() - compiled };
}

export async function bench(): Promise<BenchReport> {
  const built = await build({ ...pluginOptions({ production: true }), write: false });
  const text = built.outputFiles[0]?.text ?? "";
  const runs = Array.from({ length: RUNS }, (_, round) => evaluate(text, round));
  const round = (value: number): number => Number(value.toFixed(2));
  return {
    area: "startup",
    runs: RUNS,
    rows: [
      {
        name: "main.js, from text to the plugin's class",
        figures: {
          milliseconds: round(median(runs.map(({ compile, run }) => compile + run))),
          compile: round(median(runs.map(({ compile }) => compile))),
          evaluate: round(median(runs.map(({ run }) => run))),
          bytes: Buffer.byteLength(text),
          gzipBytes: gzipSync(text).length,
        },
      },
    ],
  };
}
