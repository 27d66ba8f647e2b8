// The state of one end of a TLS connection, and what every part of its machine does with it.

import type { Bytes, StreamEffect, StreamInput } from "../kernel/index.ts";
import type { CipherSuite, NamedGroup, SpokenVersion } from "./algorithms.ts";
import type { AlertDescription } from "./alerts.ts";
import type { UserData } from "./flight.ts";
import { Flight } from "./flight.ts";
import type { ClientHello, HandshakeMessage } from "./messages.ts";
import type { Epoch, KeyName, TlsContent } from "./record.ts";
import type { TlsRule } from "./rules.ts";
import type { Credentials, Session, TlsSettings } from "./settings.ts";

/** Where the handshake stands: the names of RFC 8446 Appendix A, and for 1.2 names in their manner. */
export type Phase =
  | "START" | "WAIT_SH" | "WAIT_EE" | "WAIT_CERT_CR" | "WAIT_CERT" | "WAIT_CV" | "WAIT_FINISHED" | "CONNECTED" | "RECVD_CH" | "WAIT_EOED"
  | "WAIT_SKE" | "WAIT_CR_SHD" | "WAIT_SHD" | "WAIT_NST" | "WAIT_CCS" | "WAIT_CKE";

/** What the user asks of TLS. */
export type TlsCall =
  /** `early`: may go before the handshake is over, if it can (RFC 8446 §2.3). */
  | { readonly kind: "send"; readonly data: UserData; readonly early: boolean }
  | { readonly kind: "update-keys"; readonly requested: boolean }
  | { readonly kind: "close" }
  | { readonly kind: "abort" };

export type TlsInput = StreamInput<TlsContent, TlsCall>;
export type TlsEffect = StreamEffect<TlsContent, TlsRule>;

export interface TlsState {
  readonly settings: TlsSettings;
  phase: Phase;
  /** Null until it is agreed on. */
  version: SpokenVersion | null;
  suite: CipherSuite | null;
  group: NamedGroup | null;
  alpn: string | null;
  /** The session that is offered (client), then the one that is resumed. */
  session: Session | null;
  resumed: boolean;
  /** The client's hello: its own, or the one that came. */
  hello: ClientHello | null;
  /** A HelloRetryRequest was sent or answered. */
  retried: boolean;
  /** Whether the ChangeCipherSpec of compatibility was sent. */
  compatible: boolean;
  earlyData: "none" | "offered" | "accepted" | "rejected";
  /** Bytes of early data taken, or passed over. */
  earlyBytes: Bytes;
  /** 1.2: whether a ticket was promised. */
  ticketPromised: boolean;
  /** 1.2: the session that may be taken up by its ID, or null. */
  sessionId: Session | null;
  certificateRequested: boolean;
  peer: Credentials | null;
  /** What comes from the peer must be protected with this; null: nothing. */
  reading: Epoch | null;
  /** What was opened last, and how many records under it. */
  opened: { readonly epoch: Epoch; next: number } | null;
  readonly out: Flight;
  /** The handshake message that has arrived in part. */
  assembling: { readonly message: HandshakeMessage; got: Bytes } | null;
  /** What the user wants to send and cannot yet. */
  waiting: { readonly data: UserData; readonly early: boolean }[];
  /** Early data that is on its way, to be sent again if it is refused. */
  early: UserData[];
  /** How often each end has updated its keys (RFC 8446 §7.2), and whether the peer waits for an update of this end's. */
  updates: { sent: number; received: number; owed: boolean };
  closeSent: boolean;
  closeReceived: boolean;
  over: boolean;
  /** Sessions that may be taken up later; the latest last. */
  readonly sessions: Session[];
  effects: TlsEffect[];
}

/** One end before its stream is open. A client may bring a session to resume. */
export function createTls(settings: TlsSettings, session: Session | null = null): TlsState {
  return {
    settings, phase: "START", version: null, suite: null, group: null, alpn: null, session, resumed: false, hello: null, retried: false,
    compatible: false, earlyData: "none", earlyBytes: 0, ticketPromised: false, sessionId: null, certificateRequested: false, peer: null,
    reading: null, opened: null, out: new Flight(), assembling: null, waiting: [], early: [], updates: { sent: 0, received: 0, owed: false }, closeSent: false, closeReceived: false, over: false,
    sessions: [], effects: [],
  };
}

/** The suite agreed on; asked for only when there is one. */
export function agreedSuite(state: TlsState): CipherSuite {
  const { suite } = state;
  if (suite === null) throw new Error("no cipher suite is agreed on");
  return suite;
}

/** An epoch of the agreed version and suite. */
export function epoch(state: TlsState, keys: KeyName): Epoch {
  return { keys, version: state.version ?? "1.3", suite: agreedSuite(state) };
}

/** Adds a handshake message to the flight that is being made. */
export function say(state: TlsState, message: HandshakeMessage, rule: TlsRule): void {
  state.out.handshake(message, rule);
}

/** Hands the flight to the stream. */
export function flush(state: TlsState, rule: TlsRule): void {
  state.effects.push(...state.out.take(state.phase !== "CONNECTED", rule));
}

/** Ends the connection for an error: a fatal alert, nothing more (RFC 8446 §6.2). */
export function fail(state: TlsState, description: AlertDescription, rule: TlsRule): void {
  if (state.over) return;
  state.out.alert("fatal", description, rule);
  flush(state, rule);
  giveUp(state, description, rule);
}

/** Ends the connection without another word. */
export function giveUp(state: TlsState, why: string, rule: TlsRule): void {
  state.over = true;
  state.waiting = [];
  state.effects.push({ kind: "status", status: "failed", why, rule }, { kind: "close", rule });
}

/** What an end's own alarm is called by which it leaves. */
export const LEAVE = "leave";

/** The peer has ended the connection by a fatal alert, and its FIN is right behind: by the time this end leaves too, that has come. */
export function leave(state: TlsState, why: string, rule: TlsRule): void {
  state.over = true;
  state.waiting = [];
  state.effects.push({ kind: "status", status: "failed", why, rule }, { kind: "wake", name: LEAVE, after: 0, rule });
}

/** The handshake is over: the user may go on, and what it has said so far is sent. */
export function connected(state: TlsState, rule: TlsRule): void {
  state.phase = "CONNECTED";
  state.effects.push({ kind: "status", status: "ready", why: null, rule });
}

/** Sends what the user has waiting, once that is possible. */
export function sendWaiting(state: TlsState): void {
  const rule = state.version === "1.2" ? "tls12.application-data" : "tls.application-data";
  for (const { data } of state.waiting) {
    state.out.applicationData(data, rule);
    flush(state, rule);
  }
  state.waiting = [];
}
