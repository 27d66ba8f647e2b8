// Runs TypeScript from a plain Node script: bundles one entry with its own files and imports the result.

import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { TEXT_LOADERS } from "../../esbuild.config.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The exports of a TypeScript file, such as `loadTypeScript("test/bench/simulation.ts")`. Packages stay outside of the bundle.
 * Throws esbuild's errors, which name file and line.
 * @param {string} entry path from the project's top
 * @returns {Promise<Record<string, unknown>>}
 */
export async function loadTypeScript(entry) {
  const folder = path.join(ROOT, "node_modules", ".cache", "handshake", "commands");
  await mkdir(folder, { recursive: true });
  const outfile = path.join(folder, `${entry.replace(/[^a-z0-9]+/gi, "-")}-${String(process.pid)}.mjs`);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    loader: TEXT_LOADERS,
    sourcemap: "inline",
    logLevel: "silent",
    plugins: [ownAddress],
  });
  /** @type {unknown} */
  const exported = await import(pathToFileURL(outfile).href);
  return /** @type {Record<string, unknown>} */ (exported);
}

/**
 * Keeps `import.meta.url` meaning the source file, not the bundle.
 * @type {import("esbuild").Plugin}
 */
const ownAddress = {
  name: "own-address",
  setup(bundle) {
    bundle.onLoad({ filter: /\.(?:ts|mjs)$/ }, async ({ path: file }) => {
      if (file.includes("node_modules")) return null;
      const contents = (await readFile(file, "utf8")).replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: file.endsWith(".ts") ? "ts" : "js" };
    });
  },
};
