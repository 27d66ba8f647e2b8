// What a program asks of its TCP: OPEN, SEND, RECEIVE, CLOSE, ABORT, STATUS (RFC 9293 §3.10.1 to §3.10.6).

import type { Bytes } from "../kernel/index.ts";
import type { KeepAlive } from "../contract/index.ts";
import { awaitFinForsaken, deleteTcb, enter, report } from "./connection.ts";
import type { TcpCallName, Turn } from "./effects.ts";
import { openEnds } from "./ends/stack.ts";
import { textOfSyn } from "./fast-open.ts";
import { beginKeepAlive } from "./keep-alive.ts";
import { sendSyn } from "./opening.ts";
import { readsOn, returnCalls } from "./outstanding.ts";
import { resetOptions } from "./segment/negotiation.ts";
import { ACK, RST } from "./segment/segment.ts";
import { sequence } from "./segment/sequence.ts";
import { statusOf } from "./status.ts";
import type { Tcb } from "./tcb.ts";
import { emit } from "./transmit.ts";

export type TcpCall =
  | { readonly kind: "listen" }
  /** `bytes`: written with the call (RFC 7413 §4.2). */
  | { readonly kind: "connect"; readonly bytes?: Bytes; readonly text?: string | null }
  | { readonly kind: "send"; readonly bytes: Bytes; readonly text: string | null }
  | { readonly kind: "close" | "shutdown" }
  | { readonly kind: "abort" }
  | { readonly kind: "stop-reading" }
  | { readonly kind: "read" }
  /**
   * `how`: `waits`, it is queued until so many bytes are there; `filled`, one that has waited takes what is there now, for nothing more will
   * come or there is enough. Absent: takes what is there.
   */
  | { readonly kind: "receive"; readonly bytes: Bytes; readonly how?: "waits" | "filled" }
  | { readonly kind: "status" }
  | { readonly kind: "set"; readonly nagle: boolean | null; readonly keepAlive: KeepAlive | null };

/** Serves one call. What it comes to is an effect; OPEN and SEND may end later. */
export function serve(tcb: Tcb, call: TcpCall, turn: Turn): void {
  switch (call.kind) {
    case "listen":
      open(tcb, call.kind, turn);
      break;
    case "connect":
      if (tcb.state === "CLOSED" && call.bytes !== undefined) tcb.writes.write(call.bytes, call.text ?? null);
      open(tcb, call.kind, turn);
      break;
    case "send":
      send(tcb, call.bytes, call.text, turn);
      break;
    case "close":
    case "shutdown":
      close(tcb, call.kind, turn);
      break;
    case "abort":
      abort(tcb, turn);
      break;
    case "stop-reading":
      turn.rule = "tcp.call.receive";
      tcb.reading = false;
      break;
    case "read":
      tcb.reading = true;
      receive(tcb, Infinity, turn);
      break;
    case "receive":
      if (call.how === "filled") fill(tcb, call.bytes, turn);
      else receive(tcb, call.bytes, turn, call.how === "waits");
      break;
    case "status":
      status(tcb, turn);
      break;
    case "set":
      turn.rule = "tcp.call.set";
      if (call.nagle !== null) {
        tcb.nagle = call.nagle;
        tcb.ends?.setNagle(call.nagle);
      }
      if (call.keepAlive !== null) beginKeepAlive(tcb, call.keepAlive, turn);
      break;
  }
}

/** OPEN (RFC 9293 §3.10.1), passive for `listen` and active for `connect`. */
function open(tcb: Tcb, call: "listen" | "connect", turn: Turn): void {
  if (tcb.state === "LISTEN" && call === "connect") {
    turn.rule = "tcp.call.open-active";
    becomeActive(tcb, call, turn);
  } else if (tcb.state !== "CLOSED") {
    turn.rule = "tcp.call.open-again";
    report(turn, call, "connection already exists", turn.rule);
  } else if (call === "listen") {
    turn.rule = "tcp.call.open-passive";
    enter(tcb, turn, "LISTEN", turn.rule);
    report(turn, call, "ok", turn.rule);
  } else {
    turn.rule = "tcp.call.open-active";
    enter(tcb, turn, "SYN-SENT", turn.rule);
    const { fastOpen } = tcb;
    if (fastOpen !== null) fastOpen.carried = textOfSyn(fastOpen, tcb.writes.written, tcb.settings.mss);
    sendSyn(tcb, turn, turn.rule, fastOpen?.carried ?? 0);
  }
}

