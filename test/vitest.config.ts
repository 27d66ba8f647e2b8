// How the tests run: `unit` in Node, `browser` against the stand-in page in a real browser.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vite";

/** Files that the bundler takes as text are text here too. */
const textFiles: Plugin = {
  name: "text-files",
  enforce: "pre",
  async load(id) {
    const file = id.split("?")[0] ?? id;
    if (!/\.(?:md|yaml)$/.test(file) || id.includes("?")) return null;
    return `export default ${JSON.stringify(await readFile(file, "utf8"))};`;
  },
};

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  cacheDir: "node_modules/.cache/vitest",
  plugins: [textFiles],
  resolve: {
    alias: { obsidian: fileURLToPath(new URL("host/obsidian/index.ts", import.meta.url)) },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/support/browser-setup.ts"],
          testTimeout: 45_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
