// The UDP room: RFC 768 as a socket without clock, network or callbacks, and the ICMP error that belongs to it.

export type { UdpRule } from "./rules.ts";
export { UDP_RULES } from "./rules.ts";
export type { Arrival, UdpEffect, UdpInput, UdpSocket, UdpTurn } from "./socket.ts";
export { createSocket, LONGEST_DATAGRAM, stepSocket } from "./socket.ts";
export { ErrorAllowance, portUnreachable } from "./unreachable.ts";
