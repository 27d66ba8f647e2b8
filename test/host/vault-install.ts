// What `npm start -- --vault PATH` does: puts the plugin into a real vault and keeps it fresh.

import { copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pluginOptions } from "../../esbuild.config.mjs";
import { ROOT } from "../commands/setup.mjs";
import { makeBuildFolder } from "./build.ts";
import { watchBuild, watchFolder, type Watching } from "./watch.ts";

/** Writes main.js, manifest.json and styles.css, nothing else, and each of them whole or not at all. */
export async function installIntoVault(vault: string, say: (line: string) => void): Promise<Watching> {
  const { id } = JSON.parse(await readFile(path.join(ROOT, "manifest.json"), "utf8")) as { id: string };
  const target = path.join(vault, ".obsidian", "plugins", id);
  const folder = await makeBuildFolder();
  const outfile = path.join(folder, "main.js");
  const put = async (from: string, name: string): Promise<void> => {
    await mkdir(target, { recursive: true });
    const fresh = path.join(target, `.${name}.fresh`);
    await copyFile(from, fresh);
    await rename(fresh, path.join(target, name));
  };
  const putRest = async (): Promise<void> => {
    for (const name of ["manifest.json", "styles.css"]) await put(path.join(ROOT, name), name);
  };
  const build = await watchBuild(pluginOptions({ production: true, outfile }), async (failure, first) => {
    if (failure !== null) {
      say(`The plugin does not build:\n${failure}`);
      return;
    }
    if (first) await putRest();
    await put(outfile, "main.js");
    say(first ? `Installed into ${target}` : `Updated main.js at ${new Date().toLocaleTimeString()}`);
    if (first) say("Enable it in the app under Settings → Community plugins. Watching for changes; Ctrl-C ends it.");
  });
  const rest = watchFolder(ROOT, false, (name) => name === "styles.css" || name === "manifest.json", () => {
    void putRest().then(() => { say("Updated manifest.json and styles.css"); });
  });
  return {
    async close() {
      await build.close();
      await rest.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
