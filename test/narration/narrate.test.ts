// What is told of a run, and that it is true: told runs are read like a transcript, random runs are held against their events.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { narrate, type Step } from "../../src/narration/index.ts";
import { endOf } from "../../src/narration/packets.ts";
import { simulate, type Scenario, type Statement, type TcpState, type Trace, tcpPackets } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const send = (host: string, bytes: number): Statement => ({ host, call: { kind: "send", bytes } });
const close = (host: string): Statement => ({ host, call: { kind: "close" } });
const drop = (from: string, match: Scenario["faults"][number]["match"], nth = 1): Scenario["faults"][number] => ({ kind: "drop", from, match, nth });

/** One line a step: time, host, key. */
function transcript(changes: Parameters<typeof scenario>[0]): readonly string[] {
  return narrate(simulate(scenario(changes))).map((step) => `${String(step.at)} ${step.host} ${step.key}`);
}

describe("the three-way handshake (RFC 9293 §3.5, figure 6)", () => {
  it("is told in the order in which the two ends get to know of one another", () => {
    expect(transcript({})).toEqual([
      "0 server listen",
      "0 client syn-sent",
      "50 server syn-answered",
      "100 client established-first",
      "150 server established-both",
    ]);
  });

  it("gives every sentence the numbers of its segment", () => {
    const values = narrate(simulate(scenario())).map((step) => step.values);
    expect(values).toEqual([
      { host: "Server", port: 80 },
      { host: "Client", peer: "Server", seq: 100 },
      { host: "Server", peer: "Client", seq: 300, ack: 101 },
      { host: "Client", peer: "Server", seq: 101, ack: 301 },
      { host: "Server", peer: "Client", ack: 301 },
    ]);
  });

  it("says of the first data that it has the number of the ACK before it", () => {
    const step = narrate(simulate(scenario({ script: [LISTEN, CONNECT, send("client", 120)] }))).find(({ key }) => key === "first-data-sent");
    expect(step).toMatchObject({ at: 100, values: { seq: 101, bytes: 120, segments: 1 } });
  });

  it("tells of a listener that is not there", () => {
    expect(transcript({ script: [CONNECT] })).toEqual(["0 client syn-sent", "50 server nobody-listens", "100 client refused"]);
  });

  it("tells of SYNs that cross (figure 7)", () => {
    expect(transcript({ script: [CONNECT, { host: "server", call: { kind: "connect", to: "client" } }] })).toEqual([
      "0 client syn-sent",
      "0 server syn-sent",
      "50 server simultaneous-open",
      "50 client simultaneous-open",
      "100 client established-crossed",
      "100 server established-crossed",
    ]);
  });
});

describe("a handshake with losses", () => {
  it("waits out the timer after a lost SYN, and says how long it waits next", () => {
    const trace = simulate(scenario({ faults: [drop("client", "SYN"), drop("client", "SYN", 2)] }));
    const again = narrate(trace).filter(({ key }) => key === "syn-retransmitted");
    expect(again.map(({ at, values }) => ({ at, ...values }))).toEqual([
      { at: 1000, host: "Client", peer: "Server", seq: 100, time: 1000, count: 1, next: 2000 },
      { at: 3000, host: "Client", peer: "Server", seq: 100, time: 2000, count: 2, next: 4000 },
    ]);
  });

  it("answers the SYN+ACK again when the last ACK was lost and nobody sends data", () => {
    expect(transcript({ faults: [drop("client", "ACK")] })).toEqual([
      "0 server listen",
      "0 client syn-sent",
      "50 server syn-answered",
      "100 client established-first",
      "125 client handshake-ack-lost",
      "1050 server syn-ack-retransmitted",
      "1100 client syn-ack-received-again",
      "1150 server established-both",
    ]);
  });

  it("lets data complete the handshake when the last ACK was lost", () => {
    expect(transcript({ script: [LISTEN, CONNECT, send("client", 120)], faults: [drop("client", "ACK")] })).toEqual([
      "0 server listen",
      "0 client syn-sent",
      "50 server syn-answered",
      "100 client established-first",
      "100 client first-data-sent",
      "125 client handshake-ack-lost",
      "150 server established-by-data",
      "150 server data-received",
      "200 client ack-received",
    ]);
  });

  it("gives up after the last retry", () => {
    const told = narrate(simulate(scenario({ network: { loss: 1 }, client: { synRetries: 2 } })));
    expect(told.at(-1)).toMatchObject({ key: "timed-out", host: "client", values: { state: "SYN-SENT", count: 2 } });
  });
});

