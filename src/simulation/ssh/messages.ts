// The messages of SSH: number, name and fields, and their payload's size (RFC 4253 §12, RFC 4252 §6, RFC 4254 §9, RFC 8308 §2.3).

import type { Bytes } from "../kernel/index.ts";

/** The name-lists of a KEXINIT, in its order (RFC 4253 §7.1). */
export interface Proposal {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphersToServer: readonly string[];
  readonly ciphersToClient: readonly string[];
  readonly macsToServer: readonly string[];
  readonly macsToClient: readonly string[];
  readonly compressionToServer: readonly string[];
  readonly compressionToClient: readonly string[];
}

/** How a user asks to be let in (RFC 4252 §5). */
export type AuthenticationMethod =
  | { readonly name: "none" }
  /** Asks whether a key would do, without a signature. */
  | { readonly name: "publickey"; readonly algorithm: string; readonly key: Bytes; readonly signature: null }
  /** `hostKey` is the host key that the signature names besides, by OpenSSH's extension, or null. */
  | { readonly name: "publickey"; readonly algorithm: string; readonly key: Bytes; readonly signature: Bytes; readonly hostKey: Bytes | null }
  | { readonly name: "password"; readonly password: string };

/** What is asked of a channel (RFC 4254 §6). */
export type ChannelRequest =
  | { readonly type: "pty-req"; readonly terminal: string; readonly modes: Bytes }
  | { readonly type: "env"; readonly variable: string; readonly value: string }
  | { readonly type: "shell" }
  /** `answer` is what the command is to bring forth; that is no field of the message, since no command is run here. */
  | { readonly type: "exec"; readonly command: string; readonly answer: Bytes; readonly status: number }
  | { readonly type: "exit-status"; readonly status: number };

export type SshMessage =
  | { readonly kind: "DISCONNECT"; readonly reason: number; readonly description: string }
  | { readonly kind: "IGNORE"; readonly bytes: Bytes }
  | { readonly kind: "UNIMPLEMENTED"; readonly sequence: number }
  | { readonly kind: "DEBUG"; readonly text: string }
  | { readonly kind: "SERVICE_REQUEST"; readonly service: string }
  | { readonly kind: "SERVICE_ACCEPT"; readonly service: string }
  | { readonly kind: "EXT_INFO"; readonly extensions: readonly (readonly [name: string, value: string])[] }
  | { readonly kind: "KEXINIT"; readonly proposal: Proposal; readonly firstKexPacketFollows: boolean }
  | { readonly kind: "NEWKEYS" }
  /** Group exchange: the sizes that the client takes, in bits, and the prime that the server chose, in bytes (RFC 4419 §3). */
  | { readonly kind: "GEX_REQUEST"; readonly least: number; readonly preferred: number; readonly most: number }
  | { readonly kind: "GEX_GROUP"; readonly prime: Bytes }
  | { readonly kind: "KEX_INIT"; readonly method: string; readonly value: Bytes }
  | {
    readonly kind: "KEX_REPLY"; readonly method: string; readonly hostKeyAlgorithm: string;
    readonly hostKey: Bytes; readonly value: Bytes; readonly signature: Bytes;
  }
  | { readonly kind: "USERAUTH_REQUEST"; readonly user: string; readonly service: string; readonly method: AuthenticationMethod }
  | { readonly kind: "USERAUTH_FAILURE"; readonly methods: readonly string[]; readonly partialSuccess: boolean }
  | { readonly kind: "USERAUTH_SUCCESS" }
  | { readonly kind: "USERAUTH_BANNER"; readonly text: string }
  | { readonly kind: "USERAUTH_PK_OK"; readonly algorithm: string; readonly key: Bytes }
  /** `data` counts the bytes that are particular to the request. */
  | { readonly kind: "GLOBAL_REQUEST"; readonly request: string; readonly wantReply: boolean; readonly data: Bytes }
  | { readonly kind: "REQUEST_SUCCESS" }
  | { readonly kind: "REQUEST_FAILURE" }
  | { readonly kind: "CHANNEL_OPEN"; readonly type: string; readonly sender: number; readonly window: Bytes; readonly largest: Bytes }
  | {
    readonly kind: "CHANNEL_OPEN_CONFIRMATION"; readonly recipient: number; readonly sender: number;
    readonly window: Bytes; readonly largest: Bytes;
  }
  | { readonly kind: "CHANNEL_OPEN_FAILURE"; readonly recipient: number; readonly reason: number; readonly description: string }
  | { readonly kind: "CHANNEL_WINDOW_ADJUST"; readonly recipient: number; readonly bytes: Bytes }
  | { readonly kind: "CHANNEL_DATA"; readonly recipient: number; readonly bytes: Bytes; readonly text: string | null }
  | { readonly kind: "CHANNEL_EOF"; readonly recipient: number }
  | { readonly kind: "CHANNEL_CLOSE"; readonly recipient: number }
  | { readonly kind: "CHANNEL_REQUEST"; readonly recipient: number; readonly request: ChannelRequest; readonly wantReply: boolean }
  | { readonly kind: "CHANNEL_SUCCESS"; readonly recipient: number }
  | { readonly kind: "CHANNEL_FAILURE"; readonly recipient: number }
  /** A message whose number this room does not know. */
  | { readonly kind: "UNKNOWN"; readonly number: number; readonly bytes: Bytes };

