// A UDP socket (RFC 768; RFC 1122 §4.1): what is sent leaves at once, what comes is handed over as it comes, and nothing is owed.

import type { Bytes, EffectBase } from "../kernel/index.ts";
import type { CallError, Outcome, TraceDatagram } from "../contract/index.ts";
import type { UdpRule } from "./rules.ts";

/** The headers of IPv4 and UDP before the data. */
const HEADERS: Bytes = 28;
/** The most data that IPv4's and UDP's length fields can tell of: 65,535 bytes with all headers. */
export const LONGEST_DATAGRAM: Bytes = 65_507;

/** A datagram that has come and waits to be read, by the id of its packet. */
export interface Arrival {
  readonly packet: number;
  readonly datagram: TraceDatagram;
}

export interface UdpSocket {
  readonly localPort: number;
  /** The port of the only one it speaks with; null when it is not connected. */
  readonly remotePort: number | null;
  /** The longest packet that may go out uncut; null: IP may cut what is longer. */
  readonly uncut: Bytes | null;
  /** Whether its program reads what comes. */
  reading: boolean;
  /** What has come and was not read. Simplified: a kernel's buffer has an end, and what finds it full is lost. */
  readonly unread: Arrival[];
  /** An error that the network has told of and that no call has reported yet. */
  error: CallError | null;
  /** How many datagrams have left. */
  sent: number;
}

/** What a socket is asked for. */
export type UdpInput =
  | {
    readonly kind: "send"; readonly destinationPort: number; readonly bytes: Bytes; readonly text: string | null;
    readonly frame: TraceDatagram["frame"] | null;
  }
  | { readonly kind: "read" }
  | { readonly kind: "stop-reading" }
  /** The program waits for a datagram. */
  | { readonly kind: "receive" }
  | { readonly kind: "datagram"; readonly arrival: Arrival }
  /** An ICMP message says that nobody has the port that a datagram of this socket was for. */
  | { readonly kind: "port-unreachable" };

export type UdpEffect = EffectBase<UdpRule> & (
  | { readonly kind: "send"; readonly datagram: TraceDatagram }
  | { readonly kind: "deliver"; readonly arrival: Arrival }
  | { readonly kind: "result"; readonly call: "send" | "receive"; readonly outcome: "ok" | CallError }
);

/** What came of one step: what became of a packet that arrived, by which rule, and what is to be done. */
export interface UdpTurn {
  readonly outcome: Outcome;
  readonly rule: UdpRule;
  readonly effects: readonly UdpEffect[];
}

/** A socket on a port; connected to a port of another host, or (null) open to everyone. `uncut`: see there. */
export function createSocket(localPort: number, remotePort: number | null, uncut: Bytes | null = null): UdpSocket {
  return { localPort, remotePort, uncut, reading: true, unread: [], error: null, sent: 0 };
}

/** One step of a socket, which is changed by it. There is no state to be in, no timer, and nothing is ever sent again. */
export function stepSocket(socket: UdpSocket, input: UdpInput): UdpTurn {
  switch (input.kind) {
    case "send":
      return send(socket, input);
    case "receive":
      return turn("udp.read", report(socket, "receive"));
    case "stop-reading":
      socket.reading = false;
      return turn("udp.read");
    case "read": {
      socket.reading = true;
      // An error comes before what waits: the first call after it reports it.
      const error = report(socket, "receive");
      return turn("udp.read", [...error, ...socket.unread.splice(0).map(deliver)]);
    }
    case "datagram":
      if (socket.reading) return turn("udp.receive", [deliver(input.arrival)]);
      socket.unread.push(input.arrival);
      return turn("udp.receive", [], "buffered");
    case "port-unreachable":
      if (socket.remotePort === null) return turn("icmp.error.unconnected", [], "ignored");
      socket.error = "connection refused";
      return turn("icmp.error");
  }
}

function send(socket: UdpSocket, { destinationPort, bytes, text, frame }: Extract<UdpInput, { readonly kind: "send" }>): UdpTurn {
  const error = report(socket, "send");
  if (error.length > 0) return turn("icmp.error.reported", error);
  const tooLong: UdpRule | null = bytes > LONGEST_DATAGRAM
    ? "udp.send.too-long"
    : socket.uncut !== null && HEADERS + bytes > socket.uncut ? "udp.send.may-not-fragment" : null;
  if (tooLong !== null) return turn(tooLong, [{ kind: "result", rule: tooLong, call: "send", outcome: "message too long" }]);
  socket.sent += 1;
  const datagram: TraceDatagram = {
    sourcePort: socket.localPort, destinationPort, length: bytes, number: socket.sent,
    ...(frame === null || frame === undefined ? {} : { frame }), ...(text === null ? {} : { text }),
  };
  return turn("udp.send", [{ kind: "send", rule: "udp.send", datagram }]);
}

/** The error that waits, told by this call and forgotten with it. */
function report(socket: UdpSocket, call: "send" | "receive"): UdpEffect[] {
  const { error } = socket;
  if (error === null) return [];
  socket.error = null;
  return [{ kind: "result", rule: "icmp.error.reported", call, outcome: error }];
}

function deliver(arrival: Arrival): UdpEffect {
  return { kind: "deliver", rule: "udp.receive", arrival };
}

function turn(rule: UdpRule, effects: readonly UdpEffect[] = [], outcome: Outcome = "accepted"): UdpTurn {
  return { outcome, rule, effects };
}
