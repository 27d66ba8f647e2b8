// Which segments carry a SYN cookie: the SYN+ACK whose sequence number it is, and the ACK that brings it back (RFC 4987 §3.6).

import type { Trace } from "../../../simulation/index.ts";

/** `sent`: seq is the cookie. `returned`: ack is the cookie and one. */
export type CookieRole = "sent" | "returned";

/** The segments of a run that carry cookies, by packet. */
export function cookiesOf(trace: Trace): ReadonlyMap<number, CookieRole> {
  const roles = new Map<number, CookieRole>();
  for (const event of trace.events) {
    if (event.kind === "send" && (event.rule === "synflood.cookie-sent" || event.rule === "synflood.proxy-cookie-sent")) roles.set(event.packet, "sent");
    if (event.kind === "receive" && (event.rule === "synflood.cookie-received" || event.rule === "synflood.proxy-opens")) roles.set(event.packet, "returned");
  }
  return roles;
}
