// Hosts: from a packet to the endpoint that it is for, and from what an endpoint asks for to the network, the clock and the program.

export { ByteStreams } from "./byte-streams.ts";
export type { Connections } from "./connections.ts";
export type { DatagramHost } from "./datagram-host.ts";
export { FrameStreams } from "./frame-streams.ts";
export { crash, exit } from "./host-end.ts";
export { Host } from "./host.ts";
export type { Listeners } from "./listeners.ts";
export { ProxyHost } from "./proxy-host.ts";
export type { StreamHost } from "./stream-host.ts";
export type { Actor, Alarm, Audience, CountedSyn, Cover, Endpoint, HostView, Item, Packet, Passage, Peer, Station, World } from "./world.ts";
