// A host that floods another with SYNs which bear other addresses than its own (RFC 4987 §2.1).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { hash, setTimer, toGrid } from "../kernel/index.ts";
import type { Flood, TcpOption } from "../contract/index.ts";
import type { Actor, Alarm, CountedSyn, HostView, Station, World } from "../hosts/index.ts";
import { happened } from "../programs/index.ts";
import { packetSize, UNTOLD } from "../recording/index.ts";
import { addressBits } from "../synflood/index.ts";
import type { Segment } from "../tcp/index.ts";
import { sequence, SYN } from "../tcp/index.ts";
import type { Tally } from "./tally.ts";

/** The addresses that the SYNs bear where the flood does not say: one each, from 10.0.0.1 on. */
const FIRST_ADDRESS = 0x0a000001;
/** Their ports. */
const PORTS = { first: 1024, count: 64_512 };
/** Their window, as a kernel's. */
const WINDOW = 64_240;

export class Attacker implements Actor {
  private start: Milliseconds | null = null;
  private next = 0;
  /** The event that the flood waited for. */
  private cause: number | null = null;
  private readonly alarm: Alarm = { kind: "alarm", actor: this, due: null, queuedAt: null };
  private readonly seed: number;
  private readonly host: HostView;
  private readonly target: HostView;
  private readonly entrance: Station;
  /** Of one packet. */
  private readonly size: Bytes;
  private readonly options: readonly TcpOption[];
  private readonly firstAddress: number;
  private readonly addresses: number;
  private readonly ports: NonNullable<Flood["ports"]>;

  /** `index`: the flood's place among the scenario's. */
  constructor(private readonly flood: Flood, private readonly index: number, private readonly tally: Tally, private readonly world: World) {
    this.seed = hash(world.seed, "flood", index);
    this.host = world.host(flood.from);
    this.target = world.host(flood.to);
    this.entrance = world.entrance(flood.to);
    this.options = optionsOf(flood.options ?? {});
    this.firstAddress = flood.sources === undefined ? FIRST_ADDRESS : addressBits(flood.sources.first);
    this.addresses = Math.max(1, flood.sources?.count ?? flood.count);
    this.ports = flood.ports ?? PORTS;
    this.size = packetSize({ protocol: "tcp", segment: this.segmentOf(0) });
  }

  /** Begins as soon as its time has come and what it waits for has happened. */
  proceed(): void {
    if (this.start !== null) return;
    const { at = 0, when } = this.flood;
    const { scheduler } = this.world;
    if (scheduler.now < toGrid(at)) {
      setTimer(scheduler, this.alarm, toGrid(at));
      return;
    }
    this.cause = when === undefined ? null : happened(this.world, when);
    if (when !== undefined && this.cause === null) return;
    this.start = scheduler.now;
    this.tally.begin(this.start);
    this.wake();
  }

  /** Sends whatever is due, and comes back for the rest. */
  wake(): void {
    if (this.start === null) {
      this.proceed();
      return;
    }
    const { scheduler } = this.world;
    const { count, every } = this.flood;
    let due = toGrid(this.start + this.next * every);
    while (this.next < count && due <= scheduler.now) {
      this.send();
      due = toGrid(this.start + this.next * every);
    }
    if (this.next < count) setTimer(scheduler, this.alarm, due);
  }

  /** A counted SYN is there, or lost. */
  arrive({ number, loss }: CountedSyn): void {
    const { from, to } = this.flood;
    const id = this.tally.idOf(number);
    if (loss !== null) {
      this.tally.lose(id);
      return;
    }
    const bearer = this.world.bearerOf(this.addressOf(number));
    const payload = { protocol: "tcp", segment: this.segmentOf(number) } as const;
    this.entrance.arrive({ id, from, to: this.entrance.id, addressee: to, payload, sent: UNTOLD, endpoint: null, bearer, flood: this.index, recorder: this.tally });
  }

  private send(): void {
    const { to } = this.flood;
    const number = this.next;
    this.next += 1;
    const recorder = this.tally.next();
    if (recorder === this.tally) {
      this.world.launch(this.host, to, this.size, (loss) => ({ kind: "counted", attacker: this, number, loss }));
      return;
    }
    const under = { source: this.addressOf(number), flood: this.index, recorder };
    this.world.transmit(this.host, to, null, { protocol: "tcp", segment: this.segmentOf(number) }, false, this.cause, "synflood.flood", under);
  }

  private addressOf(number: number): number {
    return (this.firstAddress + (number % this.addresses)) >>> 0;
  }

  private segmentOf(number: number): Segment {
    return {
      sourcePort: this.ports.first + (number % this.ports.count),
      destinationPort: this.target.spec.port,
      seq: sequence(scatter(this.seed, number)),
      ack: sequence(0),
      flags: SYN,
      window: WINDOW,
      options: this.options,
      length: 0,
      offset: 0,
      text: null,
    };
  }
}

/** A number of 32 bits for each place in a row: what a random stream would give, but for any of them alone. */
function scatter(seed: number, place: number): number {
  let value = Math.imul(seed ^ Math.imul(place, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The options in the order in which a kernel writes them. */
function optionsOf({ mss, sack = false, timestamps = false, windowScale }: NonNullable<Flood["options"]>): readonly TcpOption[] {
  return [
    ...(mss === undefined ? [] : [{ kind: "mss", value: mss } as const]),
    ...(sack ? [{ kind: "sack-permitted" } as const] : []),
    ...(timestamps ? [{ kind: "timestamps", value: 1, echo: 0 } as const] : []),
    ...(windowScale === undefined ? [] : [{ kind: "nop" } as const, { kind: "window-scale", shift: windowScale } as const]),
  ];
}
