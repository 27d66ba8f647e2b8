// One end of an SSH connection: everything that it remembers.

import type { Bytes, ForeignBytes, StreamEffect, StreamMessage, StreamUnit } from "../kernel/index.ts";
import type { Proposal, SshMessage } from "./messages.ts";
import type { Agreement } from "./negotiation.ts";
import type { Protection } from "./packet.ts";
import type { SshRule } from "./rules.ts";
import type { SshClientSettings, SshServerSettings, SshSettings } from "./settings.ts";

/** What an SSH program puts into the stream: the first line, then packets. */
export type SshContent =
  | { readonly protocol: "ssh"; readonly kind: "line"; readonly text: string }
  | {
    readonly protocol: "ssh"; readonly kind: "packet"; readonly message: SshMessage;
    /** The keys that it is guarded with, and its number in its direction, which the MAC covers (RFC 4253 §6.4). */
    readonly keys: string | null; readonly sequence: number;
  };

/** What may stand in a stream that an SSH program reads; what is not its own it does not understand. */
export type ReadContent = SshContent | ForeignBytes | { readonly protocol: "tls" };

export type SshEffect = StreamEffect<SshContent, SshRule>;

/** What the user of an SSH program asks of it. */
export type SshCall =
  /** Runs a command, or a shell where there is none; `answer` is how much it prints. */
  | { readonly kind: "run"; readonly command: string | null; readonly answer: Bytes; readonly status?: number }
  /** Types into the session, or prints out of it. */
  | { readonly kind: "send"; readonly bytes: Bytes; readonly text: string | null }
  /** Makes new keys (RFC 4253 §9). */
  | { readonly kind: "rekey" }
  | { readonly kind: "close" };

/** One direction of the packets. */
export interface Direction {
  /** The next packet's number (RFC 4253 §6.4). */
  sequence: number;
  /** Null until NEWKEYS. */
  protection: Protection | null;
}

/** A key exchange under way (RFC 4253 §7). */
export interface Exchange {
  sent: Proposal | null;
  received: Proposal | null;
  /** A part of the exchange that was sent on a guess; null: none was. */
  guessed: string | null;
  /** The peer has guessed wrong: its next packet of the exchange is passed over. */
  skip: boolean;
  agreement: Agreement | null;
  awaits: "KEXINIT" | "GEX_REQUEST" | "GEX_GROUP" | "KEX_INIT" | "KEX_REPLY" | "NEWKEYS";
  /** The prime of a group that was chosen for this exchange, in bytes; 0 where the method has its own. */
  group: Bytes;
  sentNewKeys: boolean;
  receivedNewKeys: boolean;
}

/** A client on its way in: what it has tried. */
export interface ClientLogin {
  /** What it asked for last. */
  trying: "none" | "publickey" | "password" | null;
  /** How many of its keys and passwords it has tried. */
  keys: number;
  passwords: number;
}

/** A server's account of who wants in. */
export interface ServerLogin {
  attempts: number;
  failures: number;
  /** Lines of the list of keys that let the user in; told when he is. */
  readonly matches: string[];
}

/** What waits for the peer's window, in order; only data needs room in it. */
export type Waiting =
  | { readonly kind: "data"; readonly bytes: Bytes; readonly text: string | null }
  | { readonly kind: "exit-status"; readonly status: number }
  | { readonly kind: "eof" }
  | { readonly kind: "close" };

export interface Channel {
  /** Its number at this end. */
  readonly local: number;
  /** Its number at the peer; null until the peer has confirmed it. */
  remote: number | null;
  /** So much the peer takes now, and in one message. */
  sendWindow: Bytes;
  largest: Bytes;
  /** So much this end takes now, of so much at most, and in one message. */
  window: Bytes;
  readonly windowMax: Bytes;
  readonly largestTaken: Bytes;
  /** What came and was not given back to the window yet. */
  consumed: Bytes;
  waiting: Waiting[];
  /** What runs in it; null: nothing yet. */
  program: "shell" | "command" | null;
  /** Answers of the peer to requests that are still to come. */
  unanswered: number;
  sentEof: boolean;
  sentClose: boolean;
}

/** How the reading of a stream stands. */
export interface Reading {
  /** How much of the unit that is arriving is there. */
  partial: Bytes;
  /** Whether the peer's own line is there, so that packets follow. */
  introduced: boolean;
  /** Bytes that begin no packet of this protocol. */
  stray: Bytes;
}

/** What is written next, as one. */
export interface Draft {
  readonly units: StreamUnit<SshContent>[];
  readonly messages: StreamMessage[];
  size: Bytes;
  rule: SshRule;
  work: number;
}

/** What waits to be read: whole units, a length that cannot be, or the end. */
export type Arrived =
  | { readonly kind: "unit"; readonly content: ReadContent }
  | { readonly kind: "garbage" }
  | { readonly kind: "ended" };

export interface Ssh {
  readonly settings: SshSettings;
  readonly out: Direction;
  readonly in: Direction;
  /** The peer's first line, or null: it has not come yet. */
  peer: string | null;
  /** Lines before that. */
  otherLines: number;
  exchange: Exchange | null;
  /** How many key exchanges are over. */
  exchanges: number;
  strict: boolean;
  /** The size of the host key that the connection rests on; null before the key exchange. */
  hostKey: Bytes | null;
  /** What the peer told of itself by EXT_INFO. */
  readonly extensions: Map<string, string>;
  service: boolean;
  readonly login: ClientLogin & ServerLogin;
  authenticated: boolean;
  readonly channels: Map<number, Channel>;
  noMoreSessions: boolean;
  /** What the session that was opened last is to run. */
  running: Extract<SshCall, { readonly kind: "run" }> | null;
  /** What the user asked for and could not be done yet. */
  readonly wanted: SshCall[];
  /** The user wants to end the connection. */
  closing: boolean;
  /** Nothing is sent or taken any more. */
  over: boolean;
  /** Messages that wait until a key exchange is over (RFC 4253 §7.1). */
  readonly deferred: { readonly message: SshMessage; readonly roundTo: Bytes }[];
  draft: Draft | null;
  /** What is to be done in order, with the pauses for work between. */
  readonly queue: (SshEffect | { readonly kind: "work"; readonly time: number })[];
  busy: boolean;
  readonly inbox: Arrived[];
  readonly reading: Reading;
}

/** A fresh end of a connection. */
export function createSsh(settings: SshSettings): Ssh {
  return {
    settings,
    out: { sequence: 0, protection: null },
    in: { sequence: 0, protection: null },
    peer: null,
    otherLines: 0,
    exchange: null,
    exchanges: 0,
    strict: false,
    hostKey: null,
    extensions: new Map(),
    service: false,
    login: { trying: null, keys: 0, passwords: 0, attempts: 0, failures: 0, matches: [] },
    authenticated: false,
    channels: new Map(),
    noMoreSessions: false,
    running: null,
    wanted: [],
    closing: false,
    over: false,
    deferred: [],
    draft: null,
    queue: [],
    busy: false,
    inbox: [],
    reading: { partial: 0, introduced: false, stray: 0 },
  };
}

/** Its settings, where this is a client; otherwise null. */
export function clientOf(ssh: Ssh): SshClientSettings | null {
  return ssh.settings.role === "client" ? ssh.settings : null;
}

/** Its settings, where this is a server; otherwise null. */
export function serverOf(ssh: Ssh): SshServerSettings | null {
  return ssh.settings.role === "server" ? ssh.settings : null;
}
