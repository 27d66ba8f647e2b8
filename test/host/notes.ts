// Where the page's notes come from: the plugin's own, or a folder of Markdown. They are read, never written.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../commands/setup.mjs";

export interface VaultContent {
  readonly name: string;
  /** Text by path, slashes between folders. */
  readonly notes: Readonly<Record<string, string>>;
  /** The note to open first; null leaves the choice to the page. */
  readonly first: string | null;
}

/** Gives the vault for a language. */
export type VaultSource = (language: string) => Promise<VaultContent>;

/** The notes that come with the plugin: one language's folder is the whole vault. */
export const ownNotes: VaultSource = async (language) => {
  const notes = await readFolder(path.join(ROOT, "src", "notes", language === "ko" ? "ko" : "en"));
  return { name: "Handshake", notes, first: firstWithDiagram(notes) };
};

/** A folder of someone's notes, in whatever language. */
export function folderNotes(folder: string): VaultSource {
  return async () => {
    const notes = await readFolder(folder);
    return { name: path.basename(folder), notes, first: firstWithDiagram(notes) };
  };
}

/** Notes given directly, as tests do. */
export function givenNotes(notes: Readonly<Record<string, string>>): VaultContent {
  return { name: "Test vault", notes, first: firstWithDiagram(notes) };
}

function firstWithDiagram(notes: Readonly<Record<string, string>>): string | null {
  const names = Object.keys(notes).sort();
  const withDiagram = names.filter((name) => /^[>\s]*(?:`{3,}|~{3,})handshake\b/m.test(notes[name] ?? ""));
  return withDiagram.find((name) => /3-?way/i.test(name)) ?? withDiagram[0] ?? names[0] ?? null;
}

async function readFolder(folder: string): Promise<Record<string, string>> {
  const notes: Record<string, string> = {};
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith(".md")) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join("/");
    if (name.split("/").some((part) => part.startsWith("."))) continue;
    notes[name.normalize("NFC")] = await readFile(file, "utf8");
  }
  return notes;
}
