// Tells how two ends meet by SSH (RFC 4253, RFC 4252, RFC 4254): they introduce themselves, make keys, one logs in, and something runs.

import type { MessageDetail, TraceEvent, TraceMessage } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

/** The reason of a DISCONNECT by which a connection ends as it was meant to (RFC 4253 §11.1). */
const BY_APPLICATION = 11;

/** The step that a message of SSH is worth as it is written, or null. */
export function tellSsh(event: TraceEvent, message: TraceMessage, memory: Memory): Step | null {
  const packet = memory.carrier(message);
  const pair = { host: memory.name(message.from), peer: memory.name(message.to) };
  const { bytes, details } = message;
  switch (message.name) {
    case "SSH_MSG_KEXINIT":
      if (message.keys !== null) return step(event, "ssh-rekey-asked", packet, { ...pair, bytes });
      return step(event, "ssh-lists-sent", packet, {
        ...pair, bytes, method: first(details["kex"]), cipher: first(details["ciphersToServer"]), agreed: agreedAt(message, memory),
      });
    case "SSH_MSG_KEX_ECDH_INIT":
    case "SSH_MSG_KEXDH_INIT":
    case "SSH_MSG_KEX_DH_GEX_INIT":
      return step(event, "ssh-value-sent", packet, { ...pair, bytes, method: text(details["method"]) });
    case "SSH_MSG_KEX_ECDH_REPLY":
    case "SSH_MSG_KEXDH_REPLY":
    case "SSH_MSG_KEX_DH_GEX_REPLY":
      return step(event, "ssh-host-proved", packet, { ...pair, bytes, hostKey: text(details["host-key"]) });
    case "SSH_MSG_NEWKEYS":
      return step(event, "ssh-keys-changed", packet, { ...pair, cipher: cipherAfter(message, memory) });
    case "SSH_MSG_SERVICE_REQUEST":
      return step(event, "ssh-service-asked", packet, { ...pair, service: text(details["service"]) });
    case "SSH_MSG_USERAUTH_REQUEST":
    case "SSH_MSG_USERAUTH_FAILURE":
    case "SSH_MSG_USERAUTH_PK_OK":
    case "SSH_MSG_USERAUTH_SUCCESS":
      return tellLogin(event, message, memory);
    case "SSH_MSG_DISCONNECT":
      return Number(details["reason"]) === BY_APPLICATION
        ? step(event, "ssh-disconnected", packet, pair)
        : step(event, "ssh-broken-off", packet, { ...pair, reason: Number(details["reason"]), why: text(details["description"]) });
    default:
      return message.name.startsWith("SSH-") ? step(event, "ssh-introduced", packet, { ...pair, text: message.name, first: !answers(message, memory) }) : tellChannel(event, message, memory);
  }
}

/** RFC 4252. */
function tellLogin(event: TraceEvent, message: TraceMessage, memory: Memory): Step | null {
  const packet = memory.carrier(message);
  const pair = { host: memory.name(message.from), peer: memory.name(message.to) };
  const { details } = message;
  switch (message.name) {
    case "SSH_MSG_USERAUTH_FAILURE": {
      const refused = text(requestBefore(message, memory)?.details["method"]);
      const methods = list(details["methods"]).join(", ");
      return refused === "none"
        ? step(event, "ssh-methods-listed", packet, { ...pair, methods })
        : step(event, "ssh-refused", packet, { ...pair, methods, method: refused === "password" ? "password" : "publickey" });
    }
    case "SSH_MSG_USERAUTH_PK_OK":
      return step(event, "ssh-key-known", packet, { ...pair, algorithm: text(details["algorithm"]) });
    case "SSH_MSG_USERAUTH_SUCCESS":
      return step(event, "ssh-logged-in", packet, pair);
    default: {
      const user = text(details["user"]);
      const algorithm = text(details["algorithm"]);
      switch (details["method"]) {
        case "none":
          return step(event, "ssh-methods-asked", packet, { ...pair, user });
        case "password":
          return step(event, "ssh-password-sent", packet, { ...pair, user });
        default:
          return details["signed"] === true
            ? step(event, "ssh-key-proved", packet, { ...pair, algorithm })
            : step(event, "ssh-key-offered", packet, { ...pair, algorithm });
      }
    }
  }
}

