// How the plugin is bundled: one CommonJS file as the app loads it. The build, the watcher and the tests all take it from here.

import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(fileURLToPath(import.meta.url));

/** The oldest engines that the plugin must run in: Electron 39, which minAppVersion 1.13 implies, and the WebKit of iOS 16. */
export const TARGET = ["chrome142", "safari16"];

/** What the app itself hands out; never part of the bundle. */
export const EXTERNAL = ["obsidian", "electron", "@codemirror/*", "@lezer/*"];

/**
 * The files whose text, not whose meaning, is bundled.
 * @type {Record<string, import("esbuild").Loader>}
 */
export const TEXT_LOADERS = { ".md": "text", ".yaml": "text" };

/**
 * The options of a bundle of the plugin.
 * @param {{ production?: boolean, entry?: string, outfile?: string }} [choice] `production` minifies and leaves the source map out
 * @returns {import("esbuild").BuildOptions & { metafile: true, outfile: string }}
 */
export function pluginOptions({ production = true, entry = "src/main.ts", outfile = "main.js" } = {}) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "browser",
    target: TARGET,
    external: EXTERNAL,
    loader: TEXT_LOADERS,
    minify: production,
    sourcemap: production ? false : "inline",
    legalComments: "none",
    treeShaking: true,
    charset: "utf8",
    plugins: [onlyWhatIsNamed],
    logLevel: "silent",
    metafile: true,
  };
}

/**
 * Parts of D3 that add methods to selections wherever anything of D3 is imported, and bring colours, easing and timers along.
 * They are bundled only where something of theirs is imported by name.
 * @type {import("esbuild").Plugin}
 */
const onlyWhatIsNamed = {
  name: "only-what-is-named",
  setup(bundle) {
    bundle.onResolve({ filter: /^d3-(?:transition|zoom|brush)$/ }, async (asked) => {
      if (asked.pluginData === onlyWhatIsNamed) return null;
      const { importer, namespace, resolveDir, kind } = asked;
      const found = await bundle.resolve(asked.path, { importer, namespace, resolveDir, kind, pluginData: onlyWhatIsNamed });
      return { ...found, sideEffects: false };
    });
  },
};
