// Loads the plugin as the app does: the text of main.js is run as a CommonJS module that may require what the app hands out.

import * as language from "@codemirror/language";
import * as state from "@codemirror/state";
import * as view from "@codemirror/view";
import type { PluginManifest } from "obsidian";
import type { App } from "../obsidian/app.ts";
import * as obsidian from "../obsidian/index.ts";
import { Plugin } from "../obsidian/index.ts";

const PROVIDED: Readonly<Record<string, unknown>> = { obsidian, "@codemirror/state": state, "@codemirror/view": view, "@codemirror/language": language };

type PluginClass = new (app: App, manifest: PluginManifest) => Plugin;

/** Fetches and starts the plugin; throws what it throws, or why there is none. */
export async function loadPlugin(app: App, name: string): Promise<Plugin> {
  const manifest = (await (await fetch("/plugin/manifest.json")).json()) as PluginManifest;
  const response = await fetch(`/plugin/${name}.js`);
  const source = await response.text();
  if (!response.ok) throw new Error(source);
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/plugin/styles.css";
  const styled = new Promise((resolve) => { style.onload = resolve; style.onerror = resolve; });
  document.head.append(style);
  await styled;
  const module = { exports: {} as { default?: unknown } };
  const require = (id: string): unknown => {
    if (id in PROVIDED) return PROVIDED[id];
    throw new Error(`Cannot find module '${id}'`);
  };
  const run = await asFunction(source);
  run(require, module, module.exports);
  const exported = module.exports.default ?? module.exports;
  if (typeof exported !== "function" || !(exported.prototype instanceof Plugin)) throw new Error("main.js does not export a plugin class by default.");
  const plugin = new (exported as PluginClass)(app, manifest);
  plugin._loaded = true;
  await plugin.onload();
  return plugin;
}

type ModuleFunction = (require: (id: string) => unknown, module: object, exports: object) => void;

/** Wraps the module's text into a function, by way of a script of its own, so that errors name its lines. */
async function asFunction(source: string): Promise<ModuleFunction> {
  const script = document.createElement("script");
  const address = URL.createObjectURL(new Blob([`window.hostModule = function (require, module, exports) {${source}\n};`], { type: "text/javascript" }));
  const run = new Promise<void>((resolve, reject) => {
    script.addEventListener("load", () => { resolve(); });
    script.addEventListener("error", () => { reject(new Error("main.js is no valid script.")); });
  });
  script.src = address;
  document.head.append(script);
  await run;
  script.remove();
  URL.revokeObjectURL(address);
  return (window as unknown as { hostModule: ModuleFunction }).hostModule;
}
