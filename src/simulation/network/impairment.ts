// What chance does to packets of one direction: loss, duplication, holding back, jitter, each from a stream of its own.

import type { Milliseconds } from "../kernel/index.ts";
import { RandomStream, toGrid } from "../kernel/index.ts";
import type { HostId, NetworkSpec } from "../contract/index.ts";

/**
 * The luck of one direction of one link. Each kind of luck has its own stream, so that turning up the loss changes
 * neither which packets are duplicated nor how long any of them takes.
 */
export class Impairment {
  private readonly losses: RandomStream;
  private readonly repetitions: RandomStream;
  private readonly detours: RandomStream;
  private readonly delays: RandomStream;

  constructor(private readonly spec: NetworkSpec, seed: number, from: HostId, to: HostId) {
    this.losses = new RandomStream(seed, "network", from, to, "loss");
    this.repetitions = new RandomStream(seed, "network", from, to, "duplication");
    this.detours = new RandomStream(seed, "network", from, to, "reordering");
    this.delays = new RandomStream(seed, "network", from, to, "jitter");
  }

  /** Whether the next packet is lost. */
  loses(): boolean {
    return this.losses.chance(this.spec.loss);
  }

  /** Whether the next packet comes twice. */
  repeats(): boolean {
    return this.repetitions.chance(this.spec.duplication);
  }

  /** Extra delay of the next copy: jitter, and a detour when it is one of those that are held back. */
  delay(): Milliseconds {
    const jitter = this.spec.jitter > 0 ? this.spec.jitter * this.delays.ratio() : 0;
    const detour = this.detours.chance(this.spec.reordering) ? this.spec.reorderDelay : 0;
    return toGrid(jitter + detour);
  }
}
