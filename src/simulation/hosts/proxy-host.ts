// A SYN proxy on the way to a host: takes what comes to it and from it, and puts on the wire what the proxy makes of it (RFC 4987 §3.8).

import type { HostId, HostSpec } from "../contract/index.ts";
import type { FourTuple, Handling } from "../synflood/index.ts";
import { addressBits, CookieJar, SynProxy } from "../synflood/index.ts";
import type { Segment } from "../tcp/index.ts";
import { settle } from "../tcp/index.ts";
import { coverOf } from "./connections.ts";
import type { Packet, Station, World } from "./world.ts";

export class ProxyHost implements Station {
  readonly id: HostId;
  private readonly proxy: SynProxy;
  /** The address of the host behind it. */
  private readonly address: number;

  /** `server` is the host behind it. */
  constructor(readonly spec: HostSpec, private readonly server: HostSpec, private readonly world: World) {
    this.id = spec.id;
    this.address = addressBits(server.address);
    const settings = settle(server.tcp, world.stack, world.recorder.observed, world.burst);
    this.proxy = new SynProxy(settings, new CookieJar(world.seed, spec.id), world.stack === "linux");
  }

  arrive(packet: Packet): void {
    const { payload } = packet;
    // Simplified: what is no TCP goes past it.
    if (payload.protocol !== "tcp") return;
    const { now } = this.world.scheduler;
    const { segment } = payload;
    if (packet.from === this.server.id) this.carryOut(packet, this.proxy.fromServer(packet.addressee, segment, now), packet.addressee);
    else this.carryOut(packet, this.proxy.fromClient(String(packet.bearer), this.tupleOf(packet, segment), segment, now), null);
  }

  /** `client`: who talks with the server; null: whoever has sent the packet. */
  private carryOut(packet: Packet, { rule, outcome, counts, relays }: Handling, client: HostId | null): void {
    const { world } = this;
    const event = packet.recorder.receive({ at: world.scheduler.now, host: this.id, endpoint: null, cause: packet.sent, rule }, packet.id, outcome);
    for (const name of counts) world.recorder.count(this.id, name);
    for (const relay of relays) {
      const payload = { protocol: "tcp", segment: relay.segment } as const;
      if (relay.to === "server") {
        const source = client === null ? this.addressOf(packet) : addressBits(world.host(client).spec.address);
        world.transmit(this, this.server.id, null, payload, false, event, relay.rule, { source, recorder: packet.recorder });
      } else {
        const to = client ?? (typeof packet.bearer === "number" ? packet.from : packet.bearer);
        world.transmit(this, to, null, payload, false, event, relay.rule, { ...(client === null ? coverOf(packet) : { recorder: packet.recorder }), source: this.address });
      }
    }
  }

  private tupleOf(packet: Packet, { sourcePort, destinationPort }: Segment): FourTuple {
    return { source: this.addressOf(packet), sourcePort, destination: this.address, destinationPort };
  }

  private addressOf({ bearer }: Packet): number {
    return typeof bearer === "number" ? bearer : addressBits(this.world.host(bearer).spec.address);
  }
}
