// What comes from the peer: records put together from the stream, opened, and taken in order (RFC 8446 §5, RFC 5246 §6.2).

import type { StreamPiece } from "../kernel/index.ts";
import { clientTakes12, serverHello12 } from "./client-12.ts";
import { clientTakes13, helloRetryRequest, serverHello } from "./client-13.ts";
import type { ClientHello, HandshakeContent, HandshakeMessage, ServerHello } from "./messages.ts";
import { commonVersion, negotiate } from "./negotiation.ts";
import type { TlsContent, TlsRecord } from "./record.ts";
import { LARGEST_EXPANSION, LARGEST_FRAGMENT } from "./record.ts";
import type { TlsRule } from "./rules.ts";
import { answer12, serverTakes12 } from "./server-12.ts";
import { answer13, askAgain, serverTakes13 } from "./server-13.ts";
import { takeKeyUpdate } from "./key-update.ts";
import type { TlsState } from "./state.ts";
import { epoch, fail, flush, leave } from "./state.ts";

/** The next bytes of the stream. A record is looked at when its last byte is there. */
export function takePieces(state: TlsState, pieces: readonly StreamPiece<TlsContent>[]): void {
  for (const { unit, from, length } of pieces) {
    // What follows the end, theirs or ours, is not looked at (RFC 8446 §6.1).
    if (state.over || state.closeReceived) return;
    if (unit.content.protocol === "plain") {
      fail(state, "unexpected_message", rule(state, "tls.record"));
      return;
    }
    if (from + length === unit.size) takeRecord(state, unit.content);
  }
}

function takeRecord(state: TlsState, record: TlsRecord): void {
  const { body } = record;
  const version = state.version ?? "1.3";
  if (record.length > LARGEST_FRAGMENT + LARGEST_EXPANSION[version]) {
    fail(state, "record_overflow", rule(state, "tls.record-protection"));
    return;
  }
  // A handshake message is not interrupted by anything else (RFC 8446 §5.1).
  if (state.assembling !== null && body.type !== "handshake") {
    fail(state, "unexpected_message", rule(state, "tls.record"));
    return;
  }
  if (body.type === "change_cipher_spec" && record.keys === null) {
    if (record.intact) takeChangeCipherSpec(state);
    else fail(state, "unexpected_message", rule(state, "tls.record"));
    return;
  }
  // An alert may come before its sender has turned to the new keys.
  const early = body.type === "alert" && record.keys === null && state.phase !== "CONNECTED";
  if (!early && record.keys !== (state.reading?.keys ?? null)) {
    takeUnreadable(state, record);
    return;
  }
  if (!record.intact) {
    if (record.keys === null) fail(state, "decode_error", rule(state, "tls.error-alert"));
    else unreadable(state);
    return;
  }
  if (!inSequence(state, record)) {
    unreadable(state);
    return;
  }
  switch (body.type) {
    case "handshake":
      takeFragment(state, body.message, body.from, body.length);
      return;
    case "alert":
      takeAlert(state, body.level, body.description);
      return;
    case "application_data":
      takeData(state, body.bytes, body.ends);
      return;
    case "change_cipher_spec":
      fail(state, "unexpected_message", rule(state, "tls.record"));
      return;
  }
}

/** Whether it is the next under its keys: a record that is missing, repeated or misplaced cannot be opened (RFC 8446 §5.3). */
function inSequence(state: TlsState, record: TlsRecord): boolean {
  const { reading } = state;
  if (reading === null || record.keys === null) return true;
  if (state.opened?.epoch !== reading) state.opened = { epoch: reading, next: 0 };
  if (state.opened.next !== record.sequence) return false;
  state.opened.next += 1;
  return true;
}

/** Early data that is refused cannot be read and is passed over, up to what would have been taken (RFC 8446 §4.2.10). */
function takeUnreadable(state: TlsState, record: TlsRecord): void {
  if (state.earlyData === "rejected" && record.keys === "client_early_traffic_secret" && record.body.type === "application_data") {
    state.earlyBytes += record.body.bytes;
    if (state.earlyBytes <= Math.max(state.settings.maxEarlyData, LARGEST_FRAGMENT)) return;
  }
  if (record.keys === null) {
    fail(state, "unexpected_message", rule(state, "tls.record"));
    return;
  }
  // What is protected before any keys are agreed on is no record that could be expected.
  if (state.reading === null) {
    fail(state, "unexpected_message", rule(state, "tls.record"));
    return;
  }
  unreadable(state);
}

function unreadable(state: TlsState): void {
  fail(state, "bad_record_mac", rule(state, "tls.record-protection"));
}

/** In 1.3 it says nothing and is dropped, during the handshake (RFC 8446 §5); in 1.2 the peer's new keys begin (RFC 5246 §7.1). */
function takeChangeCipherSpec(state: TlsState): void {
  if (state.version === "1.2") {
    if (state.phase !== "WAIT_CCS") {
      fail(state, "unexpected_message", "tls12.change-cipher-spec");
      return;
    }
    state.reading = epoch(state, state.settings.role === "client" ? "server_write_key" : "client_write_key");
    state.phase = "WAIT_FINISHED";
    state.effects.push({ kind: "read", name: "ChangeCipherSpec", rule: "tls12.change-cipher-spec" });
    return;
  }
  if (state.phase === "CONNECTED" || state.hello === null) {
    fail(state, "unexpected_message", "tls.compatibility");
    return;
  }
  state.effects.push({ kind: "read", name: "ChangeCipherSpec", rule: "tls.compatibility" });
}