describe("the close (RFC 9293 §3.6, figures 12 and 13)", () => {
  const served: readonly Statement[] = [
    LISTEN, CONNECT, { host: "client", at: 1000, call: { kind: "close" } },
    { host: "server", when: { kind: "received-fin", host: "server" }, call: { kind: "wait", time: 100 } }, close("server"),
  ];

  it("names the end that closes first, and lets it alone wait", () => {
    expect(transcript({ script: served }).slice(5)).toEqual([
      "1000 client fin-sent",
      "1050 server fin-received",
      "1100 client fin-acknowledged",
      "1150 server fin-answered",
      "1200 client time-wait",
      "1250 server closed",
      "241200 client time-wait-over",
    ]);
  });

  it("calls neither end the first when the FINs cross", () => {
    const script: readonly Statement[] = [LISTEN, CONNECT, { host: "client", at: 1000, call: { kind: "close" } }, { host: "server", at: 1000, call: { kind: "close" } }];
    const told = transcript({ script }).slice(5);
    expect(told.filter((line) => line.endsWith("fin-sent"))).toHaveLength(2);
    expect(told.filter((line) => line.endsWith("simultaneous-close"))).toHaveLength(2);
    expect(told.filter((line) => line.endsWith("time-wait"))).toHaveLength(2);
    expect(told.filter((line) => line.endsWith("closed"))).toEqual([]);
  });

  it("starts TIME-WAIT anew when the last ACK was lost", () => {
    const told = transcript({ script: served, faults: [drop("client", "ACK", 2)] });
    expect(told.slice(9)).toEqual([
      "1200 client time-wait",
      "1225 client fin-ack-lost",
      "2150 server fin-retransmitted",
      "2200 client time-wait-restarted",
      "2250 server closed",
      "242200 client time-wait-over",
    ]);
  });

  it("tells an abort as the program's own, not as an answer", () => {
    const script: readonly Statement[] = [
      LISTEN, CONNECT, send("client", 100),
      { host: "server", when: { kind: "received", host: "server", bytes: 100 }, call: { kind: "abort" } },
    ];
    expect(transcript({ script }).slice(-2)).toEqual(["200 client ack-received", "200 client reset-received"]);
    expect(transcript({ script })).toContain("150 server reset-sent");
  });
});

describe("data", () => {
  it("is told once for all segments that leave together", () => {
    const told = narrate(simulate(scenario({ script: [LISTEN, CONNECT, send("client", 2000)], client: { nagle: false } })));
    expect(told.filter(({ key }) => key === "first-data-sent" || key === "data-sent").map(({ values }) => values)).toEqual([
      { host: "Client", peer: "Server", seq: 101, bytes: 2000, text: null, segments: 4 },
    ]);
  });

  it("joins what happens at the same instant, but not across what the third duplicate ACK sets off (RFC 5681 §3.2)", () => {
    const told = transcript({ script: [LISTEN, CONNECT, send("client", 6000)], faults: [drop("client", "data", 4)] });
    expect(told.filter((line) => /^(?:250|300) /u.test(line))).toEqual([
      "250 server data-buffered",
      "300 client duplicate-ack-received",
      "300 client data-sent",
      "300 client duplicate-ack-received",
      "300 client data-retransmitted-early",
      "300 client duplicate-ack-received",
    ]);
  });

  it("says of a retransmission how long no new acknowledgement had come", () => {
    const told = narrate(simulate(scenario({ script: [LISTEN, CONNECT, send("client", 120)], faults: [drop("client", "data")] })));
    expect(told.find(({ key }) => key === "data-retransmitted")).toMatchObject({ at: 1100, values: { seq: 101, bytes: 120, time: 1000, count: 1, next: 2000 } });
  });

  it("tells what is kept for later, and when the gap is filled", () => {
    const told = narrate(simulate(scenario({ script: [LISTEN, CONNECT, send("client", 1072)], faults: [drop("client", "data")] })));
    expect(told.find(({ key }) => key === "data-buffered")).toMatchObject({ host: "server", values: { seq: 637, bytes: 536 } });
    expect(told.find(({ key }) => key === "gap-filled")).toMatchObject({ host: "server", values: { bytes: 1072 } });
  });
});

