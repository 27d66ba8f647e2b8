// The size of a message's payload, from the order of its fields in the RFCs.

import type { Bytes } from "../kernel/index.ts";
import { keyExchangeMethod } from "./algorithms.ts";
import { BOOLEAN, BYTE, mpint, nameList, stringOf, text, UINT32 } from "./encoding.ts";
import type { AuthenticationMethod, ChannelRequest, Proposal, SshMessage } from "./messages.ts";

/** The random bytes of a KEXINIT (RFC 4253 §7.1). */
const COOKIE: Bytes = 16;
/** A language tag that is not given. */
const NO_LANGUAGE = text("");

/** Bytes of the payload, its message number counted in. */
export function payloadSize(message: SshMessage): Bytes {
  return BYTE + fieldsSize(message);
}

function fieldsSize(message: SshMessage): Bytes {
  switch (message.kind) {
    case "NEWKEYS":
    case "USERAUTH_SUCCESS":
    case "REQUEST_SUCCESS":
    case "REQUEST_FAILURE":
      return 0;
    case "UNKNOWN":
      return message.bytes;
    // RFC 4253 §11.
    case "DISCONNECT":
      return UINT32 + text(message.description) + NO_LANGUAGE;
    case "IGNORE":
      return stringOf(message.bytes);
    case "UNIMPLEMENTED":
      return UINT32;
    case "DEBUG":
      return BOOLEAN + text(message.text) + NO_LANGUAGE;
    case "SERVICE_REQUEST":
    case "SERVICE_ACCEPT":
      return text(message.service);
    // RFC 8308 §2.3.
    case "EXT_INFO":
      return UINT32 + message.extensions.reduce((size, [name, value]) => size + text(name) + text(value), 0);
    // RFC 4253 §7.1: cookie, ten name-lists (two of languages, empty), first_kex_packet_follows, a uint32 for later.
    case "KEXINIT":
      return COOKIE + listsSize(message.proposal)
        + 2 * nameList([]) + BOOLEAN + UINT32;
    // RFC 4419 §3. Simplified: the generator is a small number, of one byte.
    case "GEX_REQUEST":
      return 3 * UINT32;
    case "GEX_GROUP":
      return mpint(message.prime, true) + mpint(1, false);
    case "KEX_INIT":
      return publicValue(message.method, message.value);
    case "KEX_REPLY":
      return stringOf(message.hostKey) + publicValue(message.method, message.value) + stringOf(message.signature);
    case "USERAUTH_REQUEST":
      return text(message.user) + text(message.service) + text(methodName(message.method)) + methodSize(message.method);
    case "USERAUTH_FAILURE":
      return nameList(message.methods) + BOOLEAN;
    case "USERAUTH_BANNER":
      return text(message.text) + NO_LANGUAGE;
    case "USERAUTH_PK_OK":
      return text(message.algorithm) + stringOf(message.key);
    default:
      return connectionFieldsSize(message);
  }
}

function listsSize(proposal: Proposal): Bytes {
  const lists: readonly (readonly string[])[] = Object.values(proposal);
  return lists.reduce((size, names) => size + nameList(names), 0);
}

type ConnectionMessage = Extract<SshMessage, { readonly kind: "GLOBAL_REQUEST" | `CHANNEL_${string}` }>;

/** RFC 4254 §4 to §6. */
function connectionFieldsSize(message: ConnectionMessage): Bytes {
  switch (message.kind) {
    case "GLOBAL_REQUEST":
      return text(message.request) + BOOLEAN + message.data;
    case "CHANNEL_OPEN":
      return text(message.type) + 3 * UINT32;
    case "CHANNEL_OPEN_CONFIRMATION":
      return 4 * UINT32;
    case "CHANNEL_OPEN_FAILURE":
      return 2 * UINT32 + text(message.description) + NO_LANGUAGE;
    case "CHANNEL_WINDOW_ADJUST":
      return 2 * UINT32;
    case "CHANNEL_DATA":
      return UINT32 + stringOf(message.bytes);
    case "CHANNEL_EOF":
    case "CHANNEL_CLOSE":
    case "CHANNEL_SUCCESS":
    case "CHANNEL_FAILURE":
      return UINT32;
    case "CHANNEL_REQUEST":
      return UINT32 + text(message.request.type) + BOOLEAN + requestSize(message.request);
  }
}

/** The method's name as it crosses: a signature that names the host key has a name of its own (OpenSSH PROTOCOL §3.1). */
function methodName(method: AuthenticationMethod): string {
  return method.name === "publickey" && method.signature !== null && method.hostKey !== null ? "publickey-hostbound-v00@openssh.com" : method.name;
}

/** RFC 4252 §7 and §8. */
function methodSize(method: AuthenticationMethod): Bytes {
  switch (method.name) {
    case "none":
      return 0;
    case "password":
      return BOOLEAN + text(method.password);
    case "publickey": {
      const query = BOOLEAN + text(method.algorithm) + stringOf(method.key);
      if (method.signature === null) return query;
      return query + (method.hostKey === null ? 0 : stringOf(method.hostKey)) + stringOf(method.signature);
    }
  }
}

function requestSize(request: ChannelRequest): Bytes {
  switch (request.type) {
    // RFC 4254 §6.2: four sizes of the terminal, then its modes.
    case "pty-req":
      return text(request.terminal) + 4 * UINT32 + stringOf(request.modes);
    case "env":
      return text(request.variable) + text(request.value);
    case "shell":
      return 0;
    case "exec":
      return text(request.command);
    case "exit-status":
      return UINT32;
  }
}

/** A public value is a string, or a number where the method is Diffie-Hellman's own (RFC 4253 §8). */
function publicValue(method: string, bytes: Bytes): Bytes {
  // Whether a number needs its zero byte is part of its size already.
  const kind = keyExchangeMethod(method)?.kind;
  return kind === "dh" || kind === "group-exchange" ? mpint(bytes, false) : stringOf(bytes);
}
