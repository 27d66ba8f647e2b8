// TCP Fast Open (RFC 7413): cookies, data in the SYN, and what becomes of both when something goes wrong.

import { describe, expect, it } from "vitest";
import type { FaultSpec, Stack, Statement, TcpSpec } from "../../../src/simulation/index.ts";
import { formatSegments, simulate } from "../../../src/simulation/index.ts";
import { parseRows } from "../../support/capture-rows.ts";
import { LISTEN, scenario } from "../../support/scenario.ts";

const STACKS: readonly Stack[] = ["textbook", "linux"];
const ON: Partial<TcpSpec> = { fastOpen: true };
const LINUX: Partial<TcpSpec> = { mss: 1460, minRto: 200, maxRto: 120_000, synRetries: 6, dataRetries: 15, msl: 30_000 };

interface Wishes {
  readonly client?: Partial<TcpSpec>;
  readonly server?: Partial<TcpSpec>;
  readonly faults?: readonly FaultSpec[];
  /** Bytes of the second request, and of its answer. */
  readonly request?: number;
  readonly answer?: number;
  /** What happens between the two connections. */
  readonly between?: readonly Statement[];
}

/** Two requests of a client, one connection each; what the second connection sends, as `from flags seq(length) ack`. */
function twice(stack: Stack, wishes: Wishes = {}): string[] {
  const { client = ON, server = ON, faults = [], request = 5, answer = 11, between = [] } = wishes;
  const settings = stack === "linux" ? LINUX : {};
  const trace = simulate(scenario({
    stack,
    faults,
    client: { ...settings, ...client },
    server: { ...settings, ...server },
    script: [
      LISTEN,
      { host: "client", call: { kind: "connect", to: "server", bytes: 5 } },
      { host: "server", when: { kind: "received", host: "server", bytes: 5 }, call: { kind: "send", bytes: 11 } },
      { host: "client", when: { kind: "received", host: "client", bytes: 11 }, call: { kind: "close" } },
      ...between,
      { host: "client", at: 5000, call: { kind: "connect", to: "server", bytes: request } },
      { host: "server", when: { kind: "received", host: "server", bytes: 5 + request }, call: { kind: "send", bytes: answer } },
      { host: "client", when: { kind: "received", host: "client", bytes: 11 + answer }, call: { kind: "close" } },
    ],
  }));
  return parseRows(formatSegments(trace)).filter((row) => row.t_sent >= 5).map((row) => {
    const ack = row.ack === null ? "" : ` ack ${String(row.ack)}`;
    const cookie = row.opts.tfo_cookie === undefined ? "" : row.opts.tfo_cookie === "" ? " asks" : " cookie";
    return `${row.from.toLowerCase()} ${row.flags} ${String(row.seq)}(${String(row.len)})${ack}${cookie}${row.lost ? " lost" : ""}`;
  });
}

describe.each(STACKS)("Fast Open, stack: %s", (stack) => {
  it("asks for a cookie and gets one, with a handshake like any other (§4.2.1)", () => {
    const rows = twice(stack, { between: [{ host: "client", call: { kind: "crash" } }] });
    expect(rows.slice(0, 2)).toEqual(["client S 0(0) asks", "server SA 0(0) ack 1 cookie"]);
    expect(rows.find((row) => row.startsWith("client") && row.includes("(5)"))).toMatch(/ 1\(5\) ack 1/);
  });

  it("puts data into the SYN, and the answer comes before the handshake is over (§4.2.2)", () => {
    expect(twice(stack).slice(0, 3)).toEqual(["client S 0(5) cookie", "server SA 0(0) ack 6", "server PA 1(11) ack 6"]);
  });

  it("saves a round trip (§1)", () => {
    const asked = twice(stack, { client: {} });
    expect(asked.slice(0, 2)).toEqual(["client S 0(0)", "server SA 0(0) ack 1"]);
    const place = (rows: readonly string[]): number => rows.findIndex((row) => row.includes("(11)"));
    expect(place(twice(stack))).toBeLessThan(place(asked));
  });

  it("takes no data where the cookie is wrong, gives a new one, and has the data sent again with the ACK (§4.1.2, §4.2.2)", () => {
    // The server has lost its memory, and with it the key.
    const rows = twice(stack, { between: [{ host: "server", at: 2000, call: { kind: "crash" } }, { host: "server", call: { kind: "listen" } }] });
    expect(rows.slice(0, 3)).toEqual(["client S 0(5) cookie", "server SA 0(0) ack 1 cookie", "client PA 1(5) ack 1"]);
  });

  it("takes no data where it is off on the server (§4.2.2)", () => {
    expect(twice(stack, { server: {} }).slice(0, 2)).toEqual(["client S 0(0) asks", "server SA 0(0) ack 1"]);
  });

  it("sends the SYN again without data and without the option (§4.2.2)", () => {
    const rows = twice(stack, { faults: [{ kind: "drop", from: "client", match: "SYN", nth: 2 }] });
    expect(rows.slice(0, 4)).toEqual(["client S 0(5) cookie lost", "client S 0(0)", "server SA 0(0) ack 1", "client PA 1(5) ack 1"]);
  });

  it("sends nothing but the SYN+ACK again until the SYN is acknowledged, whatever else is lost", () => {
    const rows = twice(stack, { faults: [{ kind: "drop", from: "server", match: "SYN+ACK", nth: 2 }, { kind: "drop", from: "server", match: "data", nth: 2 }] });
    // By the RFC's own text a SYN that comes once more is answered with an ACK as well.
    const again = rows.filter((row) => row.startsWith("server") && !row.startsWith("server A ")).slice(2);
    expect(again[0]).toBe("server SA 0(0) ack 6");
    const ack = rows.findIndex((row) => row.startsWith("client A"));
    expect(rows.findIndex((row, index) => index > 2 && row.includes("(11)"))).toBeGreaterThan(ack);
  });

  it("puts as much into the SYN as a segment holds, and the rest behind the handshake", () => {
    const room = stack === "linux" ? 1420 : 496;
    const rows = twice(stack, { request: 3000 });
    expect(rows.slice(0, 2)).toEqual([`client S 0(${String(room)}) cookie`, `server SA 0(0) ack ${String(room + 1)}`]);
    expect(rows.find((row, index) => index > 1 && row.startsWith("client") && !row.includes("(0)"))).toMatch(new RegExp(` ${String(room + 1)}\\(`));
  });

  it("lets the server answer with more than a segment before the handshake is over", () => {
    const rows = twice(stack, { answer: 3000 });
    expect(rows.slice(2, 4).every((row) => row.startsWith("server"))).toBe(true);
  });

  it("gives each client a cookie of its own, and the same one each time (§4.1.2)", () => {
    const cookies = (id: number): readonly (string | undefined)[] => {
      const trace = simulate(scenario({
        stack, client: ON, server: ON, seed: id,
        script: [LISTEN, { host: "client", call: { kind: "connect", to: "server", bytes: 5 } }, { host: "client", call: { kind: "crash" } },
          { host: "client", at: 3000, call: { kind: "connect", to: "server", bytes: 5 } }],
      }));
      return parseRows(formatSegments(trace)).filter((row) => row.flags === "SA").map((row) => row.opts.tfo_cookie);
    };
    const [first, second] = cookies(1);
    expect(first).toMatch(/^[0-9a-f]{16}$/);
    expect(second).toBe(first);
    expect(cookies(2)[0]).not.toBe(first);
  });
});
