// A RECEIVE for which not enough bytes are there yet: TCP queues it until they are, or no more can come (RFC 9293 §3.10.3).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { TcpState } from "../contract/index.ts";
import type { Endpoint } from "../hosts/index.ts";
import type { TcpCall, Turn } from "../tcp/index.ts";
import { step } from "../tcp/index.ts";
import { later } from "./statement-call.ts";

/** What is asked of the host. */
export interface ReceivingHost {
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number;
  carryOut(endpoint: Endpoint, turn: Turn, cause: number): void;
  readAll(reading: boolean, cause: number | null, statement: number | null): number | null;
  readonly world: { readonly scheduler: { readonly now: Milliseconds } };
}

/** States in which the peer will send nothing more. */
const ENDED: readonly TcpState[] = ["CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED"];

/** Whether a RECEIVE of so many bytes can be served: they are there, or no more will come. */
export function canReceive({ tcb }: Endpoint, bytes: Bytes): boolean {
  return (tcb.ends?.unread ?? 0) >= bytes || ENDED.includes(tcb.state);
}

/** The RECEIVEs of one program: it waits in one of them at a time. */
export class WaitingReceive {
  /** What it waits for, and the event of the call. */
  private waiting: { readonly connection: Endpoint; readonly bytes: Bytes; readonly event: number; readonly statement: number } | null = null;

  /** `last`: the last statement that receives a number of bytes, or null. */
  constructor(private readonly host: ReceivingHost, private readonly last: number | null) {}

  get waits(): boolean {
    return this.waiting !== null;
  }

  /** Calls RECEIVE for bytes that are still to come. Returns the event of the call. */
  begin(connection: Endpoint, bytes: Bytes, cause: number | null, statement: number): number {
    const event = this.host.call(connection, { kind: "receive", bytes, how: "waits" }, cause, statement);
    this.waiting = { connection, bytes, event, statement };
    return event;
  }

  /** Serves it, if that can be done now; with a connection that is gone it has ended already. Returns the event by which it is over, or null. */
  fill(): number | null {
    const { host, waiting } = this;
    if (waiting === null || !canReceive(waiting.connection, waiting.bytes)) return null;
    this.waiting = null;
    const { connection: { tcb, progress }, bytes, event, statement } = waiting;
    if (tcb.state !== "CLOSED") host.carryOut(waiting.connection, step(tcb, { kind: "call", call: { kind: "receive", bytes, how: "filled" } }, host.world.scheduler.now), event);
    return this.over(statement, later(progress.closed ?? progress.receivedBy, event));
  }

  /** A RECEIVE is over, by the event `ended`: after the last one the program reads by itself. Returns the latest event. */
  over(statement: number, ended: number): number;
  over(statement: number, ended: number | null): number | null;
  over(statement: number, ended: number | null): number | null {
    return statement === this.last ? this.host.readAll(true, ended, statement) ?? ended : ended;
  }
}
