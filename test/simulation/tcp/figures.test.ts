import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulation/index.ts";
import type { Call, Statement, Trigger } from "../../../src/simulation/index.ts";
import { figure } from "../../support/figure.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const client = (call: Call, when?: Trigger): Statement => ({ host: "client", call, ...(when === undefined ? {} : { when }) });
const server = (call: Call, when?: Trigger): Statement => ({ host: "server", call, ...(when === undefined ? {} : { when }) });

describe("Figure 6: Basic Three-Way Handshake for Connection Synchronization (RFC 9293 §3.5)", () => {
  //     TCP Peer A                                           TCP Peer B
  // 1.  CLOSED                                               LISTEN
  // 2.  SYN-SENT    --> <SEQ=100><CTL=SYN>               --> SYN-RECEIVED
  // 3.  ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK>  <-- SYN-RECEIVED
  // 4.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK>       --> ESTABLISHED
  // 5.  ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA> --> ESTABLISHED
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({ script: [LISTEN, CONNECT, client({ kind: "send", bytes: 120 })] }));
    expect(figure(trace)).toEqual([
      "SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
      "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
      "ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK> --> ESTABLISHED",
      "ESTABLISHED --> <SEQ=101><ACK=301><CTL=ACK><DATA=120> --> ESTABLISHED",
      "ESTABLISHED <-- <SEQ=301><ACK=221><CTL=ACK> <-- ESTABLISHED",
    ]);
  });
});

describe("Figure 7: Simultaneous Connection Synchronization (RFC 9293 §3.5)", () => {
  //     TCP Peer A                                       TCP Peer B
  // 1.  CLOSED                                           CLOSED
  // 2.  SYN-SENT     --> <SEQ=100><CTL=SYN>              ...
  // 3.  SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              <-- SYN-SENT
  // 4.               ... <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
  // 5.  SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> ...
  // 6.  ESTABLISHED  <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED
  // 7.               ... <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({ script: [CONNECT, server({ kind: "connect", to: "client" })] }));
    expect(figure(trace)).toEqual([
      "SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
      "SYN-RECEIVED <-- <SEQ=300><CTL=SYN> <-- SYN-SENT",
      "ESTABLISHED <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
      "SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED",
    ]);
    expect(trace.events.filter((event) => event.kind === "result")).toMatchObject([
      { host: "client", call: "connect", outcome: "ok" },
      { host: "server", call: "connect", outcome: "ok" },
    ]);
  });
});

describe("Figure 8: Recovery from Old Duplicate SYN (RFC 9293 §3.5)", () => {
  //     TCP Peer A                                           TCP Peer B
  // 1.  CLOSED                                               LISTEN
  // 2.  SYN-SENT    --> <SEQ=100><CTL=SYN>               ...
  // 3.  (duplicate) ... <SEQ=90><CTL=SYN>               --> SYN-RECEIVED
  // 4.  SYN-SENT    <-- <SEQ=300><ACK=91><CTL=SYN,ACK>  <-- SYN-RECEIVED
  // 5.  SYN-SENT    --> <SEQ=91><CTL=RST>               --> LISTEN
  // 6.              ... <SEQ=100><CTL=SYN>               --> SYN-RECEIVED
  // 7.  ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK>  <-- SYN-RECEIVED
  // 8.  ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK>      --> ESTABLISHED
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({
      faults: [{ kind: "delay", from: "client", match: "SYN", nth: 1, by: 100 }],
      injections: [{ from: "client", to: "server", at: 5, flags: ["SYN"], seq: -10 }],
    }));
    expect(figure(trace)).toEqual([
      "SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
      "(duplicate) ... <SEQ=90><CTL=SYN> --> SYN-RECEIVED",
      "SYN-SENT <-- <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED",
      "SYN-SENT --> <SEQ=91><CTL=RST> --> LISTEN",
      "ESTABLISHED <-- <SEQ=400><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
      "ESTABLISHED --> <SEQ=101><ACK=401><CTL=ACK> --> ESTABLISHED",
    ]);
  });
});