/** SEND (RFC 9293 §3.10.2). It ends when there has been room for all of it. */
function send(tcb: Tcb, bytes: Bytes, text: string | null, turn: Turn): void {
  turn.rule = "tcp.call.send";
  switch (tcb.state) {
    case "CLOSED":
      refuse("send", turn);
      return;
    case "LISTEN":
      if (!becomeActive(tcb, "send", turn)) return;
      tcb.writes.write(bytes, text);
      report(turn, "send", "ok", turn.rule);
      return;
    case "SYN-SENT":
    case "SYN-RECEIVED":
    case "ESTABLISHED":
    case "CLOSE-WAIT":
      if (tcb.closing) {
        report(turn, "send", "connection closing", turn.rule);
        return;
      }
      // Before ESTABLISHED the data waits.
      tcb.writes.write(bytes, text);
      if (tcb.ends === null) report(turn, "send", "ok", turn.rule);
      else {
        tcb.sendsUnderWay += 1;
        tcb.ends.write(bytes);
      }
      return;
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSING":
    case "LAST-ACK":
    case "TIME-WAIT":
      report(turn, "send", "connection closing", turn.rule);
      return;
  }
}

/**
 * RECEIVE (RFC 9293 §3.10.3): takes what waits, at most so many bytes. The window is offered anew where that is
 * worth a segment (§3.8.6.2.2).
 */
function receive(tcb: Tcb, most: Bytes, turn: Turn, waits = false): void {
  turn.rule = "tcp.call.receive";
  if (tcb.settings.readsToTheEnd && !waits) {
    tcb.ends?.read(most);
    return;
  }
  switch (tcb.state) {
    case "CLOSED":
      refuse("receive", turn);
      return;
    case "CLOSE-WAIT":
      if (tcb.ends?.exhausted === true) report(turn, "receive", "connection closing", turn.rule);
      else if (waits) tcb.receives.push(most);
      else tcb.ends?.read(most);
      return;
    case "CLOSING":
    case "LAST-ACK":
    case "TIME-WAIT":
      report(turn, "receive", "connection closing", turn.rule);
      return;
    default:
      if (waits) tcb.receives.push(most);
      else tcb.ends?.read(most);
      return;
  }
}

/**
 * A RECEIVE that has waited is served: the one that has waited longest. Where nothing is on hand and nothing more will come, it ends as
 * the RFC has it (§3.10.3, CLOSE-WAIT; §3.10.7.4, eighth check).
 */
function fill(tcb: Tcb, most: Bytes, turn: Turn): void {
  turn.rule = "tcp.call.receive";
  tcb.receives.shift();
  const { ends } = tcb;
  if (ends === null || ends.unread === 0) report(turn, "receive", "connection closing", turn.rule, { bytes: most });
  else ends.read(most);
}

/** STATUS (RFC 9293 §3.10.6). */
function status(tcb: Tcb, turn: Turn): void {
  if (tcb.state === "CLOSED") {
    refuse("status", turn);
    return;
  }
  turn.rule = "tcp.call.status";
  turn.effects.push({ kind: "status", status: statusOf(tcb), rule: turn.rule });
}

/**
 * CLOSE (RFC 9293 §3.10.4): "I have no more data to send". The FIN goes at the end of this step, or when data lets it. A
 * `shutdown` is the same to TCP: its CLOSE never means that the program reads no more.
 */
