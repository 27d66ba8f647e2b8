// Alerts (RFC 8446 §6, RFC 5246 §7.2): what each problem of a certificate is answered with.

import type { CertificateProblem } from "./settings.ts";

export type AlertLevel = "warning" | "fatal";

/** Descriptions that are sent here (RFC 8446 §6). */
export type AlertDescription =
  | "close_notify" | "unexpected_message" | "bad_record_mac" | "record_overflow" | "handshake_failure" | "bad_certificate"
  | "unsupported_certificate" | "certificate_revoked" | "certificate_expired" | "illegal_parameter" | "unknown_ca" | "decode_error"
  | "decrypt_error" | "protocol_version" | "user_canceled" | "certificate_required" | "no_application_protocol";

/** The numbers of the descriptions, as they stand in an alert. */
export const ALERT_NUMBER: Readonly<Record<AlertDescription, number>> = {
  close_notify: 0, unexpected_message: 10, bad_record_mac: 20, record_overflow: 22, handshake_failure: 40, bad_certificate: 42,
  unsupported_certificate: 43, certificate_revoked: 44, certificate_expired: 45, illegal_parameter: 47, unknown_ca: 48, decode_error: 50,
  decrypt_error: 51, protocol_version: 70, user_canceled: 90, certificate_required: 116, no_application_protocol: 120,
};

/** The alert for a certificate that its receiver does not take (RFC 8446 §6.2). A wrong name has none of its own. */
export function alertFor(problem: CertificateProblem): AlertDescription {
  switch (problem) {
    case "unknown-ca":
      return "unknown_ca";
    case "expired":
      return "certificate_expired";
    case "revoked":
      return "certificate_revoked";
    case "unsupported":
      return "unsupported_certificate";
    case "wrong-name":
    case "bad-signature":
      return "bad_certificate";
  }
}
