// STATUS as a program of a script calls it: which connection it asks about (RFC 9293 §3.9.1.5).

import type { HostSpec } from "../contract/index.ts";
import type { Connections, Endpoint, Listeners, World } from "../hosts/index.ts";
import type { Moment } from "../recording/index.ts";
import type { TcpCall } from "../tcp/index.ts";

/** What is asked of the host. */
export interface AskedHost {
  readonly spec: HostSpec;
  readonly connections: Connections;
  readonly listeners: Listeners;
  about(port: number | undefined): Endpoint | null;
  call(endpoint: Endpoint, call: TcpCall, cause: number | null, statement: number | null): number;
  moment(endpoint: number | null, cause: number | null, rule: string): Moment;
}

/** STATUS of the connection that a call would be about, else of one that is opening, else of the listener. Returns the event of the call. */
export function askStatus(host: AskedHost, { recorder }: World, port: number | undefined, cause: number | null, statement: number | null): number {
  const opening = port === undefined ? host.connections.living().at(-1) : undefined;
  const endpoint = host.about(port) ?? opening ?? host.listeners.on(port ?? host.spec.port)?.endpoint;
  if (endpoint !== undefined) return host.call(endpoint, { kind: "status" }, cause, statement);
  const moment = host.moment(null, cause, "tcp.call.no-connection");
  const event = recorder.call(moment, "status", statement);
  recorder.result({ ...moment, cause: event }, "status", "connection does not exist");
  return event;
}
