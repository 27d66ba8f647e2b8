// The UDP room: RFC 768 as a socket without clock, network or callbacks, and the ICMP error that belongs to it.

export type { PartialDatagram } from "./fragments.ts";
export { fragmentsOf, Reassembly, reassemblyTimeout, USUAL_MTU } from "./fragments.ts";
export type { UdpRule } from "./rules.ts";
export { UDP_RULES } from "./rules.ts";
export type { Arrival, UdpEffect, UdpInput, UdpSocket, UdpTurn } from "./socket.ts";
export { createSocket, LONGEST_DATAGRAM, stepSocket } from "./socket.ts";
export { ErrorAllowance, portUnreachable, reassemblyExceeded } from "./unreachable.ts";
