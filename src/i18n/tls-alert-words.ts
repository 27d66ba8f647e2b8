// What each language says about an alert of TLS (RFC 8446 §6).

/** The alerts that an end of a simulated connection sends, but close_notify, which is no mishap. */
export type AlertName =
  | "unexpected_message" | "bad_record_mac" | "record_overflow" | "handshake_failure" | "bad_certificate" | "unsupported_certificate"
  | "certificate_revoked" | "certificate_expired" | "illegal_parameter" | "unknown_ca" | "decode_error" | "decrypt_error"
  | "protocol_version" | "user_canceled" | "certificate_required" | "no_application_protocol";

export interface AlertText {
  /** The reason in technical words, without a full stop. */
  readonly reason: string;
  /** What the one says who sends it, as one sentence. */
  readonly said: string;
}

export type AlertWords = Readonly<Record<AlertName, AlertText>>;

/** What an alert says; null where it has a name that none of ours has. */
export function alertText(words: AlertWords, name: string): AlertText | null {
  return isAlert(words, name) ? words[name] : null;
}

function isAlert(words: AlertWords, name: string): name is AlertName {
  return Object.hasOwn(words, name);
}
