// The shell: ties the rooms together in Obsidian. The only room that imports "obsidian".

export { HandshakePlugin as default } from "./plugin.ts";
