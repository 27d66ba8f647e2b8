// `npm run pictures`: makes the pictures of the README anew from the page that stands in for the app.

import { ensureInstalled } from "./setup.mjs";

await ensureInstalled();
const { loadTypeScript } = await import("../support/load-typescript.mjs");
const { makePictures } = /** @type {typeof import("./pictures.ts")} */ (await loadTypeScript("test/commands/pictures.ts"));
for (const file of await makePictures(process.argv[2] ?? "test/pictures")) process.stdout.write(`${file}\n`);
process.exit(0);
