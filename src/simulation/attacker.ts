// A host that floods another with SYNs which bear other addresses than its own (RFC 4987 §2.1).

import type { Milliseconds } from "./kernel/index.ts";
import { RandomStream, setTimer, toGrid } from "./kernel/index.ts";
import { happened } from "./program.ts";
import type { Flood } from "./scenario.ts";
import { addressBits } from "./synflood/index.ts";
import type { Tally } from "./tally.ts";
import { sequence, SYN } from "./tcp/index.ts";
import type { Segment } from "./tcp/index.ts";
import type { TcpOption } from "./trace.ts";
import type { Actor, Alarm, World } from "./world.ts";

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
  private readonly luck: RandomStream;
  private readonly options: readonly TcpOption[];
  private readonly firstAddress: number;
  private readonly addresses: number;
  private readonly ports: NonNullable<Flood["ports"]>;

  /** `index`: the flood's place among the scenario's. */
  constructor(private readonly flood: Flood, private readonly index: number, private readonly tally: Tally, private readonly world: World) {
    this.luck = new RandomStream(world.seed, "flood", index);
    this.options = optionsOf(flood.options ?? {});
    this.firstAddress = flood.sources === undefined ? FIRST_ADDRESS : addressBits(flood.sources.first);
    this.addresses = Math.max(1, flood.sources?.count ?? flood.count);
    this.ports = flood.ports ?? PORTS;
  }

  /** Begins as soon as its time has come and what it waits for has happened. */
  proceed(): void {
    if (this.start !== null) return;
    const { at = 0, when } = this.flood;
    const { scheduler } = this.world;
    if (scheduler.now < at) {
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

  private send(): void {
    const { from, to } = this.flood;
    const number = this.next;
    this.next += 1;
    const segment: Segment = {
      sourcePort: this.ports.first + (number % this.ports.count),
      destinationPort: this.world.host(to).spec.port,
      seq: sequence(this.luck.next()),
      ack: sequence(0),
      flags: SYN,
      window: WINDOW,
      options: this.options,
      length: 0,
      offset: 0,
      text: null,
    };
    const source = (this.firstAddress + (number % this.addresses)) >>> 0;
    const under = { source, flood: this.index, recorder: this.tally.next() };
    this.world.transmit(this.world.host(from), to, null, { protocol: "tcp", segment }, false, this.cause, "synflood.flood", under);
  }
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
