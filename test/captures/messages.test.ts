// TLS over the simulated TCP held against the captures: every flight's messages, records and bytes, and the segment that carries it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import type { Trace, TraceMessage } from "../../src/simulation/index.ts";
import { simulate, tcpPackets } from "../../src/simulation/index.ts";
import type { Flight } from "../support/tls-capture.ts";
import { capturedFlights, messageOf } from "../support/tls-capture.ts";

const NAMES = ["tls13", "tls13_hrr", "tls13_0rtt", "tls13_mutual", "tls12", "tls12_resume"] as const;

function run(name: string): Trace {
  const { scenario, diagnostics } = compile(readFileSync(fileURLToPath(new URL(`${name}.yaml`, import.meta.url)), "utf8"), new Map());
  if (scenario === null || diagnostics.length > 0) throw new Error(`${name} is no clean block`);
  return simulate(scenario);
}

/** What each segment with data carries, in order of sending: the messages that lie in it, and their records. */
function flights(trace: Trace): Flight[] {
  return tcpPackets(trace).filter(({ segment }) => segment.length > 0).map(({ endpoint, segment, from }) => {
    const carried = (trace.messages ?? []).filter((message) =>
      message.endpoint === endpoint && message.start >= segment.offset && message.end <= segment.offset + segment.length);
    return {
      dir: from === "client" ? "c>s" : "s>c",
      bytes: segment.length,
      records: carried.flatMap(recordsOf),
      messages: carried.flatMap(({ name, bytes, details }) => messageOf(name, bytes, details)),
    };
  });
}

function recordsOf({ details }: TraceMessage): readonly string[] {
  const { records } = details;
  return Array.isArray(records) ? records.map(String) : [];
}

describe("OpenSSL 3.0 over Linux 6.18, as `stack: linux` runs it", () => {
  it.each(NAMES)("%s: the same messages in the same segments", (name) => {
    const captured = [...capturedFlights(name, 0), ...capturedFlights(name, 1)];
    const simulated = flights(run(name));
    process.stdout.write(`${name.padEnd(14)} ${captured.map(({ dir, bytes }) => `${dir === "c>s" ? "→" : "←"}${String(bytes)}`).join(" ")}\n`);
    expect(simulated).toEqual(captured);
  });

  it.each(NAMES)("%s: every message arrives, and the stream is nothing but messages", (name) => {
    const trace = run(name);
    const messages = trace.messages ?? [];
    for (const endpoint of new Set(messages.map((message) => message.endpoint))) {
      let end = 0;
      for (const message of messages.filter((one) => one.endpoint === endpoint)) {
        expect([message.name, message.start]).toEqual([message.name, end]);
        expect(message.deliveredAt).not.toBe(null);
        ({ end } = message);
      }
      expect(tcpPackets(trace).filter((packet) => packet.endpoint === endpoint).reduce((sum, { segment }) => sum + segment.length, 0)).toBe(end);
    }
  });
});