function takeFragment(state: TlsState, message: HandshakeMessage, from: number, length: number): void {
  const assembling = state.assembling ?? { message, got: 0 };
  if (assembling.message !== message || assembling.got !== from) {
    fail(state, "decode_error", rule(state, "tls.record"));
    return;
  }
  assembling.got += length;
  state.assembling = assembling.got < message.bytes ? assembling : null;
  if (state.assembling !== null) return;
  const name = message.content.kind;
  state.effects.push({ kind: "read", name, rule: rule(state, "tls.handshake-order") });
  if (!takeHandshake(state, message.content)) fail(state, "unexpected_message", rule(state, "tls.handshake-order"));
}

/** Takes a message where it may come; says whether that is here. */
function takeHandshake(state: TlsState, content: HandshakeContent): boolean {
  const client = state.settings.role === "client";
  if (client && state.phase === "WAIT_SH") {
    if (content.kind === "HelloRetryRequest" && state.settings.versions.includes("1.3")) helloRetryRequest(state, content);
    else if (content.kind === "ServerHello") takeServerHello(state, content);
    else return false;
    return true;
  }
  if (!client && (state.phase === "START" || state.phase === "RECVD_CH")) {
    if (content.kind !== "ClientHello") return false;
    takeClientHello(state, content);
    return true;
  }
  if (state.version === "1.3" && content.kind === "KeyUpdate") return takeKeyUpdate(state, content);
  if (state.version === "1.3") return client ? clientTakes13(state, content) : serverTakes13(state, content);
  if (state.version === "1.2") return client ? clientTakes12(state, content) : serverTakes12(state, content);
  return false;
}

function takeServerHello(state: TlsState, message: ServerHello): void {
  if (!state.settings.versions.includes(message.version)) {
    fail(state, "protocol_version", "tls.version-negotiation");
    return;
  }
  // Who asked for another hello has chosen its version (RFC 8446 §4.1.4).
  if (message.version === "1.2" && state.retried) {
    fail(state, "illegal_parameter", "tls.version-negotiation");
    return;
  }
  if (message.version === "1.3") serverHello(state, message);
  else serverHello12(state, message);
}

function takeClientHello(state: TlsState, hello: ClientHello): void {
  state.hello = hello;
  const agreement = negotiate(state.settings, hello);
  if (agreement.kind === "refused") {
    fail(state, agreement.alert, agreement.rule);
    return;
  }
  if (agreement.kind === "retry") {
    askAgain(state, agreement.suite, agreement.group);
    return;
  }
  if (state.retried && commonVersion(state.settings, hello) !== "1.3") {
    fail(state, "illegal_parameter", "tls.second-client-hello");
    return;
  }
  if (agreement.version === "1.3" && agreement.group !== null) answer13(state, agreement, agreement.group);
  else answer12(state, agreement);
}

function takeAlert(state: TlsState, level: string, description: string): void {
  state.effects.push({ kind: "read", name: `Alert: ${description}`, rule: rule(state, "tls.error-alert") });
  if (description === "close_notify") {
    takeCloseNotify(state);
    return;
  }
  if (description === "user_canceled") return;
  // Every error alert is fatal in 1.3, whatever its level says (RFC 8446 §6.2).
  if (level === "fatal" || state.version !== "1.2") leave(state, description, rule(state, "tls.error-alert"));
}

/** The peer will send no more. In 1.2 it is answered at once, and the connection closed (RFC 5246 §7.2.1). */
function takeCloseNotify(state: TlsState): void {
  state.closeReceived = true;
  const close = rule(state, "tls.close-notify");
  if (state.version === "1.2" && !state.closeSent && state.settings.answersClose) {
    state.closeSent = true;
    state.out.alert("warning", "close_notify", close);
    flush(state, close);
    state.effects.push({ kind: "status", status: "ended", why: null, rule: close }, { kind: "close", rule: close });
    return;
  }
  state.effects.push({ kind: "status", status: "ended", why: null, rule: close });
}

function takeData(state: TlsState, bytes: number, ends: string | null): void {
  const early = state.phase === "WAIT_EOED";
  if (state.phase !== "CONNECTED" && !early) {
    fail(state, "unexpected_message", rule(state, "tls.application-data"));
    return;
  }
  if (early) {
    state.earlyBytes += bytes;
    if (state.earlyBytes > state.settings.maxEarlyData) {
      fail(state, "unexpected_message", "tls.early-data");
      return;
    }
  }
  // Who has closed a connection of 1.2 reads no more.
  if (state.closeSent && state.version === "1.2") return;
  state.effects.push({ kind: "deliver", bytes, name: ends, rule: early ? "tls.early-data" : rule(state, "tls.application-data") });
}

const IN_12: Partial<Record<TlsRule, TlsRule>> = {
  "tls.close-notify": "tls12.close-notify", "tls.truncation": "tls12.truncation", "tls.error-alert": "tls12.error-alert",
  "tls.handshake-order": "tls12.handshake-order", "tls.application-data": "tls12.application-data",
};

/** The clause of the version that is spoken. */
export function rule(state: TlsState, id: TlsRule): TlsRule {
  return state.version === "1.2" ? IN_12[id] ?? id : id;
}
