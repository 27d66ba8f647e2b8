// What the programs of the UDP captures were told: which datagrams a server read, in which order, and which calls failed.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import type { Trace } from "../../src/simulation/index.ts";
import { readCapture } from "../support/capture.ts";

function run(name: string): Trace {
  const { scenario, diagnostics } = compile(readFileSync(fileURLToPath(new URL(`${name}.yaml`, import.meta.url)), "utf8"), new Map());
  if (scenario === null) throw new Error(diagnostics.map(({ code }) => code).join());
  return simulate(scenario);
}

describe("udp_loss_reorder_dup", () => {
  const trace = run("udp_loss_reorder_dup");
  const capture = readCapture("udp_loss_reorder_dup");

  it("hands over the same datagrams in the same order", () => {
    const read = trace.events.flatMap((event) => {
      const packet = event.kind === "deliver-datagram" ? trace.packets[event.packet] : undefined;
      return packet?.protocol === "udp" ? [`got dgram${String(packet.datagram.number - 1)}`] : [];
    });
    expect(read).toEqual(capture.app.map(({ call }) => call).filter((call) => call.startsWith("got")));
  });

  it("brings as many copies of each, as late", () => {
    capture.segments.forEach(({ t_sent, t_recv }, nth) => {
      const packet = trace.packets[nth];
      expect(packet?.arrivals).toHaveLength((t_recv ?? []).length);
      (t_recv ?? []).forEach((time, copy) => {
        expect(Math.abs((packet?.arrivals[copy] ?? 0) - (packet?.sentAt ?? 0) - (time - t_sent) * 1000)).toBeLessThan(3);
      });
    });
  });
});

describe("udp_closed_port", () => {
  const trace = run("udp_closed_port");

  it("fails the second send with ECONNREFUSED, and only that", () => {
    const { app } = readCapture("udp_closed_port");
    expect(app.filter(({ res }) => res === "ECONNREFUSED").map(({ call }) => call)).toEqual(["send(3) again"]);
    const sends = trace.events.filter((event) => event.kind === "call" && event.call === "send");
    const failed = trace.events.filter((event) => event.kind === "result" && event.outcome !== "ok");
    expect(failed).toMatchObject([{ call: "send", outcome: "connection refused", cause: sends[1]?.id }]);
  });
});
