import { describe, expect, it } from "vitest";

import { addFault, compile, faultForPacket, formatFault } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import type { Trace, TracePacket } from "../../../src/simulation/index.ts";

function run(text: string): Trace {
  const { scenario } = compile(text, PRESETS);
  if (scenario === null) throw new Error("nothing to run");
  return simulate(scenario);
}

/** What a packet carries. */
function contents(packet: TracePacket | undefined): object | undefined {
  switch (packet?.protocol) {
    case "tcp":
      return packet.segment;
    case "udp":
      return packet.datagram;
    case "icmp":
      return packet.message;
    case undefined:
      return undefined;
  }
}

describe("the fault for a packet", () => {
  it("is said in the narrowest words", () => {
    const trace = run("scenario: data-and-close");
    const lines = trace.packets.map(({ id }) => faultForPacket(trace, id, "drop")).map((fault) => (fault === null ? "" : formatFault(fault)));
    expect(lines.slice(0, 4)).toEqual(["drop client SYN 1", "drop server SYN+ACK 1", "drop client ACK 1", "drop client data 1"]);
    expect(lines).toContain("drop client FIN 1");
    expect(lines).toContain("drop server FIN 1");
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("carries the time that it is given, and is null for a packet that is not there", () => {
    const trace = run("scenario: three-way-handshake");
    expect(faultForPacket(trace, 1, "delay", 300)).toEqual({ kind: "delay", from: "server", match: "SYN+ACK", nth: 1, by: 300 });
    expect(faultForPacket(trace, 99, "drop")).toBeNull();
  });

  it.each(Array.from(PRESETS.keys()))("befalls exactly that packet when put into a block of %s", (name) => {
    const text = `scenario: ${name}\n`;
    const before = run(text);
    for (const { id, loss } of before.packets) {
      const fault = faultForPacket(before, id, "drop");
      if (fault === null || loss !== null) continue;
      const edit = addFault(text, formatFault(fault), PRESETS);
      if (edit.kind === "refused") throw new Error(edit.why);
      const [one, after] = [before.packets[id], run(edit.text).packets[id]];
      expect([fault, after?.loss?.why, contents(after)]).toEqual([fault, "fault", contents(one)]);
    }
  });
});
