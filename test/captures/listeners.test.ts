// What a kernel's listener counts, keeps and answers in floods of many settings, beside a run of each (RFC 4987).

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import type { Trace } from "../../src/simulation/index.ts";
import { formatSegments, simulate } from "../../src/simulation/index.ts";
import type { Capture } from "../support/capture.ts";
import { parseCapture } from "../support/capture.ts";
import { compareWithCapture } from "../support/capture-comparison.ts";
import { parseRows } from "../support/capture-rows.ts";

const folder = fileURLToPath(new URL("floods/", import.meta.url));
const names = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -".json".length)).sort();

/** Floods in which SYN+ACKs fall into two slots of the kernel's wheel: where the border lies is chance, and so is which of them are given up first. */
const TWO_SLOTS: readonly string[] = ["larger_backlog", "last_quarter"];

/** The ports from which honest clients connect. */
const isHonest = ({ sport, dport }: { readonly sport: number; readonly dport: number }): boolean => [sport, dport].some((port) => port >= 40_000 && port < 50_000);

function runOf(name: string, until: number): Trace {
  const { scenario, diagnostics } = compile(readFileSync(`${folder}${name}.yaml`, "utf8"), new Map());
  if (scenario === null || diagnostics.length > 0) throw new Error(diagnostics.map(({ code, line }) => `${code} in line ${String(line)}`).join(", "));
  return simulate({ ...scenario, limits: { ...scenario.limits, time: until } });
}

/** Address and port of whoever is half-open at the server at a time of the run. */
function halfOpenAt(trace: Trace, at: number): readonly string[] {
  const entries = new Map<number, string>();
  for (const event of trace.events) {
    if (event.at > at) break;
    if (event.kind !== "state" || event.host !== "server" || event.endpoint === null) continue;
    const remote = trace.endpoints[event.endpoint]?.remote;
    if (remote === null || remote === undefined) continue;
    if (event.to !== "SYN-RECEIVED") entries.delete(event.endpoint);
    else entries.set(event.endpoint, `${trace.packets.find(({ endpoint }) => endpoint === event.endpoint)?.destination ?? "host"}:${String(remote.port)}`);
  }
  return Array.from(entries.values()).sort();
}

/** The same by a snapshot of the kernel's socket table. */
function halfOpenIn({ ss }: Capture["snapshots"][number]): readonly string[] {
  return ss.map((line) => (line.split(" ").at(-1) ?? "").replace(/^10\.77\.60\.1:/, "host:")).sort();
}

describe.each(names)("the listener of %s", (name) => {
  const capture = parseCapture(JSON.parse(readFileSync(`${folder}${name}.json`, "utf8")));
  const zero = capture.segments[0]?.t_sent ?? 0;
  const end = capture.snapshots.at(-1)?.t ?? 0;
  const trace = runOf(name, 1000 * (end - zero));

  it("counts what the kernel counts", () => {
    const theirs = Object.fromEntries(Object.entries(capture.counters?.s ?? {}).map(([counter, count]) => [counter.replace(/^Tcp(?:Ext)?\./, ""), count]));
    expect(trace.counters["server"] ?? {}).toEqual(theirs);
  });

  it("keeps as many half-open connections at each moment, and the same ones", () => {
    expect(capture.snapshots.length).toBeGreaterThan(3);
    for (const snapshot of capture.snapshots) {
      const ours = halfOpenAt(trace, 1000 * (snapshot.t - zero));
      const theirs = halfOpenIn(snapshot);
      expect({ at: snapshot.label, entries: ours.length }).toEqual({ at: snapshot.label, entries: theirs.length });
      const spoofed = theirs.every((entry) => !entry.startsWith("host:"));
      if (spoofed && !TWO_SLOTS.includes(name)) expect({ at: snapshot.label, entries: ours }).toEqual({ at: snapshot.label, entries: theirs });
    }
  });

  it("answers honest clients in the same segments at the same times", () => {
    const segments = capture.segments.filter((segment) => segment.src === undefined && segment.dst === undefined && isHonest(segment));
    const rows = parseRows(formatSegments(trace).filter((row) => row.from !== "attacker" && row.to !== "attacker" && isHonest(row)));
    expect(compareWithCapture({ ...capture, segments }, rows, { client: "client", server: "server" })).toEqual({ kind: "match", segments: segments.length });
  });

  it("answers as many spoofed SYNs, and sends each answer again as often", () => {
    const theirs = capture.segments.filter(({ dst, flags }) => dst !== undefined && flags === "SA");
    expect(trace.packets.filter(({ from, destination }) => from === "server" && destination !== undefined).length).toBe(theirs.length);
  });
});