export type SshMessageKind = SshMessage["kind"];

type NumberedKind = Exclude<SshMessageKind, "UNKNOWN">;

const NUMBERS: Readonly<Record<NumberedKind, number>> = {
  DISCONNECT: 1, IGNORE: 2, UNIMPLEMENTED: 3, DEBUG: 4, SERVICE_REQUEST: 5, SERVICE_ACCEPT: 6, EXT_INFO: 7,
  KEXINIT: 20, NEWKEYS: 21, KEX_INIT: 30, KEX_REPLY: 31, GEX_REQUEST: 34, GEX_GROUP: 31,
  USERAUTH_REQUEST: 50, USERAUTH_FAILURE: 51, USERAUTH_SUCCESS: 52, USERAUTH_BANNER: 53, USERAUTH_PK_OK: 60,
  GLOBAL_REQUEST: 80, REQUEST_SUCCESS: 81, REQUEST_FAILURE: 82,
  CHANNEL_OPEN: 90, CHANNEL_OPEN_CONFIRMATION: 91, CHANNEL_OPEN_FAILURE: 92, CHANNEL_WINDOW_ADJUST: 93, CHANNEL_DATA: 94,
  CHANNEL_EOF: 96, CHANNEL_CLOSE: 97, CHANNEL_REQUEST: 98, CHANNEL_SUCCESS: 99, CHANNEL_FAILURE: 100,
};

/** The number that stands in the message's first byte; those of a key exchange are its method's own (RFC 4419 §5). */
export function messageNumber(message: SshMessage): number {
  switch (message.kind) {
    case "UNKNOWN":
      return message.number;
    case "KEX_INIT":
    case "KEX_REPLY":
      return NUMBERS[message.kind] + (exchangesGroup(message.method) ? 2 : 0);
    default:
      return NUMBERS[message.kind];
  }
}

function exchangesGroup(method: string): boolean {
  return method.startsWith("diffie-hellman-group-exchange-");
}

/** The message's name as its RFC spells it; those of a key exchange belong to its method (RFC 4253 §8, RFC 5656 §4). */
export function messageName(message: SshMessage): string {
  switch (message.kind) {
    case "KEX_INIT":
    case "KEX_REPLY": {
      const part = message.kind === "KEX_INIT" ? "INIT" : "REPLY";
      if (exchangesGroup(message.method)) return `SSH_MSG_KEX_DH_GEX_${part}`;
      return `SSH_MSG_${message.method.startsWith("diffie-hellman-") ? "KEXDH" : "KEX_ECDH"}_${part}`;
    }
    case "GEX_REQUEST":
    case "GEX_GROUP":
      return `SSH_MSG_KEX_DH_${message.kind}`;
    case "UNKNOWN":
      return `SSH message ${String(message.number)}`;
    default:
      return `SSH_MSG_${message.kind}`;
  }
}

/** Why a connection was ended (RFC 4253 §11.1). */
export const DISCONNECT = {
  protocolError: 2,
  keyExchangeFailed: 3,
  macError: 5,
  serviceNotAvailable: 7,
  versionNotSupported: 8,
  byApplication: 11,
  noMoreAuthenticationMethods: 14,
} as const;
