// The listeners of one host, by port, and the program's accepting from them.

import type { Milliseconds } from "../kernel/index.ts";
import type { Listener } from "./listener.ts";
import type { Endpoint } from "./world.ts";

export class Listeners {
  private readonly byPort = new Map<number, Listener>();

  on(port: number): Listener | undefined {
    return this.byPort.get(port);
  }

  add(listener: Listener): void {
    this.byPort.set(listener.endpoint.tcb.localPort, listener);
  }

  /** Lets the listener go that this endpoint is, if it is one. */
  remove(endpoint: Endpoint): void {
    const { localPort } = endpoint.tcb;
    const listener = this.byPort.get(localPort);
    if (listener?.endpoint !== endpoint) return;
    listener.close();
    this.byPort.delete(localPort);
  }

  endpoints(): Endpoint[] {
    return [...this.byPort.values()].map(({ endpoint }) => endpoint);
  }

  /** How many connections wait to be taken. */
  get waiting(): number {
    return [...this.byPort.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Takes the connection that has waited longest. Returns the event of the call, or null where none waits. */
  accept(cause: number | null, statement: number | null): number | null {
    for (const listener of this.byPort.values()) if (listener.waiting > 0) return listener.take(cause, statement);
    return null;
  }

  /** Takes every connection from now on, one at a time with so long between them unless that is null. */
  attend(every: Milliseconds | null, cause: number | null): void {
    for (const listener of this.byPort.values()) listener.attend(every, cause);
  }
}
