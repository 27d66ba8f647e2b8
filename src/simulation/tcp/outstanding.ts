// The calls of a connection that still wait for something, and how they end when the connection does (RFC 9293 §3.9.1, §3.10).

import type { Bytes } from "../kernel/index.ts";
import type { CallError, Signal } from "../contract/index.ts";
import { deleteTcb, report } from "./connection.ts";
import type { Turn } from "./effects.ts";
import type { Written } from "./named-writes.ts";
import type { TcpRule } from "./rules.ts";
import { distance } from "./segment/sequence.ts";
import type { Tcb } from "./tcb.ts";

/** How many of the written bytes the peer has acknowledged. */
export function acknowledgedBytes({ iss, snd, writes }: Tcb): Bytes {
  return Math.max(0, Math.min(distance(iss, snd.una) - 1, writes.written));
}

/**
 * The SENDs that have not come to their end. By the RFC's text those that are not wholly acknowledged; in Linux a SEND is over when its
 * bytes are in the buffer.
 */
export function outstandingSends(tcb: Tcb): readonly Written[] {
  if (!tcb.settings.sendsEndInBuffer) return tcb.writes.beyond(acknowledgedBytes(tcb));
  const { sendsUnderWay, writes } = tcb;
  return sendsUnderWay === 0 ? [] : writes.beyond(-1).slice(-sendsUnderWay);
}

/** Whether a program that always reads has a RECEIVE outstanding. */
export function readsOn(tcb: Tcb): boolean {
  return tcb.reading && tcb.ends?.exhausted === false && isReceiving(tcb);
}

/** Whether text may be received, and asked for: the connection is open, and with Fast Open it is so early (RFC 7413 §4.2.2). */
function isReceiving({ state, open, ends }: Tcb): boolean {
  const early = state === "SYN-RECEIVED" && open === "passive" && ends !== null;
  return early || state === "ESTABLISHED" || state === "FIN-WAIT-1" || state === "FIN-WAIT-2" || state === "CLOSE-WAIT";
}

/** Tells each SEND and each RECEIVE that waits how it has ended. */
export function returnCalls(tcb: Tcb, turn: Turn, error: CallError, rule: TcpRule): void {
  for (const about of outstandingSends(tcb)) report(turn, "send", error, rule, about);
  for (const bytes of tcb.receives) report(turn, "receive", error, rule, { bytes });
  tcb.receives.length = 0;
  tcb.sendsUnderWay = 0;
}

/**
 * Ends the connection against the program's will, and tells it: an OPEN that is under way fails with `error`, and so does each SEND and
 * RECEIVE that waits, the RECEIVE of a program that always reads among them once the connection was open. By the RFC's text the program gets
 * a signal besides. A passive connection that was never open goes unnoticed, for its program has not been told of it yet
 * (RFC 9293 §3.10.7.4, second check; §3.10.8).
 */
export function fail(tcb: Tcb, turn: Turn, error: "connection refused" | Exclude<Signal, "excessive retransmissions" | "urgent data">, rule: TcpRule): void {
  const { state, open, settings } = tcb;
  const opening = state === "SYN-SENT" || state === "SYN-RECEIVED";
  const isOpen = isReceiving(tcb);
  // What nobody waits for, nobody is told of but by a signal; where there is none, the next call finds it out.
  const reads = settings.signals ? readsOn(tcb) : isOpen && (tcb.reading || tcb.receives.length === 0);
  deleteTcb(tcb, turn, rule);
  if (opening && open === "active") report(turn, "connect", error, rule);
  if (opening && open === "passive" && !isOpen) return;
  returnCalls(tcb, turn, error, rule);
  if (reads) report(turn, "receive", error, rule);
  if (!opening && error !== "connection refused") signal(tcb, turn, error, rule);
}

/** Tells the program something that it has not asked for (RFC 9293 §3.9.1.8), where the stack has a way to. */
export function signal({ settings }: Tcb, turn: Turn, what: Signal, rule: TcpRule): void {
  if (settings.signals) turn.effects.push({ kind: "signal", signal: what, rule });
}
