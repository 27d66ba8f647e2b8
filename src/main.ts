// The bundler's entry: hands the plugin's class to Obsidian.

export { default } from "./obsidian/index.ts";
