// What each alert of TLS says, in English (RFC 8446 §6): the reason as it stands behind a colon, and as a correspondent would put it.

import type { AlertWords } from "../tls-alert-words.ts";

/** English. */
export const tlsAlerts: AlertWords = {
  unexpected_message: { reason: "a message has come that has no place here", said: "That is not what I was waiting for." },
  bad_record_mac: { reason: "a record cannot be opened with the keys agreed on", said: "This seal is broken." },
  record_overflow: { reason: "a record is longer than any may be", said: "This letter is longer than any letter may be." },
  handshake_failure: { reason: "there is no choice of algorithms that both accept", said: "We have no seal in common." },
  bad_certificate: { reason: "the certificate does not serve, for it names somebody else or has been changed", said: "These papers are not yours." },
  unsupported_certificate: { reason: "the certificate is of a kind that does not serve here", said: "I cannot use papers of this kind." },
  certificate_revoked: { reason: "the authority has taken the certificate back", said: "These papers have been called in." },
  certificate_expired: { reason: "the certificate is out of date", said: "These papers are out of date." },
  illegal_parameter: { reason: "a message says what it may not say", said: "That was never on my list." },
  unknown_ca: { reason: "nobody whom this end trusts has signed the certificate", said: "I do not know the office that has stamped these papers." },
  decode_error: { reason: "a message cannot be read", said: "I cannot make sense of this letter." },
  decrypt_error: { reason: "a signature or a check value does not fit", said: "This seal does not match your papers." },
  protocol_version: { reason: "there is no version that both speak", said: "I no longer write letters in that old manner." },
  user_canceled: { reason: "the handshake is broken off, for no fault of the other end", said: "Something has come up." },
  certificate_required: { reason: "a certificate was asked for, and none has come", said: "Without papers nobody gets in here." },
  no_application_protocol: { reason: "there is no protocol above TLS that both speak", said: "I do not know that language." },
};