describe("Figure 9: Half-Open Connection Discovery (RFC 9293 §3.5.1)", () => {
  //       TCP Peer A                                      TCP Peer B
  //   1.  (REBOOT)                              (send 300,receive 100)
  //   2.  CLOSED                                           ESTABLISHED
  //   3.  SYN-SENT --> <SEQ=400><CTL=SYN>              --> (??)
  //   4.  (!!)     <-- <SEQ=300><ACK=100><CTL=ACK>     <-- ESTABLISHED
  //   5.  SYN-SENT --> <SEQ=100><CTL=RST>              --> (Abort!!)
  //   6.  SYN-SENT                                         CLOSED
  //   7.  SYN-SENT --> <SEQ=400><CTL=SYN>              -->
  it("goes through the states of the figure on both sides, with a new ISN of 199 instead of 400", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, { host: "client", call: { kind: "crash" }, at: 1000 }, CONNECT],
      client: { isn: 99 },
      server: { isn: 299 },
    }));
    expect(figure(trace).slice(3)).toEqual([
      "SYN-SENT --> <SEQ=199><CTL=SYN> --> ESTABLISHED",
      "SYN-SENT <-- <SEQ=300><ACK=100><CTL=ACK> <-- ESTABLISHED",
      "SYN-SENT --> <SEQ=100><CTL=RST> --> CLOSED",
      "SYN-SENT --> <SEQ=199><CTL=SYN> --> SYN-RECEIVED",
      "ESTABLISHED <-- <SEQ=399><ACK=200><CTL=SYN,ACK> <-- SYN-RECEIVED",
      "ESTABLISHED --> <SEQ=200><ACK=400><CTL=ACK> --> ESTABLISHED",
    ]);
    expect(trace.events.filter((event) => event.kind === "result" && event.outcome !== "ok")).toMatchObject([
      { host: "server", call: "receive", outcome: "connection reset" },
    ]);
  });
});

describe("Figure 10: Active Side Causes Half-Open Connection Discovery (RFC 9293 §3.5.1)", () => {
  //       TCP Peer A                                         TCP Peer B
  // 1.  (REBOOT)                                  (send 300,receive 100)
  // 2.  (??)    <-- <SEQ=300><ACK=100><DATA=10><CTL=ACK> <-- ESTABLISHED
  // 3.          --> <SEQ=100><CTL=RST>                   --> (ABORT!!)
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({
      script: [
        LISTEN, CONNECT, { host: "client", call: { kind: "crash" }, at: 1000 },
        { host: "server", call: { kind: "send", bytes: 10 }, at: 2000 },
      ],
      client: { isn: 99 },
      server: { isn: 299 },
    }));
    expect(figure(trace).slice(3)).toEqual([
      "CLOSED <-- <SEQ=300><ACK=100><CTL=ACK><DATA=10> <-- ESTABLISHED",
      "CLOSED --> <SEQ=100><CTL=RST> --> CLOSED",
    ]);
  });
});

describe("Figure 11: Old Duplicate SYN Initiates a Reset on Two Passive Sockets (RFC 9293 §3.5.1)", () => {
  //       TCP Peer A                                    TCP Peer B
  //   1.  LISTEN                                        LISTEN
  //   2.       ... <SEQ=Z><CTL=SYN>                -->  SYN-RECEIVED
  //   3.  (??) <-- <SEQ=X><ACK=Z+1><CTL=SYN,ACK>   <--  SYN-RECEIVED
  //   4.       --> <SEQ=Z+1><CTL=RST>              -->  (return to LISTEN!)
  //   5.  LISTEN                                        LISTEN
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({
      script: [LISTEN, { host: "client", call: { kind: "listen" } }],
      injections: [{ from: "client", to: "server", at: 10, flags: ["SYN"], seq: 0 }],
    }));
    expect(figure(trace)).toEqual([
      "(duplicate) ... <SEQ=100><CTL=SYN> --> SYN-RECEIVED",
      "LISTEN <-- <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED",
      "LISTEN --> <SEQ=101><CTL=RST> --> LISTEN",
    ]);
    expect(trace.end).toBe(110);
  });
});

