// A RECEIVE for which not enough bytes are there yet: TCP queues it until they are, or no more can come (RFC 9293 §3.10.3).

import type { Bytes, Milliseconds } from "./kernel/index.ts";
import { later } from "./statement-call.ts";
import type { TcpCall, Turn } from "./tcp/index.ts";
import { step } from "./tcp/index.ts";
import type { TcpState } from "./trace.ts";
import type { Endpoint } from "./world.ts";

/** Who asks, of what, and the event of the call. */
export interface WaitingReceive {
  readonly connection: Endpoint;
  readonly bytes: Bytes;
  readonly event: number;
}

/** What is asked of the host. */
export interface ReceivingHost {
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number;
  carryOut(endpoint: Endpoint, turn: Turn, cause: number): void;
  readonly world: { readonly scheduler: { readonly now: Milliseconds } };
}

/** States in which the peer will send nothing more. */
const ENDED: readonly TcpState[] = ["CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED"];

/** Whether a RECEIVE of so many bytes can be served: they are there, or no more will come. */
export function canReceive({ tcb }: Endpoint, bytes: Bytes): boolean {
  return (tcb.ends?.unread ?? 0) >= bytes || ENDED.includes(tcb.state);
}

/** Calls RECEIVE for bytes that are still to come. */
export function beginReceive(host: ReceivingHost, connection: Endpoint, bytes: Bytes, cause: number | null, statement: number): WaitingReceive {
  return { connection, bytes, event: host.call(connection, { kind: "receive", bytes, how: "waits" }, cause, statement) };
}

/** Serves it; with a connection that is gone it has ended already. Returns the event by which it is over. */
export function fillReceive(host: ReceivingHost, { connection, bytes, event }: WaitingReceive): number {
  const { tcb, progress } = connection;
  if (tcb.state !== "CLOSED") host.carryOut(connection, step(tcb, { kind: "call", call: { kind: "receive", bytes, how: "filled" } }, host.world.scheduler.now), event);
  return later(progress.closed ?? progress.receivedBy, event);
}
