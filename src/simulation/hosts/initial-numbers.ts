// The initial sequence numbers that a host gives to its connections (RFC 9293 §3.4.1).

import type { HostSpec } from "../contract/index.ts";
import { addressText } from "../synflood/index.ts";
import type { Tcb } from "../tcp/index.ts";
import { chooseIsn, issAfter } from "../tcp/index.ts";
import type { Peer, World } from "./world.ts";

export class InitialNumbers {
  /** How many connections have begun here. */
  private begun = 0;
  /** The block of the incarnation whose place is being taken. */
  private former: Tcb | null = null;

  constructor(private readonly spec: HostSpec, private readonly world: World) {}

  /** Counts a connection that begins here. */
  begin(): void {
    this.begun += 1;
  }

  /** What is chosen meanwhile comes behind the numbers of a connection that was there before (RFC 6191). */
  after(former: Tcb, act: () => void): void {
    this.former = former;
    act();
    this.former = null;
  }

  /** The number for a connection with a peer: the scenario's, or else by clock and hash. */
  choose(port: number, peer: Peer, remotePort: number): number {
    const chosen = this.chosen(port, peer, remotePort);
    return this.former === null ? chosen : issAfter(this.former, chosen);
  }

  private chosen(port: number, peer: Peer, remotePort: number): number {
    const { address: own, tcp: { isn } } = this.spec;
    if (isn !== undefined) return (isn + 100 * this.begun) >>> 0;
    const address = typeof peer === "number" ? addressText(peer) : this.world.host(peer).spec.address;
    return chooseIsn(this.world.scheduler.now, this.world.seed, own, port, address, remotePort);
  }
}
