// The connection states and every arrow between them (RFC 9293 §3.3.2, Figure 5, and §3.10).

import type { TcpState } from "../contract/index.ts";

/** Where each state may lead. CLOSED is reached from every state: by a reset, an abort or a timeout. */
export const TRANSITIONS: Readonly<Record<TcpState, readonly TcpState[]>> = {
  "CLOSED": ["LISTEN", "SYN-SENT"],
  "LISTEN": ["SYN-SENT", "SYN-RECEIVED", "CLOSED"],
  "SYN-SENT": ["SYN-RECEIVED", "ESTABLISHED", "CLOSED"],
  "SYN-RECEIVED": ["ESTABLISHED", "FIN-WAIT-1", "LISTEN", "CLOSED"],
  "ESTABLISHED": ["FIN-WAIT-1", "CLOSE-WAIT", "CLOSED"],
  "FIN-WAIT-1": ["FIN-WAIT-2", "CLOSING", "TIME-WAIT", "CLOSED"],
  "FIN-WAIT-2": ["TIME-WAIT", "CLOSED"],
  "CLOSE-WAIT": ["LAST-ACK", "CLOSED"],
  "CLOSING": ["TIME-WAIT", "CLOSED"],
  "LAST-ACK": ["CLOSED"],
  "TIME-WAIT": ["CLOSED"],
};

/** Whether the RFC has an arrow from one state to the other. */
export function isTransition(from: TcpState, to: TcpState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Whether both ends are known to agree on the numbers (RFC 9293 §3.5.2, group 3). */
export function isSynchronized(state: TcpState): boolean {
  return state !== "CLOSED" && state !== "LISTEN" && state !== "SYN-SENT" && state !== "SYN-RECEIVED";
}
