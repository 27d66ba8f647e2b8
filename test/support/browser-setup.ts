// Once per run of the browser tests: builds the page and the plugin as it ships, and starts one browser for all.

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import type { BrowserServer } from "playwright-core";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { buildOnce, hostedPluginOptions, makeBuildFolder, noteFailure, pageOptions } from "../host/build.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the one browser listens. */
    browserEndpoint: string;
    /** The folder of built files. */
    hostFolder: string;
  }
}

/** Bundles that a test can ask for by name: the plugin itself, the probe that tests the page, and one that is not there. */
const PLUGINS = { main: "src/main.ts", probe: "test/host/probe.ts", broken: "test/host/broken.ts" };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeBuildFolder();
  await mkdir(path.join(folder, "plugin"), { recursive: true });
  const failed = await buildOnce(pageOptions(folder));
  if (failed !== null) throw new Error(`The page that stands in for the app does not build:\n${failed}`);
  for (const [name, entry] of Object.entries(PLUGINS)) {
    const failure = await buildOnce(hostedPluginOptions(folder, name, entry, true));
    if (failure !== null) await noteFailure(folder, name, failure);
  }
  const browser = await launchBrowser();
  project.provide("browserEndpoint", browser.wsEndpoint());
  project.provide("hostFolder", folder);
  return async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Its own list runs everything in one process, and one closed page would take the browser along. */
const PACKAGED_ARGUMENTS = ["--no-sandbox", "--font-render-hinting=none", "--disable-dev-shm-usage", "--use-angle=swiftshader", "--force-color-profile=srgb"];

/** The Chromium that came with the packages where there is one (Linux, x64), else an installed Chrome or Edge. */
export async function launchBrowser(): Promise<BrowserServer> {
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: packaged } = await import("@sparticuz/chromium");
    return chromium.launchServer({ executablePath: await packaged.executablePath(), args: PACKAGED_ARGUMENTS, headless: true });
  }
  const failures: string[] = [];
  for (const channel of ["chrome", "msedge", "chromium"]) {
    try {
      return await chromium.launchServer({ channel, headless: true });
    } catch (error) {
      failures.push(`${channel}: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`);
    }
  }
  throw new Error(`The browser tests need an installed Chrome or Edge on this system.\n${failures.join("\n")}`);
}
