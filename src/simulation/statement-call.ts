// The call of a statement: what it asks of TCP, and whether it is about a connection that must be there first.

import type { Call, Statement } from "./scenario.ts";
import type { TcpCall } from "./tcp/index.ts";
import type { Endpoint } from "./world.ts";

/** What TCP is asked for. */
export function requestOf(call: Extract<Call, { readonly kind: "send" | "close" | "shutdown" | "abort" | "set" }>): TcpCall {
  switch (call.kind) {
    case "send":
      return { kind: "send", bytes: call.bytes, text: call.text ?? null };
    case "set":
      return { kind: "set", nagle: call.nagle ?? null, keepAlive: call.keepAlive ?? null };
    default:
      return { kind: call.kind };
  }
}

/** What a connect writes along. */
export function dataOf({ bytes, text }: Extract<Call, { readonly kind: "connect" }>): { readonly bytes: number; readonly text: string | null } | null {
  return bytes === undefined ? null : { bytes, text: text ?? null };
}

/** Bytes in order that the program has not read. */
export function unreadOf(connection: Endpoint): number {
  return connection.tcb.ends?.unread ?? 0;
}

/** Whether a connection must be there first. Reading is a habit: without a port it holds for those to come as well. */
export function needsConnection({ call, port }: Statement): boolean {
  switch (call.kind) {
    case "receive":
    case "set":
    case "send":
    case "close":
    case "shutdown":
    case "abort":
    case "open-tls":
    case "open-ssh":
    case "run":
      return true;
    case "send-frames":
      return call.over === "tcp";
    case "stop-reading":
    case "read":
      return port !== undefined;
    default:
      return false;
  }
}

/** An attempt that nobody waits for can be given up before it has come to anything. */
export function mayGiveUp(call: Call, connection: Endpoint): boolean {
  return (call.kind === "close" || call.kind === "abort") && connection.tcb.open === "active";
}

/** The later of two events, where there are two. */
export function later(a: number | null, b: number): number {
  return a === null || b > a ? b : a;
}
