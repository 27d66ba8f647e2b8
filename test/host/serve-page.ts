// What `npm start` does: the page, served and rebuilt.

import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../commands/setup.mjs";
import { hostedPluginOptions, makeBuildFolder, noteFailure, pageOptions } from "./build.ts";
import { folderNotes, ownNotes } from "./notes.ts";
import { serveHost } from "./server.ts";
import { watchBuild, watchFolder, type Watching } from "./watch.ts";

/** Serves until closed. A build that fails is said and shown in the page; the next one that succeeds reloads it. */
export async function servePage(options: { notes: string | null; port: number; open: boolean }, say: (line: string) => void): Promise<Watching> {
  const folder = await makeBuildFolder();
  const vault = options.notes === null ? ownNotes : folderNotes(options.notes);
  const server = await serveHost({ folder, vault, port: options.port, live: true });
  const reload = (): void => { server.reload(); };
  const watching = [
    await watchBuild(pageOptions(folder), (failure, first) => {
      if (failure !== null) say(`The page does not build:\n${failure}`);
      else if (!first) reload();
    }),
    await watchBuild(hostedPluginOptions(folder, "main", "src/main.ts", false), async (failure, first) => {
      if (failure === null) await rm(path.join(folder, "plugin", "main.error.txt"), { force: true });
      else await noteFailure(folder, "main", failure);
      if (failure !== null) say(`The plugin does not build:\n${failure}`);
      else if (!first) say("Rebuilt.");
      if (!first) reload();
    }),
    watchFolder(ROOT, false, (name) => name === "styles.css" || name === "manifest.json", reload),
    watchFolder(options.notes ?? path.join(ROOT, "src", "notes"), true, (name) => name.endsWith(".md"), reload),
  ];
  if (options.port !== 0 && server.port !== options.port) say(`Port ${String(options.port)} is in use; took ${String(server.port)}.`);
  say(`Open at ${server.address}`);
  say(options.notes === null ? "Edits stay in the page. Ctrl-C ends it." : `Notes of ${options.notes}: read, never written. Ctrl-C ends it.`);
  if (options.open) openBrowser(server.address);
  return {
    async close() {
      await Promise.all(watching.map((one) => one.close()));
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens the default browser; where there is none, nothing happens. */
function openBrowser(address: string): void {
  const [command, words]: [string, string[]] =
    process.platform === "darwin" ? ["open", [address]] : process.platform === "win32" ? ["cmd", ["/c", "start", "", address]] : ["xdg-open", [address]];
  const child = spawn(command, words, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
