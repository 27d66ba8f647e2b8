// The connections of one host, by whom they are with and by the pair of ports (RFC 9293 §3.3.1: the pair of sockets).

import type { HostId } from "../contract/index.ts";
import type { Cover, Endpoint, Packet, Peer } from "./world.ts";

/** Where the ports begin that a connection may take by itself (RFC 6335 §6), and where they end. */
const FIRST_DYNAMIC_PORT = 49_152;
const LAST_PORT = 65_535;

export class Connections {
  private readonly byPeer = new Map<Peer, Map<number, Endpoint>>();
  private readonly latest = new Map<HostId, Endpoint>();
  /** By each of its ports. */
  private readonly latestByPort = new Map<number, Endpoint>();
  /** What was found last, and where: packets of one connection come in rows. */
  private found: Endpoint | undefined;
  private foundPeer: Peer | null = null;
  private foundPair = 0;

  find(peer: Peer, localPort: number, remotePort: number): Endpoint | undefined {
    const pair = pairOf(localPort, remotePort);
    if (this.found !== undefined && pair === this.foundPair && peer === this.foundPeer) return this.found;
    this.found = this.byPeer.get(peer)?.get(pair);
    this.foundPeer = peer;
    this.foundPair = pair;
    return this.found;
  }

  /** The first port from `wanted` on from where no connection lives to that port of a host. */
  freePort(to: HostId, wanted: number, remotePort: number): number {
    let port = wanted;
    while (this.find(to, port, remotePort) !== undefined) port = port === LAST_PORT ? FIRST_DYNAMIC_PORT : port + 1;
    return port;
  }

  add(endpoint: Endpoint): void {
    const peer = peerOf(endpoint);
    if (peer === null) return;
    const { localPort, remotePort } = endpoint.tcb;
    this.found = undefined;
    let connections = this.byPeer.get(peer);
    if (connections === undefined) {
      connections = new Map();
      this.byPeer.set(peer, connections);
    }
    connections.set(pairOf(localPort, remotePort), endpoint);
    if (typeof peer === "number") return;
    this.latest.set(peer, endpoint);
    this.latestByPort.set(localPort, endpoint).set(remotePort, endpoint);
  }

  remove(endpoint: Endpoint): void {
    const peer = peerOf(endpoint);
    if (peer === null) return;
    const connections = this.byPeer.get(peer);
    const pair = pairOf(endpoint.tcb.localPort, endpoint.tcb.remotePort);
    if (connections?.get(pair) !== endpoint) return;
    this.found = undefined;
    connections.delete(pair);
    if (connections.size === 0) this.byPeer.delete(peer);
  }

  living(): Endpoint[] {
    return [...this.byPeer.values()].flatMap((connections) => [...connections.values()]);
  }

  /** The connection with another host that began last, living or not. */
  latestWith(remote: HostId): Endpoint | null {
    return this.latest.get(remote) ?? null;
  }

  /** The connection that began last of those with this port at either end, living or not. */
  latestOn(port: number): Endpoint | null {
    return this.latestByPort.get(port) ?? null;
  }
}

function peerOf({ peer, cover }: Endpoint): Peer | null {
  return cover.destination ?? peer;
}

/** What is not as usual about an answer to this packet: it goes to the address that the packet bore, and is told to the same recorder. */
export function coverOf({ bearer, recorder, flood }: Packet): Cover {
  if (flood === null) return typeof bearer === "number" ? { recorder, destination: bearer } : { recorder };
  return typeof bearer === "number" ? { recorder, flood, destination: bearer } : { recorder, flood };
}

function pairOf(localPort: number, remotePort: number): number {
  // Both in one signed 32-bit integer: larger numbers are looked up much slower.
  return (localPort << 16) | remotePort;
}
