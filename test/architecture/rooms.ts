// Who may import whom: the table of src/README.md, and every import held against it.

import path from "node:path";
import { importsOf, type Finding, type Sources } from "./sources.ts";

export interface Room {
  readonly name: string;
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** Folders whose own folders are rooms; elsewhere a folder inside a room belongs to it. */
const NESTING = ["src", "src/simulation", "src/diagram"];

/** Files directly in src that belong to no room: they only declare what the bundler does. */
const AMBIENT = ["src/text-files.d.ts"];

/** Reads the table below the heading "Who may import whom". Throws when there is none: then nothing would be held. */
export function readTable(readme: string): ReadonlyMap<string, Room> {
  const section = /^## Who may import whom\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(readme)?.[1] ?? "";
  const rows = section.split("\n").filter((line) => /^\| `/.test(line));
  const rooms = new Map<string, Room>();
  for (const row of rows) {
    const [name = "", allowed = "", packages = ""] = row.split("|").slice(1).map((cell) => cell.trim());
    const names = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
    const room = names(name)[0] ?? "";
    if (rooms.has(room)) throw new Error(`The table names ${room} twice.`);
    rooms.set(room, { name: room, rooms: names(allowed), packages: names(packages) });
  }
  if (rooms.size < 2) throw new Error("src/README.md has no table under “Who may import whom”.");
  for (const { name, rooms: allowed } of rooms.values()) {
    const stranger = allowed.find((one) => !rooms.has(one));
    if (stranger !== undefined) throw new Error(`The table lets ${name} import ${stranger}, which it does not name.`);
  }
  return rooms;
}

/** The room of a file; null for one that belongs to none. */
export function roomOf(file: string): string | null {
  if (AMBIENT.includes(file)) return null;
  let folder = path.posix.dirname(file);
  if (folder === "src") return path.posix.basename(file);
  while (!NESTING.includes(path.posix.dirname(folder))) folder = path.posix.dirname(folder);
  return folder.slice("src/".length);
}

/** Rooms that hold files but are not in the table. */
export function unknownRooms(sources: Sources, table: ReadonlyMap<string, Room>): Finding[] {
  const rooms = new Set([...sources.keys()].map(roomOf).filter((room) => room !== null));
  return [...rooms].filter((room) => !table.has(room)).map((room) => `src/${room} is not in the table of src/README.md`);
}

/** Imports that the table does not allow, that go around a room's index.ts, or that lead nowhere. */
export function forbiddenImports(sources: Sources, table: ReadonlyMap<string, Room>): Finding[] {
  const findings: Finding[] = [];
  for (const [file, text] of sources) {
    const room = table.get(roomOf(file) ?? "");
    if (room === undefined) continue;
    for (const { line, specifier } of importsOf(file, text)) {
      const problem = specifier.startsWith(".") ? judgeFile(file, specifier, room, sources) : judgePackage(specifier, room);
      if (problem !== null) findings.push(`${file}:${String(line)} imports ${specifier}: ${problem}`);
    }
  }
  return findings;
}

function judgePackage(specifier: string, room: Room): string | null {
  const allowed = room.packages.some((name) => specifier === name || (name === "d3" && specifier.startsWith("d3-")));
  return allowed ? null : `${room.name} may not import this package`;
}

function judgeFile(file: string, specifier: string, room: Room, sources: Sources): string | null {
  const target = path.posix.join(path.posix.dirname(file), specifier);
  if (!target.startsWith("src/")) return "outside of src";
  if (!/\.(?:ts|md|yaml)$/.test(specifier)) return "an import names the whole file, with its ending";
  if (!sources.has(target) && target.endsWith(".ts")) return "there is no such file";
  const other = roomOf(target);
  if (other === room.name) return null;
  if (other === null || !room.rooms.includes(other)) return `${room.name} may not import ${other ?? "this"}`;
  if (path.posix.basename(target) !== "index.ts") return `a room is entered through its index.ts`;
  return null;
}

/** Files that import themselves by way of others: each ring once, from its first file on. */
export function importRings(sources: Sources): Finding[] {
  const targets = new Map<string, string[]>();
  for (const [file, text] of sources) {
    const local = importsOf(file, text).filter(({ specifier }) => specifier.startsWith("."));
    targets.set(file, local.map(({ specifier }) => path.posix.join(path.posix.dirname(file), specifier)).filter((target) => sources.has(target)));
  }
  const rings = new Set<string>();
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      const ring = trail.slice(at);
      const first = ring.indexOf([...ring].sort()[0] ?? "");
      rings.add([...ring.slice(first), ...ring.slice(0, first), ring[first]].join(" → "));
      return;
    }
    if (finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return [...rings];
}
