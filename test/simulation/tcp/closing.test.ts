import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulation/index.ts";
import type { Statement, Trace } from "../../../src/simulation/index.ts";
import { readBy } from "../../support/invariants.ts";
import { peerIn } from "../../support/peer.ts";
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
  it("resets nothing for what it has not read: CLOSE only says that nothing more will be sent (§3.6)", () => {
    const trace = closed("textbook", false);
    expect(sentBy(trace, "client", 0)).not.toContain("RST");
    expect(sentBy(trace, "client", 1000)[0]).toBe("FIN+ACK");
  });

  it("still gets what was there, and what comes, for as long as the peer sends (§3.10.3)", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("stop-reading");
    peer.does("P. 1:11(10) ack 1");
    peer.does("close");
    peer.does(". 11:11(0) ack 2");
    expect(peer.state).toBe("FIN-WAIT-2");
    expect(peer.does("P. 11:21(10) ack 2")).toEqual(["> . 2:2(0) ack 21"]);
    expect(peer.does("read")).toEqual(["reads 0+20"]);
    // Nothing bounds FIN-WAIT-2: the peer may go on for as long as it likes.
    expect(Object.values(peer.block.timers).filter((due) => due !== null)).toEqual([]);
  });

  it("reads on until the peer closes too", () => {
    expect(readBy(closed("textbook", true), "client").bytes).toBe(600);
  });
});
