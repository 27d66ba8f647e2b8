// What a message shows of itself: its fields by name, and how its packet is guarded.

import type { MessageDetail } from "../kernel/index.ts";
import type { AuthenticationMethod, ChannelRequest, SshMessage } from "./messages.ts";
import { messageNumber } from "./messages.ts";
import type { Protection } from "./packet.ts";

type Details = Readonly<Record<string, MessageDetail>>;

/** The fields of a message that a reader wants to see, after its number and its guard. */
export function detailsOf(message: SshMessage, protection: Protection | null): Details {
  return { number: messageNumber(message), ...guardDetails(protection), ...fields(message) };
}

function guardDetails(protection: Protection | null): Details {
  if (protection === null) return {};
  return { cipher: protection.cipher.name, ...(protection.mac === null ? {} : { mac: protection.mac.name }) };
}

function fields(message: SshMessage): Details {
  switch (message.kind) {
    case "KEXINIT":
      return { ...message.proposal, "first-kex-packet-follows": message.firstKexPacketFollows };
    case "KEX_INIT":
      return { method: message.method, value: message.value };
    case "KEX_REPLY":
      return {
        method: message.method, "host-key": message.hostKeyAlgorithm, "host-key-size": message.hostKey, value: message.value, signature: message.signature,
      };
    case "USERAUTH_REQUEST":
      return { user: message.user, service: message.service, ...methodDetails(message.method) };
    case "EXT_INFO":
      return Object.fromEntries(message.extensions.map(([name, value]) => [name, value.includes(",") ? value.split(",") : value]));
    case "CHANNEL_REQUEST":
      return { recipient: message.recipient, ...requestDetails(message.request), "want-reply": message.wantReply };
    case "CHANNEL_DATA":
      return { recipient: message.recipient, bytes: message.bytes, ...(message.text === null ? {} : { text: message.text }) };
    default:
      return plain(message);
  }
}

/** The fields of a message that has nothing but plain ones. */
function plain(message: Exclude<SshMessage, { readonly kind: "KEXINIT" | "USERAUTH_REQUEST" | "EXT_INFO" | "CHANNEL_REQUEST" | "CHANNEL_DATA" }>): Details {
  return Object.fromEntries(Object.entries(message).filter(([name]) => name !== "kind"));
}

/** A password never shows. */
function methodDetails(method: AuthenticationMethod): Details {
  if (method.name !== "publickey") return { method: method.name };
  return { method: method.name, algorithm: method.algorithm, signed: method.signature !== null };
}

function requestDetails(request: ChannelRequest): Details {
  switch (request.type) {
    case "exec":
      return { type: request.type, command: request.command };
    case "pty-req":
      return { type: request.type, terminal: request.terminal };
    default:
      return request;
  }
}
