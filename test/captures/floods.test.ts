// What a kernel under a SYN flood counts, keeps and answers, beside a run of the same flood (RFC 4987).

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import type { CounterName, Trace } from "../../src/simulation/index.ts";
import { formatSegments, simulate } from "../../src/simulation/index.ts";
import type { Capture } from "../support/capture.ts";
import { readCapture } from "../support/capture.ts";
import { compareWithCapture } from "../support/capture-comparison.ts";
import { parseRows } from "../support/capture-rows.ts";

/** What a listener counts; the rest of a kernel's counters is about other things. */
const COUNTERS: readonly CounterName[] = [
  "PassiveOpens", "SyncookiesSent", "SyncookiesRecv", "SyncookiesFailed", "EmbryonicRsts", "ListenOverflows", "ListenDrops", "TCPTimeouts",
  "TCPReqQFullDoCookies", "TCPReqQFullDrop", "TCPSynRetrans",
];

/** A flood's addresses (RFC 5737). */
const SPOOFED = /^198\.51\.100\./;

/** Connections by the client's port in which a packet or a timer of the measuring machine took longer than elsewhere (4.6 and 4.7 ms). */
const NOISY: Readonly<Record<string, readonly number[]>> = { synflood_drain: [41_008, 41_010] };

/** When a capture's first segment went: its zero. */
function zero(capture: Capture): number {
  return capture.segments[0]?.t_sent ?? 0;
}

/** When the capture's counters were read, and when its last segment went. */
function ends(capture: Capture): { readonly counted: number; readonly last: number } {
  const last = Math.max(...capture.segments.map(({ t_sent }) => t_sent)) + 0.1;
  return { counted: capture.snapshots.find(({ label }) => label === "netstat delta")?.t ?? last, last };
}

/** The run, cut at a time of the capture. */
function runOf(name: string, capture: Capture, end: number): Trace {
  const { scenario, diagnostics } = compile(readFileSync(fileURLToPath(new URL(`${name}.yaml`, import.meta.url)), "utf8"), new Map());
  if (scenario === null || diagnostics.length > 0) throw new Error(diagnostics.map(({ code, line }) => `${code} in line ${String(line)}`).join(", "));
  return simulate({ ...scenario, limits: { ...scenario.limits, time: 1000 * (end - zero(capture)) } });
}

function counterOf(capture: Capture, name: CounterName): number {
  const counters = capture.counters?.s ?? {};
  return counters[`TcpExt.${name}`] ?? counters[`Tcp.${name}`] ?? 0;
}

/** Half-open entries of spoofed addresses at each snapshot, in the capture and in the run. */
function halfOpen(capture: Capture, trace: Trace): { readonly at: number; readonly capture: number; readonly run: number }[] {
  return capture.snapshots.filter(({ ss, label }) => label !== "netstat delta" && !label.includes("listener") && ss.every((line) => !line.startsWith("LISTEN"))).map(({ t, ss }) => {
    const at = 1000 * (t - zero(capture));
    const lengths = trace.events.flatMap((event) => (event.kind === "queue" && event.queue === "syn" && event.at <= at ? [event.length] : []));
    return { at: Math.round(at), capture: ss.filter((line) => line.includes("198.51.100.")).length, run: lengths.at(-1) ?? 0 };
  });
}

/** The honest client's segments alone. */
function honest(name: string, capture: Capture): Capture {
  return { ...capture, segments: capture.segments.filter(({ src = "", dst = "", ...ports }) => !SPOOFED.test(src) && !SPOOFED.test(dst) && !isNoisy(name, ports)) };
}

function isNoisy(name: string, { sport, dport }: { readonly sport: number; readonly dport: number }): boolean {
  const noisy = NOISY[name] ?? [];
  return noisy.includes(sport) || noisy.includes(dport);
}

describe.each(["synflood_cookies0", "synflood_cookies1", "synflood_drain"])("%s", (name) => {
  const capture = readCapture(name);
  const trace = runOf(name, capture, ends(capture).counted);

  it("counts what the kernel counts", () => {
    const table = COUNTERS.map((counter) => ({ counter, capture: counterOf(capture, counter), run: trace.counters["server"]?.[counter] ?? 0 }));
    process.stdout.write(`${name}\n${table.map((row) => `  ${row.counter.padEnd(22)} ${String(row.capture).padStart(5)} ${String(row.run).padStart(5)}`).join("\n")}\n`);
    expect(table.filter((row) => row.capture !== row.run)).toEqual([]);
  });

  it("keeps as many half-open connections at each moment", () => {
    const table = halfOpen(capture, trace);
    process.stdout.write(`${name}, half-open\n${table.map((row) => `  ${String(row.at).padStart(6)} ms ${String(row.capture).padStart(3)} ${String(row.run).padStart(3)}`).join("\n")}\n`);
    expect(table.length).toBeGreaterThan(2);
    expect(table.filter((row) => row.capture !== row.run)).toEqual([]);
  });

  it("answers the honest client in the same segments at the same times", () => {
    const whole = runOf(name, capture, ends(capture).last);
    const rows = parseRows(formatSegments(whole).filter((row) => row.from !== "attacker" && row.to !== "attacker" && !isNoisy(name, row)));
    const expected = honest(name, capture);
    const comparison = compareWithCapture(expected, rows, { client: "client", server: "server" });
    expect(comparison).toEqual({ kind: "match", segments: expected.segments.length });
  });

  it("answers as many spoofed SYNs, and sends each answer again as often", () => {
    const theirs = capture.segments.filter(({ dst = "", t_sent }) => SPOOFED.test(dst) && 1000 * (t_sent - zero(capture)) <= trace.end);
    const ours = trace.packets.filter(({ destination = "" }) => SPOOFED.test(destination));
    expect(ours.length).toBe(theirs.length);
    expect(ours.every(({ loss }) => loss?.why === "nobody" || loss === null)).toBe(true);
  });
});
