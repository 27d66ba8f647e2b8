import { describe, expect, it } from "vitest";
import type { Arrival, UdpInput, UdpSocket, UdpTurn } from "../../../src/simulation/udp/index.ts";
import { createSocket, LONGEST_DATAGRAM, stepSocket } from "../../../src/simulation/udp/index.ts";

function send(socket: UdpSocket, bytes = 100, text: string | null = null): UdpTurn {
  return stepSocket(socket, { kind: "send", destinationPort: 53, bytes, text, frame: null });
}

function arrival(packet: number): Arrival {
  return { packet, datagram: { sourcePort: 53, destinationPort: 49_152, length: 10, number: packet + 1 } };
}

const came = (packet: number): UdpInput => ({ kind: "datagram", arrival: arrival(packet) });

/** The effects of a turn in short: `send #1`, `deliver 3`, `send = ok`. */
function told({ effects }: UdpTurn): string[] {
  return effects.map((effect) => {
    switch (effect.kind) {
      case "send":
        return `send #${String(effect.datagram.number)}`;
      case "deliver":
        return `deliver ${String(effect.arrival.packet)}`;
      case "result":
        return `${effect.call} = ${effect.outcome}`;
    }
  });
}

describe("Sending (RFC 768)", () => {
  it("puts each datagram on the wire at once, with its ports and length, and asks for nothing more", () => {
    const socket = createSocket(49_152, null);
    expect(send(socket, 100, "question").effects).toEqual([
      { kind: "send", rule: "udp.send", datagram: { sourcePort: 49_152, destinationPort: 53, length: 100, number: 1, text: "question" } },
    ]);
    expect(told(send(socket))).toEqual(["send #2"]);
  });

  it("sends a datagram without data, too", () => {
    expect(told(send(createSocket(49_152, null), 0))).toEqual(["send #1"]);
  });

  it("refuses what its packet would have to be cut for, where it may not be (RFC 8085 §3.2)", () => {
    const socket = createSocket(49_152, null, 1500);
    expect(told(send(socket, 1472))).toEqual(["send #1"]);
    expect(send(socket, 1473)).toMatchObject({ rule: "udp.send.may-not-fragment", effects: [{ call: "send", outcome: "message too long" }] });
  });

  it("sends as much as IPv4 can tell of, and refuses more", () => {
    const socket = createSocket(49_152, null);
    expect(told(send(socket, LONGEST_DATAGRAM))).toEqual(["send #1"]);
    expect(told(send(socket, LONGEST_DATAGRAM + 1))).toEqual(["send = message too long"]);
    expect(told(send(socket, 1))).toEqual(["send #2"]);
  });
});

describe("Receiving (RFC 768)", () => {
  it("hands datagrams over whole, as they come: out of order, and twice", () => {
    const socket = createSocket(49_152, null);
    expect([came(2), came(0), came(0)].map((each) => told(stepSocket(socket, each)))).toEqual([["deliver 2"], ["deliver 0"], ["deliver 0"]]);
  });

  it("keeps them for a program that does not read, in the order in which they came", () => {
    const socket = createSocket(49_152, null);
    stepSocket(socket, { kind: "stop-reading" });
    expect(stepSocket(socket, came(1))).toMatchObject({ outcome: "buffered", effects: [] });
    stepSocket(socket, came(0));
    expect(told(stepSocket(socket, { kind: "read" }))).toEqual(["deliver 1", "deliver 0"]);
    expect(told(stepSocket(socket, came(2)))).toEqual(["deliver 2"]);
  });
});

describe("ICMP errors (RFC 1122 §4.1.3.3)", () => {
  it("are told to a connected socket by its next send, which sends nothing, and by no other", () => {
    const socket = createSocket(49_152, 53);
    send(socket);
    expect(stepSocket(socket, { kind: "port-unreachable" })).toMatchObject({ outcome: "accepted", effects: [] });
    expect(told(send(socket))).toEqual(["send = connection refused"]);
    expect(told(send(socket))).toEqual(["send #2"]);
  });

  it("are told to a connected socket by the receive that comes first, before any datagram", () => {
    const socket = createSocket(49_152, 53);
    stepSocket(socket, { kind: "stop-reading" });
    stepSocket(socket, came(0));
    stepSocket(socket, { kind: "port-unreachable" });
    expect(told(stepSocket(socket, { kind: "read" }))).toEqual(["receive = connection refused", "deliver 0"]);
    expect(told(stepSocket(socket, { kind: "receive" }))).toEqual([]);
  });

  it("pass by a socket that is connected to nobody", () => {
    const socket = createSocket(49_152, null);
    send(socket);
    expect(stepSocket(socket, { kind: "port-unreachable" })).toMatchObject({ outcome: "ignored", rule: "icmp.error.unconnected" });
    expect(told(send(socket))).toEqual(["send #2"]);
  });
});
