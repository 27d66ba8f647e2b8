// Sends a stream of frames at its pace: one call each, over the host's connection or as datagrams.

import type { Milliseconds } from "../kernel/index.ts";
import { toGrid } from "../kernel/index.ts";
import type { FramesCall } from "../contract/index.ts";
import type { Endpoint, Host, World } from "../hosts/index.ts";

export class FrameSender {
  private sent = 0;
  private readonly stream: number;

  /**
   * `connection` is what frames over TCP are given to, and `written` how many bytes it has had before; null for datagrams. `begun` is
   * the event that every frame comes from.
   */
  constructor(
    private readonly host: Host, private readonly world: World, private readonly call: FramesCall,
    private readonly connection: { readonly endpoint: Endpoint; readonly written: number } | null, private readonly begun: number | null,
  ) {
    const { over, to, bytes, count, every, playOut } = call;
    this.stream = world.streams.begin(
      { protocol: over, from: host.id, to, bytes, count, every, playOut: playOut ?? null, start: world.scheduler.now },
      connection?.written ?? null,
    );
  }

  /** Sends the next frame. Returns when the one behind it is due, or null when this was the last, or nobody can be sent any more. */
  next(): Milliseconds | null {
    const { to, bytes, count, every } = this.call;
    if (this.connection !== null && this.connection.endpoint.tcb.state === "CLOSED") return null;
    this.sent += 1;
    if (this.connection !== null) {
      this.host.call(this.connection.endpoint, { kind: "send", bytes, text: null }, this.begun, null);
    } else {
      const frame = { stream: this.stream, number: this.sent };
      this.host.datagrams.send({ to, bytes, text: null, frame, fromPort: null, toPort: null }, { cause: this.begun, statement: null });
    }
    return this.sent < count ? toGrid(this.world.scheduler.now + every) : null;
  }
}
