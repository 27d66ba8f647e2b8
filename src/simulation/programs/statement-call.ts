// The call of a statement: what it asks of TCP, and whether it is about a connection that must be there first.

import type { Call, Statement } from "../contract/index.ts";
import type { Endpoint } from "../hosts/index.ts";
import type { TcpCall } from "../tcp/index.ts";

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
    case "change-keys":
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

/**
 * Whether a call need not wait until the connection is open: an attempt that nobody waits for can be given up, and TCP queues what is to be
 * sent and received over it (RFC 9293 §3.10.2 and §3.10.3, SYN-SENT). Simplified: in Linux a program waits for the connection first.
 */
export function mayComeEarly(call: Call, { tcb }: Endpoint): boolean {
  // What waits for one peer alone is the program's own.
  if (tcb.state === "LISTEN") return call.kind === "send" || call.kind === "receive" || call.kind === "close" || call.kind === "abort";
  if (tcb.open !== "active") return false;
  if (call.kind === "close" || call.kind === "abort") return true;
  const opening = tcb.state === "SYN-SENT" || tcb.state === "SYN-RECEIVED";
  return tcb.settings.stack === "textbook" && opening && (call.kind === "send" || call.kind === "receive" || call.kind === "shutdown");
}

/** The later of two events, where there are two. */
export function later(a: number | null, b: number): number {
  return a === null || b > a ? b : a;
}
