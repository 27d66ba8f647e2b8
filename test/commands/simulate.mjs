// `npm run --silent simulate -- FILE|-`: runs a block, or the first block of a note, and prints what happened.

import { ensureInstalled } from "./setup.mjs";

await ensureInstalled();
const { loadTypeScript } = await import("../support/load-typescript.mjs");
const { simulateCommand } = /** @type {typeof import("./simulate.ts")} */ (await loadTypeScript("test/commands/simulate.ts"));

// Whoever reads may stop reading: `| head` is no error.
process.stdout.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await simulateCommand(process.argv.slice(2), {
  out: (output) => process.stdout.write(output),
  err: (text) => process.stderr.write(text),
});
