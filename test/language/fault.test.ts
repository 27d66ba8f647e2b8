import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FAULT_KINDS, HOSTS, MATCHES, formatFault } from "../../src/language/index.ts";
import type { FaultSpec } from "../../src/simulation/index.ts";
import { problems, scenario, values } from "./reading.ts";

function block(line: string): string {
  return `scenario: three-way-handshake\nfaults:\n  - ${line}\n`;
}

function problem(line: string): string {
  return problems(block(line)).join("; ").replace(/^3:(\d+)/, (_, column: string) => String(Number(column) - 4));
}

describe("the grammar of faults", () => {
  it.each<[string, FaultSpec]>([
    ["drop client SYN 1", { kind: "drop", from: "client", match: "SYN", nth: 1 }],
    ["Drop CLIENT syn 1", { kind: "drop", from: "client", match: "SYN", nth: 1 }],
    ["drop client data", { kind: "drop", from: "client", match: "data", nth: 1 }],
    ["drop server SYN+ACK 2", { kind: "drop", from: "server", match: "SYN+ACK", nth: 2 }],
    ["delay server SYN+ACK 1 by 300ms", { kind: "delay", from: "server", match: "SYN+ACK", nth: 1, by: 300 }],
    ["delay client packet by 1 s", { kind: "delay", from: "client", match: "packet", nth: 1, by: 1000 }],
    ["duplicate client data 2", { kind: "duplicate", from: "client", match: "data", nth: 2 }],
    ["duplicate client data 2 by 5ms", { kind: "duplicate", from: "client", match: "data", nth: 2, by: 5 }],
    ["corrupt client data 1", { kind: "corrupt", from: "client", match: "data", nth: 1 }],
  ])("reads %j", (line, expected) => {
    expect(scenario(block(line)).faults).toEqual([expected]);
  });

  it("reads back what it writes", () => {
    const fault = fc.record({ kind: fc.constantFrom(...FAULT_KINDS), from: fc.constantFrom(...HOSTS), match: fc.constantFrom(...MATCHES), nth: fc.integer({ min: 1, max: 1_000_000 }) });
    const by = fc.integer({ min: 0, max: 86_400_000_000 }).map((us) => us / 1000);
    fc.assert(
      fc.property(fault, by, fc.boolean(), (bare, time, shifted) => {
        const spec: FaultSpec = bare.kind === "delay" || (bare.kind === "duplicate" && shifted) ? { ...bare, by: time } : bare;
        expect(scenario(block(formatFault(spec))).faults).toEqual([spec]);
      }),
      { seed: 3 },
    );
  });

  it.each([
    ["dorp client SYN 1", '1 bad-fault "dorp"'],
    ["drop clint SYN 1", '6 unknown-host "clint"'],
    ["drop client SYM 1", '13 bad-fault "SYM"'],
    ["drop client", '12 bad-fault ""'],
    ["drop client SYN 0", '17 out-of-range "0"'],
    ["drop client SYN 1.5", '17 wrong-type "1.5"'],
    ["drop client SYN 1st", '18 wrong-unit "st"'],
    ["drop client SYN first", '17 bad-fault "first"'],
    ["drop client SYN 1 by 5ms", '19 bad-fault "by"'],
    ["delay client SYN 1", '19 bad-fault ""'],
    ["delay client SYN 1 by", '22 bad-fault ""'],
    ["delay client SYN 1 by 5kB", '24 wrong-unit "kB"'],
  ])("points into %j at %s", (line, expected) => {
    expect(problem(line)).toBe(expected);
  });

  it("says what is allowed, and what was probably meant", () => {
    expect(values(block("drop client SYM 1"))).toEqual({ found: "SYM", allowed: "SYN, SYN+ACK, ACK, FIN, RST, data, packet", suggestion: "SYN" });
    expect(values(block("delay client SYN 1"))).toEqual({ found: "", allowed: "by" });
    expect(values(block("delay client SYN"))).toEqual({ found: "", allowed: "1, by" });
  });
});