describe("flow control (RFC 9293 §3.8.6)", () => {
  it("tells of data that nobody reads, of the closed window, its probes and its opening", () => {
    const script: readonly Statement[] = [
      LISTEN, CONNECT, { host: "server", call: { kind: "stop-reading" } }, send("client", 1500), { host: "server", at: 4000, call: { kind: "read" } },
    ];
    const told = narrate(simulate(scenario({ script, server: { receiveBuffer: 536 } })));
    expect(told.filter(({ at }) => at >= 150 && at <= 4050).map((step) => `${String(step.at)} ${step.host} ${step.key}`)).toEqual([
      "150 server established-both",
      "150 server data-unread",
      "200 client window-closed",
      "1200 client window-probe",
      "1250 server probe-answered",
      "3200 client window-probe",
      "3250 server probe-answered",
      "4000 server program-reads",
      "4050 client window-opened",
      "4050 client data-sent",
    ]);
    expect(told.find(({ key }) => key === "data-unread")).toMatchObject({ values: { bytes: 536, ack: 637, window: 0 } });
  });
});

describe("what does not come from the protocol", () => {
  it("tells a crash as one, and the other end's ignorance by the RST that ends it (RFC 9293 §3.5.1, figure 10)", () => {
    const script: readonly Statement[] = [LISTEN, CONNECT, { host: "server", at: 1000, call: { kind: "crash" } }, { ...send("client", 50), at: 2000 }];
    expect(transcript({ script }).slice(5)).toEqual([
      "1000 server crashed",
      "2000 client first-data-sent",
      "2050 server reset-answered",
      "2100 client reset-received", "2100 client calls-ended",
    ]);
  });

  it("tells an old duplicate SYN as what neither end meant (figure 9)", () => {
    const trace = simulate({
      ...scenario({ script: [LISTEN, CONNECT] }),
      faults: [{ kind: "delay", from: "client", match: "SYN", nth: 1, by: 150 }],
      injections: [{ from: "client", to: "server", at: 20, flags: ["SYN"], seq: -10 }],
    });
    const told = narrate(trace);
    expect(told.map((step) => `${String(step.at)} ${step.host} ${step.key}`)).toEqual([
      "0 server listen",
      "0 client syn-sent",
      "20 server injected",
      "20 server syn-answered",
      "70 client reset-answered-in-syn-sent",
      "120 server reset-before-established",
      "200 server syn-answered",
      "250 client established-first",
      "300 server established-both",
    ]);
    expect(told[4]?.values).toEqual({ host: "Client", peer: "Server", ack: 91, expected: 101 });
  });

  it("tells when an acknowledgement that waited goes alone", () => {
    const run = scenario({ script: [LISTEN, CONNECT, send("client", 50)] });
    const hosts = run.hosts.map((host) => ({ ...host, tcp: { ...host.tcp, delayedAck: 200 } }));
    const told = narrate(simulate({ ...run, hosts }));
    expect(told.map(({ at, key }) => [at, key]).slice(-3)).toEqual([[150, "data-delivered"], [350, "delayed-ack-sent"], [400, "ack-received"]]);
    expect(told.find(({ key }) => key === "delayed-ack-sent")).toMatchObject({ host: "server", values: { host: "Server", peer: "Client", ack: 151 } });
  });

  it("never says that a host sent what was injected in its name", () => {
    const trace = simulate({ ...scenario(), injections: [{ from: "client", to: "server", at: 1000, flags: ["RST"], seq: 5 }] });
    expect(narrate(trace).slice(5).map((step) => [step.host, step.key])).toEqual([["server", "injected"], ["server", "challenge-ack"]]);
  });
});

describe("a run that was cut short", () => {
  it("says so at its end", () => {
    const told = narrate(simulate(scenario({ limits: { events: 12 } })));
    expect(told.at(-1)).toMatchObject({ key: "truncated", values: { limit: "events", value: 12 } });
  });
});

