// How what a host holds comes to its end all at once: its process ends, or the machine crashes (RFC 9293 §3.5.1).

import { cancelTimer } from "../kernel/index.ts";
import type { TcpState } from "../contract/index.ts";
import type { Moment } from "../recording/index.ts";
import type { TcpCall } from "../tcp/index.ts";
import type { Connections } from "./connections.ts";
import type { DatagramHost } from "./datagram-host.ts";
import type { FastOpenCookies } from "./fast-open-cookies.ts";
import type { Listeners } from "./listeners.ts";
import type { StreamHost } from "./stream-host.ts";
import type { Endpoint, World } from "./world.ts";

/** Where CLOSE has something to do (RFC 9293 §3.10.4). */
const CLOSABLE: readonly TcpState[] = ["LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT"];

/** What a host holds. */
export interface EndingHost {
  connection: Endpoint | null;
  readonly connections: Connections;
  readonly listeners: Listeners;
  readonly datagrams: DatagramHost;
  readonly programs: StreamHost;
  readonly fastOpen: FastOpenCookies;
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number;
  stateChanged(endpoint: Endpoint, to: TcpState, event: number): void;
  moment(endpoint: number | null, cause: number | null, rule: string): Moment;
}

/** Loses every connection and every listener without a word. Returns the event of the crash. */
export function crash(host: EndingHost, world: World, cause: number | null, statement: number | null): number {
  const event = world.recorder.call(host.moment(null, cause, "host.crash"), "crash", statement);
  host.programs.vanish();
  for (const endpoint of [...host.listeners.endpoints(), ...host.connections.living()]) vanish(host, endpoint, event, "host.crash");
  host.connection = null;
  host.datagrams.vanish();
  host.fastOpen.forget();
  return event;
}

/** The process ends, and what it held is closed for it. Returns the event of the exit. */
export function exit(host: EndingHost, world: World, cause: number | null, statement: number | null): number {
  const event = world.recorder.call(host.moment(null, cause, "host.exit"), "exit", statement);
  const connections = host.connections.living();
  for (const endpoint of host.listeners.endpoints()) host.call(endpoint, { kind: "close" }, event, null);
  for (const endpoint of connections) {
    const { state, open } = endpoint.tcb;
    // What was not open yet goes with the listener.
    if (state === "SYN-RECEIVED" && open === "passive") vanish(host, endpoint, event, "host.exit");
    else if (!endpoint.accepted) host.call(endpoint, { kind: "abort" }, event, null);
    else if (CLOSABLE.includes(state)) host.call(endpoint, { kind: "close" }, event, null);
  }
  host.datagrams.vanish();
  return event;
}

/** Lets an endpoint go without a word to the peer. */
export function vanish(host: EndingHost, endpoint: Endpoint, cause: number, rule: string): void {
  const { recorder } = endpoint;
  for (const [timer, slot] of endpoint.timers) {
    if (slot.due === null) continue;
    cancelTimer(slot);
    recorder.timerCancel(host.moment(endpoint.id, cause, rule), timer);
  }
  const from = endpoint.tcb.state;
  endpoint.tcb.state = "CLOSED";
  const closed = recorder.state(host.moment(endpoint.id, cause, rule), from, "CLOSED");
  host.stateChanged(endpoint, "CLOSED", closed);
}
