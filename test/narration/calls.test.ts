import { describe, expect, it } from "vitest";
import type { CaptionKey } from "../../src/narration/index.ts";
import { narrate } from "../../src/narration/index.ts";
import type { Call, Statement } from "../../src/simulation/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const client = (call: Call, at?: number): Statement => ({ host: "client", call, ...(at === undefined ? {} : { at }) });
const server = (call: Call, at?: number): Statement => ({ host: "server", call, ...(at === undefined ? {} : { at }) });

/** The steps with a key, by what they say. */
function told(key: CaptionKey, overrides: Parameters<typeof scenario>[0]): unknown[] {
  return narrate(simulate(scenario({ stack: "textbook", ...overrides }))).filter((each) => each.key === key).map(({ at, values }) => ({ at, ...values }));
}

describe("what TCP says to its program (RFC 9293 §3.9.1)", () => {
  it("tells the answer of STATUS, with both sockets", () => {
    expect(told("status-told", { script: [LISTEN, server({ kind: "status" }), CONNECT, client({ kind: "send", bytes: 10 }), client({ kind: "status" })] })).toEqual([
      { at: 0, host: "Server", port: 80, remote: null, state: "LISTEN", sendWindow: null, receiveWindow: 65_535, sends: 0, unacknowledged: 0, receives: 0, unread: 0 },
      {
        at: 100, host: "Client", port: 49_152, remote: { name: "Server", port: 80 }, state: "ESTABLISHED", sendWindow: 65_535, receiveWindow: 65_535, sends: 1,
        unacknowledged: 10, receives: 0, unread: 0,
      },
    ]);
  });

  it("counts the calls that end with the connection together", () => {
    const waiting = [client({ kind: "connect", to: "server", waits: false }), client({ kind: "send", bytes: 10 }), client({ kind: "send", bytes: 20 }), client({ kind: "receive", bytes: 5 })];
    expect(told("calls-ended", { script: waiting })).toEqual([{ at: 100, host: "Client", sends: 2, bytes: 30, receives: 1, error: "connection refused" }]);
  });

  it("tells urgent data when its pointer comes", () => {
    const injections = [{ from: "client", to: "server", at: 300, flags: ["PSH", "ACK", "URG"], seq: 1, ack: 1, length: 10, urgent: 4 }] as const;
    expect(told("urgent-told", { script: [LISTEN, CONNECT], injections })).toEqual([{ at: 300, host: "Server", peer: "Client" }]);
  });

  it("tells R1, with how often the segment was sent in vain", () => {
    expect(told("retransmissions-told", { script: [LISTEN, CONNECT, client({ kind: "send", bytes: 10 }, 200)], faults: [{ kind: "drop", from: "server", match: "packet", nth: 2, last: null }] }))
      .toEqual([{ at: 7200, host: "Client", peer: "Server", count: 3 }]);
  });
});