/** Any run of two hosts over a bad network. */
const anyTrace: fc.Arbitrary<Trace> = fc
  .record({
    loss: fc.constantFrom(0, 0.1, 0.3), reordering: fc.constantFrom(0, 0.2), duplication: fc.constantFrom(0, 0.1), jitter: fc.constantFrom(0, 30),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }), isn: fc.constantFrom(100, 2 ** 32 - 50),
    up: fc.constantFrom(0, 120, 3000), down: fc.constantFrom(0, 500), ending: fc.constantFrom("client", "both", "abort", "crash", "none"), reads: fc.constantFrom(true, true, false),
    stack: fc.constantFrom("textbook" as const, "linux" as const), forged: fc.constantFrom(null, null, "RST" as const, "SYN" as const),
    listens: fc.constantFrom(true, true, true, false), events: fc.constantFrom(200_000, 60),
  })
  .map(({ up, down, ending, reads, stack, forged, listens, isn, seed, events, ...network }) => simulate({
    ...(forged === null ? {} : { injections: [{ from: "client", to: "server", at: 700, flags: [forged], seq: 2 } as const] }),
    ...scenario({
    network, seed, client: { isn }, server: { receiveBuffer: reads ? 65_535 : 1000 }, limits: { events }, stack,
    script: [
      ...(listens ? [LISTEN] : []), CONNECT,
      ...(up > 0 ? [send("client", up)] : []),
      ...(reads ? [] : [{ host: "server", call: { kind: "stop-reading" } } as const, { host: "server", at: 5000, call: { kind: "read" } } as const]),
      ...(down > 0 ? [{ ...send("server", down), when: { kind: "established", host: "server" } } as const] : []),
      ...(ending === "client" || ending === "both" ? [{ ...close("client"), at: 2000 }] : []),
      ...(ending === "both" ? [{ ...close("server"), at: 2000 }] : []),
      ...(ending === "abort" ? [{ host: "client", at: 2000, call: { kind: "abort" } } as const] : []),
      ...(ending === "crash" ? [{ host: "client", at: 2000, call: { kind: "crash" } } as const] : []),
    ],
    }),
  }));

function holds(check: (trace: Trace, told: readonly Step[]) => void): void {
  fc.assert(fc.property(anyTrace, (trace) => { check(trace, narrate(trace)); }), { seed: 7, numRuns: 150 });
}

describe("over any run", () => {
  it("refers to events, packets, hosts and rules of the run, in order of time", () => {
    holds((trace, told) => {
      let before = 0;
      for (const step of told) {
        expect(trace.events[step.event]?.at).toBe(step.at);
        expect(step.at).toBeGreaterThanOrEqual(before);
        before = step.at;
        if (step.packet !== null) expect(trace.packets[step.packet]?.id).toBe(step.packet);
        expect(trace.hosts.map(({ id }) => id)).toContain(step.host);
        expect(trace.rules).toHaveProperty([step.rule]);
      }
    });
  });

  it("tells no event twice", () => {
    holds((_trace, told) => {
      const events = told.filter(({ key }) => key !== "truncated").map(({ event }) => event);
      expect(new Set(events).size).toBe(events.length);
    });
  });

  it("says that an end is the first to be ESTABLISHED only while the other is not", () => {
    holds((trace, told) => {
      for (const step of told) {
        if (step.key !== "established-first" && step.key !== "established-both") continue;
        const other = trace.hosts.find(({ id }) => id !== step.host)?.id ?? "";
        const reached = statesUntil(trace, other, step.event).includes("ESTABLISHED");
        expect(reached).toBe(step.key === "established-both");
      }
    });
  });

  it("lets wait only who has sent a FIN before receiving one's acknowledgement", () => {
    holds((trace, told) => {
      for (const step of told) {
        if (step.key === "time-wait") expect(statesUntil(trace, step.host, step.event)).toContain("FIN-WAIT-1");
        if (step.key === "closed") expect(statesUntil(trace, step.host, step.event)).toContain("LAST-ACK");
      }
    });
  });

  it("calls lost what never arrived, and a copy what did", () => {
    holds((trace, told) => {
      for (const step of told) {
        if (!step.key.endsWith("-lost")) continue;
        const packet = trace.packets[step.packet ?? -1];
        expect(packet?.loss).not.toBeNull();
        expect((packet?.arrivals.length ?? 0) > 0).toBe(step.key === "copy-lost");
      }
    });
  });

  it("acknowledges the FIN with the number behind it, and data with the next byte", () => {
    holds((trace, told) => {
      for (const step of told) {
        if (step.key === "fin-received") {
          const fin = tcpPackets(trace).find(({ from, segment }) => from !== step.host && segment.flags.includes("FIN"));
          expect(fin === undefined ? null : endOf(fin.segment)).toBe(step.values.ack);
        }
        if (step.key === "fin-received" || step.key === "data-received") {
          const { at, host, values } = step;
          expect(tcpPackets(trace).some(({ from, sentAt, segment }) => from === host && sentAt === at && segment.ack === values.ack)).toBe(true);
        }
      }
    });
  });
});

function statesUntil(trace: Trace, host: string, event: number): readonly TcpState[] {
  return trace.events.slice(0, event).flatMap((each) => (each.kind === "state" && each.host === host ? [each.to] : []));
}
