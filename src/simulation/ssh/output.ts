// What a step asks for: messages become packets, packets become writes, and work takes its time before them.

import type { Bytes, StreamStatus, StreamUnit } from "../kernel/index.ts";
import type { Draft, Ssh, SshContent, SshEffect } from "./connection.ts";
import { detailsOf } from "./details.ts";
import type { SshMessage } from "./messages.ts";
import { DISCONNECT, messageName, messageNumber } from "./messages.ts";
import { packetSize } from "./packet.ts";
import { payloadSize } from "./payload.ts";
import type { SshRule } from "./rules.ts";
import { ruleOf } from "./rule-of.ts";

/** The longest line, CR and LF counted in (RFC 4253 §4.2). */
const LONGEST_LINE: Bytes = 255;

/** Introduces this end: a line with CR and LF (RFC 4253 §4.2). */
export function sendLine(ssh: Ssh, text: string, work: number, rule: SshRule): void {
  const size = Math.min(text.length + 2, LONGEST_LINE);
  append(ssh, { size, content: { protocol: "ssh", kind: "line", text } }, rule, work, {
    protocol: "ssh", rule, name: text, bytes: size, keys: null, details: {},
  });
}

/**
 * Sends a message with what else is sent before the next flush. While keys are exchanged, what is no part of that waits
 * until NEWKEYS has gone out (RFC 4253 §7.1). `roundTo` hides the length of what is inside.
 */
export function send(ssh: Ssh, message: SshMessage, roundTo: Bytes = 0): void {
  if (ssh.over) return;
  const { exchange, out } = ssh;
  if (exchange !== null && exchange.sent !== null && !exchange.sentNewKeys && !mayCrossExchange(messageNumber(message))) {
    ssh.deferred.push({ message, roundTo });
    return;
  }
  const bytes = payloadSize(message);
  const { protection } = out;
  const keys = protection?.keys ?? null;
  const rule = ruleOf(message);
  const name = messageName(message);
  const unit: StreamUnit<SshContent> = {
    size: packetSize(bytes, protection, roundTo), content: { protocol: "ssh", kind: "packet", message, keys, sequence: out.sequence },
  };
  out.sequence = (out.sequence + 1) >>> 0;
  append(ssh, unit, rule, ssh.settings.work[name] ?? 0, {
    protocol: "ssh", rule, name, bytes, keys, details: detailsOf(message, protection),
  });
}

/** RFC 4253 §7.1: 1 to 19 but for those of services, 20 to 49. */
export function mayCrossExchange(number: number): boolean {
  return number < 50 && number !== 5 && number !== 6;
}

/** The answer to a message that this end does not know or does not expect now: which packet it was (RFC 4253 §11.4). */
export function unimplemented(ssh: Ssh, sequence: number): void {
  send(ssh, { kind: "UNIMPLEMENTED", sequence });
}

/**
 * A packet that may not stand here while keys are exchanged (RFC 4253 §7.1). Where both sides keep strictly to the order the first
 * exchange ends by it (OpenSSH PROTOCOL §1.10); otherwise OpenSSH passes over it and says so.
 */
export function refusePacket(ssh: Ssh, number: number, sequence: number): void {
  if (ssh.strict && ssh.exchanges === 0) {
    const description = `strict KEX violation: unexpected packet type ${String(number)} (seqnr ${String(sequence)})`;
    disconnect(ssh, DISCONNECT.protocolError, description, "ssh.kex.strict");
  } else if (ssh.settings.manner === "openssh") {
    unimplemented(ssh, sequence);
  } else {
    disconnect(ssh, DISCONNECT.protocolError, `unexpected packet type ${String(number)} during key exchange`, "ssh.kex.only");
  }
}

type Written = Omit<Draft["messages"][number], "start" | "end">;

function append(ssh: Ssh, unit: StreamUnit<SshContent>, rule: SshRule, work: number, message: Written): void {
  const draft = ssh.draft ?? { units: [], messages: [], size: 0, rule, work: 0 };
  draft.units.push(unit);
  draft.messages.push({ ...message, start: draft.size, end: draft.size + unit.size });
  draft.size += unit.size;
  draft.work += work;
  ssh.draft = draft;
}

/** Writes what has been sent since the last flush, as one. */
export function flush(ssh: Ssh): void {
  const { draft } = ssh;
  if (draft === null) return;
  ssh.draft = null;
  if (draft.work > 0) ssh.queue.push({ kind: "work", time: draft.work });
  ssh.queue.push({ kind: "write", rule: draft.rule, units: draft.units, messages: draft.messages });
}

/** Asks for something else, after what has been sent. */
export function ask(ssh: Ssh, effect: Exclude<SshEffect, { readonly kind: "write" }>): void {
  flush(ssh);
  ssh.queue.push(effect);
}

/** Tells the user of the program how things stand. */
export function tell(ssh: Ssh, status: StreamStatus, why: string | null, rule: SshRule): void {
  ask(ssh, { kind: "status", status, why, rule });
}

/** Ends the connection for a reason that the peer is told (RFC 4253 §11.1). */
export function disconnect(ssh: Ssh, reason: number, description: string, rule: SshRule): void {
  if (ssh.over) return;
  flush(ssh);
  send(ssh, { kind: "DISCONNECT", reason, description });
  stop(ssh, reason === DISCONNECT.byApplication ? "done" : "failed", description, rule);
}

/** Ends the connection without a word, as OpenSSH does where both sides know why; by the RFC the peer is told. */
export function leave(ssh: Ssh, reason: number, description: string, rule: SshRule): void {
  if (ssh.settings.manner === "rfc") disconnect(ssh, reason, description, rule);
  else stop(ssh, "failed", description, rule);
}

/** Closes the stream; nothing is sent or taken from here on. */
export function stop(ssh: Ssh, status: StreamStatus, why: string | null, rule: SshRule): void {
  if (ssh.over) return;
  tell(ssh, status, why, rule);
  const work = ssh.settings.work["close"] ?? 0;
  if (work > 0) ssh.queue.push({ kind: "work", time: work });
  ask(ssh, { kind: "close", rule });
  ssh.over = true;
  ssh.wanted.length = 0;
}

/** Hands out what can be done now; work that comes first keeps this end busy. */
export function drain(ssh: Ssh, effects: SshEffect[]): void {
  flush(ssh);
  while (!ssh.busy) {
    const next = ssh.queue.shift();
    if (next === undefined) return;
    if (next.kind === "work") {
      ssh.busy = true;
      effects.push({ kind: "wake", name: "work", after: next.time, rule: "ssh.work" });
    } else {
      effects.push(next);
    }
  }
}
