// The rules of this room, each with the clause that it follows.

import type { Citation } from "../kernel/index.ts";

const TLS13 = "RFC 8446";
const TLS12 = "RFC 5246";

/** Rule id to clause. */
export const TLS_RULES = {
  "tls.client-hello": { document: TLS13, section: "4.1.2" },
  "tls.server-hello": { document: TLS13, section: "4.1.3" },
  "tls.downgrade": { document: TLS13, section: "4.1.3" },
  "tls.hello-retry-request": { document: TLS13, section: "4.1.4" },
  "tls.second-client-hello": { document: TLS13, section: "4.1.2" },
  "tls.encrypted-extensions": { document: TLS13, section: "4.3.1" },
  "tls.certificate-request": { document: TLS13, section: "4.3.2" },
  "tls.certificate": { document: TLS13, section: "4.4.2" },
  "tls.certificate-verify": { document: TLS13, section: "4.4.3" },
  "tls.finished": { document: TLS13, section: "4.4.4" },
  "tls.end-of-early-data": { document: TLS13, section: "4.5" },
  "tls.early-data": { document: TLS13, section: "4.2.10" },
  "tls.early-data-skipped": { document: TLS13, section: "4.2.10" },
  "tls.key-update": { document: TLS13, section: "4.6.3" },
  "tls.new-session-ticket": { document: TLS13, section: "4.6.1" },
  "tls.pre-shared-key": { document: TLS13, section: "4.2.11" },
  "tls.compatibility": { document: TLS13, section: "D.4" },
  "tls.key-schedule": { document: TLS13, section: "7.1" },
  "tls.record": { document: TLS13, section: "5.1" },
  "tls.record-protection": { document: TLS13, section: "5.2" },
  "tls.application-data": { document: TLS13, section: "5.2" },
  "tls.close-notify": { document: TLS13, section: "6.1" },
  "tls.truncation": { document: TLS13, section: "6.1" },
  "tls.error-alert": { document: TLS13, section: "6.2" },
  "tls.handshake-order": { document: TLS13, section: "4" },
  "tls.no-common-parameters": { document: TLS13, section: "4.1.1" },
  "tls.version-negotiation": { document: TLS13, section: "4.2.1" },
  "tls.alpn": { document: "RFC 7301", section: "3.2" },
  "tls12.client-hello": { document: TLS12, section: "7.4.1.2" },
  "tls12.server-hello": { document: TLS12, section: "7.4.1.3" },
  "tls12.certificate": { document: TLS12, section: "7.4.2" },
  "tls12.server-key-exchange": { document: "RFC 8422", section: "5.4" },
  "tls12.server-key-exchange-dhe": { document: TLS12, section: "7.4.3" },
  "tls12.certificate-request": { document: TLS12, section: "7.4.4" },
  "tls12.server-hello-done": { document: TLS12, section: "7.4.5" },
  "tls12.client-certificate": { document: TLS12, section: "7.4.6" },
  "tls12.client-key-exchange": { document: "RFC 8422", section: "5.7" },
  "tls12.client-key-exchange-dhe": { document: TLS12, section: "7.4.7.2" },
  "tls12.encrypted-premaster-secret": { document: TLS12, section: "7.4.7.1" },
  "tls12.certificate-verify": { document: TLS12, section: "7.4.8" },
  "tls12.change-cipher-spec": { document: TLS12, section: "7.1" },
  "tls12.finished": { document: TLS12, section: "7.4.9" },
  "tls12.new-session-ticket": { document: "RFC 5077", section: "3.3" },
  "tls12.ticket-resumption": { document: "RFC 5077", section: "3.4" },
  "tls12.session-resumption": { document: TLS12, section: "7.3" },
  "tls12.application-data": { document: TLS12, section: "10" },
  "tls12.close-notify": { document: TLS12, section: "7.2.1" },
  "tls12.truncation": { document: TLS12, section: "7.2.1" },
  "tls12.error-alert": { document: TLS12, section: "7.2.2" },
  "tls12.handshake-order": { document: TLS12, section: "7.4" },
  "tls12.extended-master-secret": { document: "RFC 7627", section: "5.2" },
} as const satisfies Readonly<Record<string, Citation>>;

export type TlsRule = keyof typeof TLS_RULES;