function close(tcb: Tcb, call: "close" | "shutdown", turn: Turn): void {
  turn.rule = "tcp.call.close";
  const forsakes = call === "close" && tcb.settings.closeForsakes && !tcb.forsaken;
  if (forsakes) {
    tcb.forsaken = true;
    if (tcb.ends !== null && tcb.ends.unread > 0) {
      // Nobody will read what is there: the peer is told that it was lost (RFC 9293 §3.6.1; RFC 2525 §2.17).
      abort(tcb, turn);
      return;
    }
    tcb.ends?.forsake();
  }
  switch (tcb.state) {
    case "CLOSED":
      refuse(call, turn);
      return;
    case "LISTEN":
    case "SYN-SENT":
      deleteTcb(tcb, turn, turn.rule);
      returnCalls(tcb, turn, "connection closing", turn.rule);
      break;
    case "SYN-RECEIVED":
      // With data waiting, the call is served once the connection is ESTABLISHED.
      if (tcb.syn !== null && (tcb.ends !== null || tcb.writes.written === 0)) {
        enter(tcb, turn, "FIN-WAIT-1", turn.rule);
        // The FIN goes before our SYN is acknowledged, and so the sender begins before.
        tcb.ends ??= openEnds(tcb, null, tcb.syn, turn);
      }
      tcb.closing = true;
      break;
    case "ESTABLISHED":
      tcb.closing = true;
      enter(tcb, turn, "FIN-WAIT-1", turn.rule);
      break;
    case "CLOSE-WAIT":
      if (tcb.closing) {
        report(turn, call, "connection closing", turn.rule);
        return;
      }
      tcb.closing = true;
      break;
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSING":
    case "LAST-ACK":
    case "TIME-WAIT":
      // After a shutdown the program may still let go of the connection itself.
      if (forsakes && tcb.state === "FIN-WAIT-2") awaitFinForsaken(tcb, turn);
      report(turn, call, forsakes ? "ok" : "connection closing", turn.rule);
      return;
  }
  report(turn, call, "ok", turn.rule);
  tcb.ends?.close();
}

/** ABORT (RFC 9293 §3.10.5). */
function abort(tcb: Tcb, turn: Turn): void {
  turn.rule = "tcp.call.abort";
  switch (tcb.state) {
    case "CLOSED":
      refuse("abort", turn);
      return;
    case "SYN-RECEIVED":
    case "ESTABLISHED":
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSE-WAIT":
      if (tcb.settings.resetAcknowledges) {
        emit(tcb, turn, tcb.snd.nxt, RST | ACK, 0, 0, null, false, turn.rule);
        break;
      }
      turn.effects.push({
        kind: "send",
        segment: {
          sourcePort: tcb.localPort, destinationPort: tcb.remotePort, seq: tcb.snd.nxt, ack: sequence(0), flags: RST,
          window: 0, options: resetOptions(tcb, turn.now), length: 0, offset: 0, text: null,
        },
        retransmission: false,
        rule: turn.rule,
      });
      break;
    case "LISTEN":
    case "SYN-SENT":
    case "CLOSING":
    case "LAST-ACK":
    case "TIME-WAIT":
      break;
  }
  const reading = tcb.settings.signals && readsOn(tcb);
  const over = tcb.state === "CLOSING" || tcb.state === "LAST-ACK" || tcb.state === "TIME-WAIT";
  deleteTcb(tcb, turn, turn.rule);
  if (!over) returnCalls(tcb, turn, "connection reset", turn.rule);
  if (reading) report(turn, "receive", "connection reset", turn.rule);
  report(turn, "abort", "ok", turn.rule);
}

/** Turns a passive OPEN into an active one, which needs to know with whom (§3.10.1 and §3.10.2, LISTEN). Tells whether it has. */
function becomeActive(tcb: Tcb, call: "connect" | "send", turn: Turn): boolean {
  if (tcb.remotePort === 0) {
    report(turn, call, "remote socket unspecified", turn.rule);
    return false;
  }
  tcb.open = "active";
  enter(tcb, turn, "SYN-SENT", turn.rule);
  sendSyn(tcb, turn, turn.rule);
  return true;
}

/** The answer where there is no connection. */
function refuse(call: TcpCallName, turn: Turn): void {
  turn.rule = "tcp.call.no-connection";
  report(turn, call, "connection does not exist", turn.rule);
}
