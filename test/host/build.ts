// Builds what the page is served from: the page's own bundle with its fonts, and the plugin as it ships.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";
import { TARGET, TEXT_LOADERS, pluginOptions } from "../../esbuild.config.mjs";
import { ROOT } from "../commands/setup.mjs";

/** A fresh folder of our own for built files, beside those of other runs; what runs that were killed have left is cleared away. */
export async function makeBuildFolder(): Promise<string> {
  const cache = path.join(ROOT, "node_modules", ".cache", "handshake");
  await mkdir(cache, { recursive: true });
  for (const name of await readdir(cache)) {
    const pid = /^host-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(cache, name), { recursive: true, force: true });
  }
  const folder = path.join(cache, `host-${String(process.pid)}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The options of the page's bundle. */
export function pageOptions(folder: string): esbuild.BuildOptions {
  return {
    absWorkingDir: ROOT,
    entryPoints: { page: "test/host/page/main.ts" },
    outdir: folder,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: TARGET,
    loader: { ...TEXT_LOADERS, ".woff2": "file", ".woff": "empty" },
    assetNames: "fonts/[name]-[hash]",
    supported: { "top-level-await": true },
    sourcemap: "linked",
    logLevel: "silent",
    metafile: true,
  };
}

/**
 * The plugin's bundle for the page. With `production` it is byte for byte what ships. A failed build leaves a file
 * `<name>.error.txt` for the page to show.
 */
export function hostedPluginOptions(folder: string, name: string, entry: string, production: boolean): esbuild.BuildOptions {
  return { ...pluginOptions({ production, entry, outfile: path.join(folder, "plugin", `${name}.js`) }) };
}

/** Builds once; gives the errors as one text, or null. */
export async function buildOnce(options: esbuild.BuildOptions): Promise<string | null> {
  try {
    await esbuild.build(options);
    return null;
  } catch (error) {
    return describeFailure(error);
  }
}

/** esbuild's errors as text with file and line; anything else is thrown on. */
export async function describeFailure(error: unknown): Promise<string> {
  const errors = (error as { errors?: esbuild.Message[] }).errors;
  if (errors === undefined) throw error;
  return (await esbuild.formatMessages(errors, { kind: "error" })).join("\n");
}

/** Leaves word of why there is no bundle. */
export async function noteFailure(folder: string, name: string, message: string): Promise<void> {
  await mkdir(path.join(folder, "plugin"), { recursive: true });
  await writeFile(path.join(folder, "plugin", `${name}.error.txt`), message);
}