/** RFC 4254. */
function tellChannel(event: TraceEvent, message: TraceMessage, memory: Memory): Step | null {
  const packet = memory.carrier(message);
  const pair = { host: memory.name(message.from), peer: memory.name(message.to) };
  const { details } = message;
  switch (message.name) {
    case "SSH_MSG_CHANNEL_OPEN":
      return step(event, "ssh-channel-asked", packet, pair);
    case "SSH_MSG_CHANNEL_OPEN_CONFIRMATION":
      return step(event, "ssh-channel-opened", packet, pair);
    case "SSH_MSG_CHANNEL_DATA":
      return step(event, "ssh-data-sent", packet, { ...pair, bytes: Number(details["bytes"]) });
    case "SSH_MSG_CHANNEL_CLOSE":
      return step(event, "ssh-channel-closed", packet, { ...pair, first: !answers(message, memory) });
    case "SSH_MSG_CHANNEL_REQUEST":
      switch (details["type"]) {
        case "exec":
          return step(event, "ssh-command-sent", packet, { ...pair, command: text(details["command"]) });
        case "shell":
          return step(event, "ssh-shell-asked", packet, pair);
        case "exit-status":
          return step(event, "ssh-command-ended", packet, { ...pair, status: Number(details["status"]) });
        default:
          return null;
      }
    default:
      return null;
  }
}

/** An end that goes without saying why; a DISCONNECT tells its reason itself. */
export function tellSshFailure(event: Extract<TraceEvent, { readonly kind: "session" }>, memory: Memory): Step | null {
  if (event.status !== "failed" || event.why === null) return null;
  const said = (memory.trace.messages ?? []).some(({ name, endpoint, sentAt }) => {
    const partner = memory.trace.endpoints[endpoint];
    return name === "SSH_MSG_DISCONNECT" && sentAt <= event.at && (endpoint === event.endpoint || partner?.remote?.host === event.host);
  });
  return said ? null : step(event, "ssh-failed", null, { ...memory.pair(event), why: event.why });
}

/** What guards everything that this end writes after its NEWKEYS. */
function cipherAfter(message: TraceMessage, memory: Memory): string | null {
  const next = memory.trace.messages?.find(({ id, endpoint, keys }) => id > message.id && endpoint === message.endpoint && keys !== null);
  return next === undefined ? null : text(next.details["cipher"]);
}

/** Whether the other end has said the same before: its own first line, or a message of this name that had arrived. */
function answers(message: TraceMessage, memory: Memory): boolean {
  const { id, from, to, name, sentAt } = message;
  return (memory.trace.messages ?? []).some((other) =>
    other.id < id && other.from === to && other.to === from && (other.name === name || (isLine(name) && isLine(other.name)))
    && (isLine(name) || (other.deliveredAt !== null && other.deliveredAt <= sentAt)));
}

function isLine(name: string): boolean {
  return name.startsWith("SSH-");
}

/** What two lists come to, told with the second of them: the messages that follow name it. */
function agreedAt(message: TraceMessage, memory: Memory): { readonly method: string; readonly cipher: string } | null {
  const { id, endpoint, from, to } = message;
  const messages = memory.trace.messages ?? [];
  const own = messages.find((one) => one.id > id && one.details["method"] !== undefined && one.protocol === "ssh" && (one.from === from || one.from === to));
  const guarded = messages.find((one) => one.id > id && one.endpoint === endpoint && one.details["cipher"] !== undefined && one.keys !== message.keys);
  if (!answers(message, memory) || own === undefined || guarded === undefined) return null;
  return { method: text(own.details["method"]), cipher: text(guarded.details["cipher"]) };
}

/** The request that an answer is about. */
function requestBefore(message: TraceMessage, memory: Memory): TraceMessage | undefined {
  return memory.trace.messages?.findLast(({ id, from, name }) => id < message.id && from === message.to && name === "SSH_MSG_USERAUTH_REQUEST");
}

function text(detail: MessageDetail | undefined): string {
  return detail === undefined ? "" : String(detail);
}

function list(detail: MessageDetail | undefined): readonly string[] {
  return typeof detail === "object" ? detail : [];
}

function first(detail: MessageDetail | undefined): string {
  return list(detail)[0] ?? "";
}
