// The two queues of a listener: half-open connections, and open ones that the program has not taken (RFC 4987 §2.2; listen(2)).

import { invariant } from "../kernel/index.ts";

/** How many entries the queues hold, and who goes first when they are crowded. */
export interface QueueBounds {
  /** What the program asked for; null: as many as come. */
  readonly backlog: number | null;
  /** A kernel's queue is full when it is longer than the backlog, so that one more fits; the textbook's holds just the backlog. */
  readonly oneMore: boolean;
  /** Half-open entries without cookies stay below three quarters of this; null: no such bound. */
  readonly maxSynBacklog: number | null;
  /** Whether old half-open entries lose their patience while the queue is more than half full. */
  readonly prunes: boolean;
}

/** Below so many half-open entries no queue is crowded. */
const NEVER_CROWDED = 8;
/** So often is a SYN+ACK sent again however crowded the queue is. */
const LEAST_RETRIES = 2;

export class ListenQueues<Connection> {
  private readonly accept: Connection[] = [];
  private halfOpenCount = 0;
  private youngCount = 0;

  constructor(readonly bounds: QueueBounds) {}

  /** How many entries each queue holds at most, or null. */
  get capacity(): number | null {
    const { backlog, oneMore } = this.bounds;
    return backlog === null ? null : backlog + (oneMore ? 1 : 0);
  }

  get halfOpen(): number {
    return this.halfOpenCount;
  }

  /** Half-open entries whose SYN+ACK has been sent only once. */
  get young(): number {
    return this.youngCount;
  }

  get waiting(): number {
    return this.accept.length;
  }

  get synQueueFull(): boolean {
    const { capacity } = this;
    return capacity !== null && this.halfOpenCount >= capacity;
  }

  get acceptQueueFull(): boolean {
    const { capacity } = this;
    return capacity !== null && this.accept.length >= capacity;
  }

  /** Whether only the last quarter is left, which is for peers that are known to be alive. */
  get lastQuarter(): boolean {
    const { maxSynBacklog } = this.bounds;
    return maxSynBacklog !== null && maxSynBacklog - this.halfOpenCount < maxSynBacklog >> 2;
  }

  /** A SYN has been answered and is remembered. */
  enterHalfOpen(): void {
    this.halfOpenCount += 1;
    this.youngCount += 1;
  }

  /** The SYN+ACK of an entry is sent again for the first time. */
  age(): void {
    invariant(this.youngCount > 0, "no entry is young");
    this.youngCount -= 1;
  }

  /** An entry is half-open no more. */
  leaveHalfOpen(young: boolean): void {
    invariant(this.halfOpenCount > 0 && (!young || this.youngCount > 0), "no such entry is half-open", { young });
    this.halfOpenCount -= 1;
    if (young) this.youngCount -= 1;
  }

  /** A connection is open and waits to be taken. */
  enterAccept(connection: Connection): void {
    this.accept.push(connection);
  }

  /** The connection that has waited longest. */
  first(): Connection | undefined {
    return this.accept[0];
  }

  /** The connection that has waited longest, taken from the queue; undefined when none waits. */
  take(): Connection | undefined {
    return this.accept.shift();
  }

  /** Takes a connection out of its turn. Tells whether it waited here. */
  remove(connection: Connection): boolean {
    const place = this.accept.indexOf(connection);
    if (place < 0) return false;
    this.accept.splice(place, 1);
    return true;
  }

  /**
   * How often a SYN+ACK may be sent again as things stand, `most` at first: while the queue is more than half full, one less for
   * each time that the young entries, doubled, still are fewer than all. Half of the queue is so kept for the young.
   */
  retries(most: number): number {
    const { backlog, prunes } = this.bounds;
    if (!prunes || backlog === null || 2 * this.halfOpenCount <= Math.max(NEVER_CROWDED, backlog)) return most;
    let retries = most;
    let young = 2 * this.youngCount;
    while (retries > LEAST_RETRIES && this.halfOpenCount >= young) {
      retries -= 1;
      young *= 2;
    }
    return retries;
  }
}
