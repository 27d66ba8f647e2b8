import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { FAULT_KINDS, HOSTS, MATCHES, formatFault } from "../../../src/language/index.ts";
import type { FaultSpec } from "../../../src/simulation/index.ts";
import { problems, scenario, values } from "../reading.ts";

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
    ["drop client datagram 2", { kind: "drop", from: "client", match: "datagram", nth: 2 }],
    ["drop server icmp 1", { kind: "drop", from: "server", match: "ICMP", nth: 1 }],
    ["drop client data 3 to 5", { kind: "drop", from: "client", match: "data", nth: 3, last: 5 }],
    ["drop server packet 3 onwards", { kind: "drop", from: "server", match: "packet", nth: 3, last: null }],
    ["drop client SYN onwards", { kind: "drop", from: "client", match: "SYN", nth: 1, last: null }],
    ["delay client data 2 to 3 by 5ms", { kind: "delay", from: "client", match: "data", nth: 2, last: 3, by: 5 }],
    ["duplicate server ACK 2 onwards by 5ms", { kind: "duplicate", from: "server", match: "ACK", nth: 2, last: null, by: 5 }],
    ["corrupt client data 1", { kind: "corrupt", from: "client", match: "data", nth: 1 }],
  ])("reads %j", (line, expected) => {
    expect(scenario(block(line)).faults).toEqual([expected]);
  });

  it("reads back what it writes", () => {
    const fault = fc.record({ kind: fc.constantFrom(...FAULT_KINDS), from: fc.constantFrom(...HOSTS), match: fc.constantFrom(...MATCHES), nth: fc.integer({ min: 1, max: 1_000_000 }) });
    const reach = fc.option(fc.oneof(fc.constant(null), fc.nat({ max: 1000 })), { nil: undefined });
    const by = fc.integer({ min: 0, max: 86_400_000_000 }).map((us) => us / 1000);
    fc.assert(
      fc.property(fault, reach, by, fc.boolean(), (one, more, time, shifted) => {
        const bare: FaultSpec = more === undefined ? one : { ...one, last: more === null ? null : Math.min(one.nth + more, 1_000_000) };
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
    ["drop client SYN 5 to 4", '22 out-of-range "4"'],
    ["drop client SYN 1 to 999999999", '22 out-of-range "999999999"'],
    ["drop client SYN 1 to", '21 bad-fault ""'],
    ["drop client SYN 1 to onwards", '22 bad-fault "onwards"'],
    ["drop client SYN to 3", '17 bad-fault "to"'],
    ["drop client SYN 1 onwards 3", '27 bad-fault "3"'],
    ["drop client SYN 1 by 5ms", '19 bad-fault "by"'],
    ["delay client SYN 1", '19 bad-fault ""'],
    ["delay client SYN 1 by", '22 bad-fault ""'],
    ["delay client SYN 1 by 5kB", '24 wrong-unit "kB"'],
  ])("points into %j at %s", (line, expected) => {
    expect(problem(line)).toBe(expected);
  });

  it("says what is allowed, and what was probably meant", () => {
    expect(values(block("drop client SYM 1"))).toEqual({ found: "SYM", allowed: "SYN, SYN+ACK, ACK, FIN, RST, data, datagram, fragment, ICMP, packet", suggestion: "SYN" });
    expect(values(block("drop client SYN 2 onward"))).toEqual({ found: "onward", allowed: "to, onwards", suggestion: "onwards" });
    expect(values(block("drop client SYN 5 to 4"))).toEqual({ key: "faults", found: "4", min: "5", max: "1000000" });
    expect(values(block("delay client SYN 1"))).toEqual({ found: "", allowed: "to, onwards, by" });
    expect(values(block("delay client SYN"))).toEqual({ found: "", allowed: "1, onwards, by" });
  });
});