describe("Figure 12: Normal Close Sequence (RFC 9293 §3.6)", () => {
  //     TCP Peer A                                           TCP Peer B
  // 1.  ESTABLISHED                                          ESTABLISHED
  // 2.  (Close)
  //     FIN-WAIT-1  --> <SEQ=100><ACK=300><CTL=FIN,ACK>  --> CLOSE-WAIT
  // 3.  FIN-WAIT-2  <-- <SEQ=300><ACK=101><CTL=ACK>      <-- CLOSE-WAIT
  // 4.                                                       (Close)
  //     TIME-WAIT   <-- <SEQ=300><ACK=101><CTL=FIN,ACK>  <-- LAST-ACK
  // 5.  TIME-WAIT   --> <SEQ=101><ACK=301><CTL=ACK>      --> CLOSED
  // 6.  (2 MSL)
  //     CLOSED
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, client({ kind: "close" }), server({ kind: "close" }, { kind: "received-fin", host: "server" })],
      client: { isn: 99 },
      server: { isn: 299 },
    }));
    expect(figure(trace).slice(3)).toEqual([
      "FIN-WAIT-1 --> <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSE-WAIT",
      "FIN-WAIT-2 <-- <SEQ=300><ACK=101><CTL=ACK> <-- CLOSE-WAIT",
      "TIME-WAIT <-- <SEQ=300><ACK=101><CTL=FIN,ACK> <-- LAST-ACK",
      "TIME-WAIT --> <SEQ=101><ACK=301><CTL=ACK> --> CLOSED",
    ]);
    const end = trace.events.at(-1);
    expect(end).toMatchObject({ kind: "state", host: "client", from: "TIME-WAIT", to: "CLOSED" });
    // The client enters TIME-WAIT after 200 ms and stays for 2 MSL of 2 minutes each.
    expect(trace.end).toBe(200 + 240_000);
  });
});

describe("Figure 13: Simultaneous Close Sequence (RFC 9293 §3.6)", () => {
  //     TCP Peer A                                           TCP Peer B
  // 1.  ESTABLISHED                                          ESTABLISHED
  // 2.  (Close)                                              (Close)
  //     FIN-WAIT-1  --> <SEQ=100><ACK=300><CTL=FIN,ACK>  ... FIN-WAIT-1
  //                 <-- <SEQ=300><ACK=100><CTL=FIN,ACK>  <--
  //                 ... <SEQ=100><ACK=300><CTL=FIN,ACK>  -->
  // 3.  CLOSING     --> <SEQ=101><ACK=301><CTL=ACK>      ... CLOSING
  //                 <-- <SEQ=301><ACK=101><CTL=ACK>      <--
  //                 ... <SEQ=101><ACK=301><CTL=ACK>      -->
  // 4.  TIME-WAIT                                            TIME-WAIT
  //     (2 MSL)                                              (2 MSL)
  //     CLOSED                                               CLOSED
  it("goes through the states of the figure on both sides", () => {
    const trace = simulate(scenario({
      script: [
        LISTEN, CONNECT,
        { host: "client", call: { kind: "close" }, at: 1000 },
        { host: "server", call: { kind: "close" }, at: 1000 },
      ],
      client: { isn: 99 },
      server: { isn: 299 },
    }));
    expect(figure(trace).slice(3)).toEqual([
      "CLOSING <-- <SEQ=300><ACK=100><CTL=FIN,ACK> <-- FIN-WAIT-1",
      "FIN-WAIT-1 --> <SEQ=100><ACK=300><CTL=FIN,ACK> --> CLOSING",
      "CLOSING --> <SEQ=101><ACK=301><CTL=ACK> --> TIME-WAIT",
      "TIME-WAIT <-- <SEQ=301><ACK=101><CTL=ACK> <-- CLOSING",
    ]);
    expect(trace.end).toBe(1100 + 240_000);
    expect(trace.events.filter((event) => event.kind === "state" && event.from === "TIME-WAIT")).toHaveLength(2);
  });
});
