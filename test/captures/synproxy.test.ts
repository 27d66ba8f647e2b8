// What a kernel's SYN proxy makes of a connection on its two sides, beside a run of the same (RFC 4987 §3.8).

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import { formatSegments, simulate } from "../../src/simulation/index.ts";
import type { Trace } from "../../src/simulation/index.ts";
import { parseCapture } from "../support/capture.ts";
import { compareWithCapture } from "../support/capture-comparison.ts";
import { parseRows } from "../support/capture-rows.ts";

const folder = fileURLToPath(new URL("synproxy/", import.meta.url));
const names = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -".json".length)).sort();

/** What such a capture has besides: on which side of the proxy each segment was, and what the proxy counted. */
const proxied = v.object({ segments: v.array(v.object({ link: v.picklist(["cp", "ps"]) })), synproxy: v.record(v.string(), v.number()) });

/** The two sides, with the names of those who talk there. */
const SIDES = [
  { link: "cp", client: "client", server: "proxy" },
  { link: "ps", client: "proxy", server: "server" },
] as const;

function runOf(name: string, until: number): Trace {
  const { scenario, diagnostics } = compile(readFileSync(`${folder}${name}.yaml`, "utf8"), new Map());
  if (scenario === null || diagnostics.length > 0) throw new Error(diagnostics.map(({ code, line }) => `${code} in line ${String(line)}`).join(", "));
  return simulate({ ...scenario, limits: { ...scenario.limits, time: until } });
}

describe.each(names)("the SYN proxy of %s", (name) => {
  const json: unknown = JSON.parse(readFileSync(`${folder}${name}.json`, "utf8"));
  const capture = parseCapture(json);
  const { segments: places, synproxy } = v.parse(proxied, json);
  const last = Math.max(...capture.segments.map(({ t_sent }) => t_sent)) - (capture.segments[0]?.t_sent ?? 0);
  // A timer may come a little later than the kernel's.
  const trace = runOf(name, 1000 * last + 200);

  it.each(SIDES)("sends and passes the same segments at the same times, between $client and $server", ({ link, client, server }) => {
    const segments = capture.segments.filter(({ src, dst }, place) => places[place]?.link === link && src === undefined && dst === undefined);
    const rows = parseRows(formatSegments(trace).filter(({ from, to }) => [client, server].every((host) => host === from || host === to)));
    expect(compareWithCapture({ ...capture, segments }, rows, { client, server })).toEqual({ kind: "match", segments: segments.length });
  });

  it("answers as many spoofed SYNs, and passes none of them on", () => {
    const theirs = capture.segments.filter(({ dst }) => dst !== undefined);
    const ours = trace.packets.filter(({ flood, from }) => flood !== undefined && from === "proxy");
    expect(ours.length).toBe(theirs.length);
    expect(capture.segments.every(({ src }, place) => src === undefined || places[place]?.link === "cp")).toBe(true);
    expect(trace.packets.every(({ flood, to }) => flood === undefined || to !== "server")).toBe(true);
  });

  it("counts what the kernel counts", () => {
    expect(trace.counters["proxy"]).toEqual(synproxy);
  });
});
