import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulation/index.ts";
import type { Statement, Trace } from "../../../src/simulation/index.ts";
import { readBy } from "../../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

/** The client closes while the server goes on to send: what it has not read, and what comes then. */
function closed(stack: Trace["stack"], reading: boolean): Trace {
  const quiet: Statement[] = reading ? [] : [{ host: "client", call: { kind: "stop-reading" } }];
  return simulate(scenario({
    stack,
    script: [
      LISTEN, CONNECT, ...quiet,
      { host: "server", call: { kind: "send", bytes: 300 } },
      { host: "client", at: 1000, call: { kind: "close" } },
      { host: "server", at: 2000, call: { kind: "send", bytes: 300 } },
    ],
  }));
}

const sentBy = (trace: Trace, host: string, from: number): string[] =>
  trace.packets.filter((packet) => packet.from === host && packet.sentAt >= from)
    .flatMap((packet) => (packet.protocol === "tcp" ? [packet.segment.flags.join("+")] : []));

describe("a program that has closed, Linux (RFC 9293 §3.6.1, RFC 2525 §2.17)", () => {
  it("answers what nobody will read with a reset (SHLD-3)", () => {
    expect(sentBy(closed("linux", false), "client", 1000)[0]).toBe("RST+ACK");
    expect(sentBy(closed("linux", true), "client", 1000).slice(0, 2)).toEqual(["FIN+ACK", "RST"]);
  });

  it("reads no more once the program has closed (MAY-1)", () => {
    expect(readBy(closed("linux", true), "client").bytes).toBe(300);
  });
});

describe("a program that has closed, textbook (RFC 9293 §3.6.1)", () => {
  it("reads on until the peer closes too", () => {
    expect(readBy(closed("textbook", true), "client").bytes).toBe(600);
  });
});
