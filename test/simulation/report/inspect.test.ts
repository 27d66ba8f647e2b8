import { describe, expect, it } from "vitest";
import {
  causeChain, eventsOfPacket, firstSending, flagLabel, hostBands, relativeNumbers, simulate, stateAt, stateBands, tcpPackets } from "../../../src/simulation/index.ts";
import type { Statement } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const SCRIPT: readonly Statement[] = [
  LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 120 } }, { host: "client", call: { kind: "close" } },
];
const trace = simulate(scenario({ script: SCRIPT, client: { msl: 1000 } }));

describe("relative numbers", () => {
  it("count from the initial ones, and say what they are made of", () => {
    const numbers = relativeNumbers(trace);
    expect(numbers.map((each) => [each?.seq, each?.ack])).toEqual([
      [0, null], [0, 1], [1, 1], [1, 1], [121, 1], [1, 121], [1, 122], [1, 122], [122, 2],
    ]);
    // The server's ACK of the FIN: 100 + 1 for the SYN + 120 bytes + 1 for the FIN.
    expect(numbers[6]?.ackReason).toEqual({ isn: 100, isnOf: "client", syn: 1, bytes: 120, fin: 1 });
    expect(numbers[3]?.seqReason).toEqual({ isn: 100, isnOf: "client", syn: 1, bytes: 0, fin: 0 });
  });

  it("add up to the numbers in the header, across the top of the sequence space too", () => {
    const high = simulate(scenario({ script: SCRIPT, client: { isn: 2 ** 32 - 50 } }));
    relativeNumbers(high).forEach((numbers, id) => {
      const { seqReason, ackReason } = numbers ?? { seqReason: null, ackReason: null };
      const segment = tcpPackets(high)[id]?.segment;
      const sum = (reason: typeof seqReason): number | null =>
        reason === null ? null : (reason.isn + reason.syn + reason.bytes + reason.fin) % 2 ** 32;
      expect(sum(seqReason)).toBe(segment?.seq);
      expect(sum(ackReason)).toBe(segment?.ack);
    });
  });

  it("have no reason where nobody has chosen an initial number: a reset from a closed port", () => {
    const refused = relativeNumbers(simulate(scenario({ script: [CONNECT] })));
    expect(refused[1]).toEqual({
      seq: 0, ack: 1, seqReason: null, ackReason: { isn: 100, isnOf: "client", syn: 1, bytes: 0, fin: 0 },
    });
  });
});

describe("state bands", () => {
  it("follow one endpoint from the beginning to the end of the run", () => {
    expect(stateBands(trace, 1).map(({ state, from, to }) => [state, from, to])).toEqual([
      ["SYN-SENT", 0, 100], ["FIN-WAIT-1", 100, 200], ["TIME-WAIT", 200, 2200], ["CLOSED", 2200, 2200],
    ]);
  });

  it("follow one host: its listener, its connection, its listener again", () => {
    expect(hostBands(trace, "server").map(({ state, from, to }) => [state, from, to])).toEqual([
      ["LISTEN", 0, 50], ["SYN-RECEIVED", 50, 150], ["LAST-ACK", 150, 250], ["LISTEN", 250, 2200],
    ]);
  });

  it("tell the state at a time", () => {
    expect([0, 99.999, 100, 200, 2200].map((at) => stateAt(trace, 1, at))).toEqual([
      "SYN-SENT", "SYN-SENT", "FIN-WAIT-1", "TIME-WAIT", "CLOSED",
    ]);
  });
});

describe("causes", () => {
  it("lead from an event back to the call that began it all", () => {
    const ack = trace.events.find((event) => event.kind === "send" && event.packet === 2);
    expect(causeChain(trace, ack?.id ?? -1).map((event) => event.kind)).toEqual(["call", "send", "receive", "send", "receive", "send"]);
  });
});

describe("packets", () => {
  it("have a label by their flags", () => {
    expect(tcpPackets(trace).map((packet) => flagLabel(packet.segment))).toEqual([
      "SYN", "SYN+ACK", "ACK", "PSH+ACK", "FIN+ACK", "ACK", "ACK", "FIN+ACK", "ACK",
    ]);
  });

  it("have events of their own", () => {
    expect(eventsOfPacket(trace, 0).map((event) => event.kind)).toEqual(["send", "receive"]);
  });

  it("lead back to their first sending", () => {
    const lossy = simulate(scenario({
      faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }, { kind: "drop", from: "client", match: "SYN", nth: 2 }],
    }));
    const third = lossy.packets[2];
    expect(third === undefined ? null : firstSending(lossy, third).id).toBe(0);
  });
});
