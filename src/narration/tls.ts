// Tells how two ends meet by TLS (RFC 8446, RFC 5246): hello, key shares, a certificate and its proof, Finished, and the goodbye.

import type { MessageDetail, TraceEvent, TraceMessage } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

/** The step that a message of TLS, or of HTTP inside it, is worth as it is written; or null. */
export function tellTls(event: TraceEvent, message: TraceMessage, memory: Memory): Step | null {
  const packet = memory.carrier(message);
  const pair = { host: memory.name(message.from), peer: memory.name(message.to) };
  const { bytes, details } = message;
  if (message.name.startsWith("Alert: ")) return tellAlert(event, message, memory);
  if (details["data"] === true || message.name === "application_data") {
    if (message.keys === null) return null;
    const name = message.name === "application_data" ? null : message.name;
    if (isEarly(message)) return step(event, "tls-early-data-sent", packet, { ...pair, bytes, text: name });
    return isRepeated(message, memory)
      ? step(event, "tls-data-sent-again", packet, { ...pair, bytes, text: name })
      : step(event, "tls-data-sent", packet, { ...pair, bytes, text: name });
  }
  switch (message.name) {
    case "ClientHello":
      return tellHello(event, message, memory);
    case "ServerHello":
      return step(event, details["resumed"] === true ? "tls-session-resumed" : "tls-hello-answered", packet, {
        ...pair, version: text(details["version"]), suite: text(details["cipher_suite"]),
      });
    case "HelloRetryRequest":
      return step(event, "tls-share-refused", packet, { ...pair, group: text(details["selected_group"]) });
    case "EncryptedExtensions":
      if (helloBefore(message, memory)?.details["early_data"] !== true) return null;
      return details["early_data"] === true ? step(event, "tls-early-data-taken", packet, pair) : step(event, "tls-early-data-refused", packet, pair);
    case "EndOfEarlyData":
      return step(event, "tls-early-data-over", packet, pair);
    case "Certificate":
      return Number(details["certificates"]) === 0
        ? step(event, "tls-no-certificate", packet, pair)
        : step(event, "tls-certificate-shown", packet, { ...pair, subject: text(details["subject"]), encrypted: message.keys !== null });
    case "CertificateVerify":
      return step(event, "tls-certificate-proved", packet, pair);
    case "CertificateRequest":
      return step(event, "tls-certificate-asked", packet, pair);
    case "ServerKeyExchange":
    case "ClientKeyExchange":
      return message.rule === "tls12.encrypted-premaster-secret"
        ? step(event, "tls-secret-sent", packet, { ...pair, bytes })
        : step(event, "tls-value-sent", packet, { ...pair, signed: message.name === "ServerKeyExchange" });
    // In TLS 1.3 it means nothing, and stands there for old boxes on the way (RFC 8446 §D.4).
    case "ChangeCipherSpec":
      return message.rule === "tls.compatibility" ? null : step(event, "tls-keys-changed", packet, pair);
    case "Finished":
      return step(event, "tls-finished", packet, pair);
    case "KeyUpdate":
      return step(event, "tls-keys-updated", packet, { ...pair, requested: details["request_update"] === "update_requested" });
    case "NewSessionTicket":
      return step(event, "tls-ticket-given", packet, { ...pair, count: 1 });
    default:
      return null;
  }
}

/** A first hello, one that comes with a ticket, or the same again with what the server asked for. */
function tellHello(event: TraceEvent, message: TraceMessage, memory: Memory): Step {
  const packet = memory.carrier(message);
  const pair = { host: memory.name(message.from), peer: memory.name(message.to) };
  const share = list(message.details["key_share"])[0] ?? null;
  const asked = memory.trace.messages?.some(({ id, name, to }) => id < message.id && name === "HelloRetryRequest" && to === message.from && sameConnection(id, message, memory));
  if (asked === true) return step(event, "tls-hello-again", packet, { ...pair, group: share ?? "" });
  const resumes = message.details["resumes"];
  if (resumes !== undefined) {
    return step(event, "tls-hello-resumes", packet, { ...pair, bytes: message.bytes, by: resumes === "ticket" ? "ticket" : "session ID" });
  }
  return step(event, "tls-hello", packet, { ...pair, bytes: message.bytes, group: share });
}

/** Whether the message with this id came over the same connection the other way. */
function sameConnection(id: number, message: TraceMessage, memory: Memory): boolean {
  const [one, other] = [memory.trace.messages?.[id], message].map((each) => (each === undefined ? undefined : memory.trace.endpoints[each.endpoint]));
  return one?.remote?.port === other?.localPort && other?.remote?.port === one?.localPort;
}

function tellAlert(event: TraceEvent, message: TraceMessage, memory: Memory): Step {
  const packet = memory.carrier(message);
  const pair = { host: memory.name(message.from), peer: memory.name(message.to) };
  const alert = message.name.slice("Alert: ".length);
  return alert === "close_notify" ? step(event, "tls-closed", packet, pair) : step(event, "tls-alert", packet, { ...pair, alert, fatal: message.details["level"] === "fatal" });
}

/** A session that fails without an alert of either end. */
export function tellTlsFailure(event: Extract<TraceEvent, { readonly kind: "session" }>, memory: Memory): Step | null {
  if (event.status !== "failed" || event.why === null) return null;
  const said = memory.trace.messages?.some(({ name, sentAt }) => name.startsWith("Alert: ") && name !== "Alert: close_notify" && sentAt <= event.at);
  return said === true ? null : step(event, "tls-failed", null, memory.pair(event));
}

/** The hello that a message of the server's answers. */
function helloBefore(message: TraceMessage, memory: Memory): TraceMessage | undefined {
  return memory.trace.messages?.findLast(({ id, name, to }) => id < message.id && name === "ClientHello" && to === message.from && sameConnection(id, message, memory));
}

/** Whether the same went as early data before: then that was refused. */
function isRepeated({ id, endpoint, name, bytes }: TraceMessage, memory: Memory): boolean {
  const messages = memory.trace.messages?.filter((each) => each.endpoint === endpoint && each.id <= id && each.name === name && each.bytes === bytes) ?? [];
  return messages.length === 2 && messages[0] !== undefined && isEarly(messages[0]) && refused(messages[0], memory);
}

/** Whether the server has passed over this early data. */
function refused(early: TraceMessage, memory: Memory): boolean {
  const answer = memory.trace.messages?.find(({ id, name, from }) =>
    id > early.id && from === early.to && (name === "EncryptedExtensions" || name === "HelloRetryRequest") && sameConnection(id, early, memory));
  return answer !== undefined && answer.details["early_data"] !== true;
}

function isEarly({ keys }: TraceMessage): boolean {
  return keys === "client_early_traffic_secret";
}

function text(detail: MessageDetail | undefined): string {
  return detail === undefined ? "" : String(detail);
}

function list(detail: MessageDetail | undefined): readonly string[] {
  return typeof detail === "object" ? detail : [];
}
