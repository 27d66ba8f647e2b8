// What nobody sends: segments that the scenario injects, as old duplicates or as an attacker would make them up.

import { setTimer, toGrid } from "../kernel/index.ts";
import type { Injection } from "../contract/index.ts";
import type { Actor, Alarm, World } from "../hosts/index.ts";
import { happened } from "../programs/index.ts";
import type { Segment } from "../tcp/index.ts";
import { ACK, advance, flagBits, sequence } from "../tcp/index.ts";

/** One injected segment that waits for its time. */
export class Intruder implements Actor {
  private done = false;
  private readonly alarm: Alarm;

  constructor(private readonly injection: Injection, private readonly world: World) {
    this.alarm = { kind: "alarm", actor: this, due: null, queuedAt: null };
  }

  /** Injects the segment as soon as its time has come and what it waits for has happened. */
  proceed(): void {
    if (this.done) return;
    const { at = 0, when, from, to, after = 0 } = this.injection;
    if (this.world.scheduler.now < toGrid(at)) {
      setTimer(this.world.scheduler, this.alarm, toGrid(at));
      return;
    }
    const cause = when === undefined ? null : happened(this.world, when);
    if (when !== undefined && cause === null) return;
    this.done = true;
    this.world.inject(from, to, this.segment(), after, cause);
  }

  wake(): void {
    this.proceed();
  }

  /** The segment in full: its numbers are counted from those of the latest connection between the two hosts. */
  private segment(): Segment {
    const { from, to, port, flags, seq, ack, length = 0, window = 65_535, urgent, mss } = this.injection;
    const sender = this.world.host(from);
    const receiver = this.world.host(to);
    const own = port === undefined ? sender.latestWith(to) : sender.latestOn(port);
    const other = port === undefined ? receiver.latestWith(from) : receiver.latestOn(port);
    const isn = own?.tcb.iss ?? other?.tcb.irs ?? sequence(sender.spec.tcp.isn ?? 0);
    const otherIsn = other?.tcb.iss ?? own?.tcb.irs ?? sequence(receiver.spec.tcp.isn ?? 0);
    const bits = flagBits(flags);
    return {
      sourcePort: port ?? own?.tcb.localPort ?? other?.tcb.remotePort ?? sender.spec.port,
      destinationPort: own?.tcb.remotePort ?? other?.tcb.localPort ?? receiver.spec.port,
      seq: advance(isn, seq),
      ack: (bits & ACK) === 0 ? sequence(0) : advance(otherIsn, ack ?? 0),
      flags: bits,
      window,
      ...(urgent === undefined ? {} : { urgent }),
      options: mss === undefined ? [] : [{ kind: "mss", value: mss }],
      length,
      offset: Math.max(0, seq - 1),
      text: null,
    };
  }
}
