// One direction of the way between two hosts: a queue, a sender of limited rate, and a delay; each packet gets its fate here.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { toGrid } from "../kernel/index.ts";
import type { HostId, NetworkSpec, PacketLoss } from "../contract/index.ts";
import type { Affliction } from "./faults.ts";
import { Impairment } from "./impairment.ts";
import type { NetworkRule } from "./rules.ts";

/** What becomes of one copy of a packet, and when. */
export interface Fate {
  readonly at: Milliseconds;
  /** Null: it arrives whole. */
  readonly loss: PacketLoss["why"] | null;
  /** True for the second copy that the network made. */
  readonly copy: boolean;
  readonly rule: NetworkRule;
}

/** One direction of one link. */
export class Link {
  private readonly impairment: Impairment;
  /** The luck of packets that carry data, where it is kept apart; else that of all. */
  private readonly dataImpairment: Impairment;
  /** Whether nothing is left to chance. */
  private readonly certain: boolean;
  /** When the sender has put its last packet on the wire. */
  private freeAt: Milliseconds = 0;
  /** When each packet that may still wait begins to be sent, the oldest first from `head` on. */
  private starts: Milliseconds[] = [];
  private head = 0;
  /** What is told of a packet that has one fate, as almost all have: used again for the next. */
  private readonly only: { -readonly [Key in keyof Fate]: Fate[Key] } = { at: 0, loss: null, copy: false, rule: "network.delivery" };
  private readonly onlyOne: readonly Fate[] = [this.only];

  /** `apart`: packets with data have a luck of their own, so that the nth of them meets the same on every link between two of these names. */
  constructor(private readonly spec: NetworkSpec, seed: number, from: HostId, to: HostId, apart = false) {
    const { loss, duplication, jitter, reordering } = spec;
    this.certain = Math.max(loss, duplication, jitter, reordering) <= 0;
    this.impairment = new Impairment(spec, seed, from, to);
    this.dataImpairment = apart ? new Impairment(spec, seed, `${from} data`, to) : this.impairment;
  }

  /** Takes a packet of `size` bytes and tells the fate of it and of its copy, if there is one; good until the next packet. `data`: it carries bytes of a program. */
  carry(size: Bytes, now: Milliseconds, affliction: Affliction | null, data = false): readonly Fate[] {
    const sent = this.departure(size, now);
    if (sent === null) return [{ at: now, loss: "queue", copy: false, rule: "network.queue-full" }];

    if (this.certain && affliction === null) return this.one(toGrid(sent + this.spec.rtt / 2), null, "network.delivery");
    return this.befall(sent, affliction, data ? this.dataImpairment : this.impairment);
  }

  /** What chance and scripted faults do to a packet that is on the wire. */
  private befall(sent: Milliseconds, affliction: Affliction | null, luck: Impairment): readonly Fate[] {
    const way = this.spec.rtt / 2;
    const lost = luck.loses();
    const repeated = luck.repeats();
    const extra = luck.delay() + (affliction === null ? 0 : affliction.delayed);
    const arrival = toGrid(sent + way + extra);

    // A packet is lost halfway: where on the way it happens makes no difference to either host.
    const halfway = toGrid(sent + way / 2);
    if (affliction === null && !repeated) return lost ? this.one(halfway, "loss", "network.loss") : this.one(arrival, null, "network.delivery");

    const fates: Fate[] = [];
    if (affliction?.dropped === true) {
      fates.push({ at: halfway, loss: "fault", copy: false, rule: "network.fault" });
    } else if (lost) {
      fates.push({ at: halfway, loss: "loss", copy: false, rule: "network.loss" });
    } else if (affliction?.corrupted === true) {
      fates.push({ at: arrival, loss: "corrupt", copy: false, rule: "network.corruption" });
    } else {
      fates.push({ at: arrival, loss: null, copy: false, rule: "network.delivery" });
    }
    if (affliction !== null && affliction.duplicated !== null) {
      fates.push({ at: toGrid(arrival + affliction.duplicated), loss: null, copy: true, rule: "network.fault" });
    }
    if (repeated) {
      fates.push({ at: toGrid(sent + way + luck.delay()), loss: null, copy: true, rule: "network.duplication" });
    }
    return fates;
  }

  private one(at: Milliseconds, loss: Fate["loss"], rule: NetworkRule): readonly Fate[] {
    const { only } = this;
    only.at = at;
    only.loss = loss;
    only.rule = rule;
    return this.onlyOne;
  }

  /** When the packet is wholly on the wire, or null when the queue is full. */
  private departure(size: Bytes, now: Milliseconds): Milliseconds | null {
    const { rate } = this.spec;
    if (rate === undefined) return now;
    while (this.head < this.starts.length && (this.starts[this.head] as number) <= now) this.head += 1;
    if (this.starts.length - this.head >= this.spec.queue && this.freeAt > now) return null;
    if (this.head > 64 && this.head * 2 > this.starts.length) {
      this.starts = this.starts.slice(this.head);
      this.head = 0;
    }
    const start = Math.max(now, this.freeAt);
    if (start > now) this.starts.push(start);
    this.freeAt = toGrid(start + (size * 8 * 1000) / rate);
    return this.freeAt;
  }
}
