// Values for the sentences about TLS, over the range that a run can give.

import fc from "fast-check";
import type { CaptionKey, CaptionValues } from "../../src/narration/index.ts";

type TlsKey = Extract<CaptionKey, `tls-${string}`>;
type Samples = { readonly [K in TlsKey]: fc.Arbitrary<CaptionValues[K]> };

const GROUPS = ["x25519", "secp384r1"] as const;
const SUITES = ["TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"] as const;
const ALERTS = [
  "unexpected_message", "bad_record_mac", "record_overflow", "handshake_failure", "bad_certificate", "unsupported_certificate",
  "certificate_revoked", "certificate_expired", "illegal_parameter", "unknown_ca", "decode_error", "decrypt_error", "protocol_version",
  "user_canceled", "certificate_required", "no_application_protocol",
] as const;

/** What a Korean sentence about TLS may keep in Latin letters: messages, algorithms, alerts. */
export const TLS_TERMS: readonly string[] = [
  "TLS", "RTT", "ID", "ClientHello", "ServerHello", "HelloRetryRequest", "Certificate", "CertificateVerify", "CertificateRequest", "ServerKeyExchange",
  "ClientKeyExchange", "ChangeCipherSpec", "Finished", "NewSessionTicket", "KeyUpdate", "update", "requested", "EncryptedExtensions", "EndOfEarlyData", "early", "data", "RSA", "close", "notify", "server", "test",
  ...[...GROUPS, ...SUITES, ...ALERTS].flatMap((name) => [...name.matchAll(/[A-Za-z][A-Za-z0-9+-]*[A-Za-z0-9]/g)].map(([word]) => word)),
];

/** One arbitrary of values for each key. */
export function tlsSamples(name: fc.Arbitrary<string>): Samples {
  const pair = { host: name, peer: name };
  const size = { bytes: fc.integer({ min: 1, max: 100_000_000 }) };
  const group = fc.constantFrom(...GROUPS);
  const chosen = { version: fc.constantFrom("TLS 1.3", "TLS 1.2"), suite: fc.constantFrom(...SUITES) };
  const named = { text: fc.constantFrom(null, "GET / HTTP/1.1", "HTTP/1.1 200") };
  return {
    "tls-hello": fc.record({ ...pair, ...size, group: fc.option(group) }),
    "tls-hello-resumes": fc.record({ ...pair, ...size, by: fc.constantFrom("ticket" as const, "session ID" as const) }),
    "tls-hello-again": fc.record({ ...pair, group }),
    "tls-hello-answered": fc.record({ ...pair, ...chosen }),
    "tls-session-resumed": fc.record({ ...pair, ...chosen }),
    "tls-share-refused": fc.record({ ...pair, group }),
    "tls-certificate-shown": fc.record({ ...pair, subject: fc.constant("server.test"), encrypted: fc.boolean() }),
    "tls-no-certificate": fc.record(pair),
    "tls-certificate-proved": fc.record(pair),
    "tls-certificate-asked": fc.record(pair),
    "tls-value-sent": fc.record({ ...pair, signed: fc.boolean() }),
    "tls-secret-sent": fc.record({ ...pair, ...size }),
    "tls-keys-changed": fc.record(pair),
    "tls-finished": fc.record(pair),
    "tls-ticket-given": fc.record({ ...pair, count: fc.integer({ min: 1, max: 10 }) }),
    "tls-early-data-sent": fc.record({ ...pair, ...size, ...named }),
    "tls-early-data-taken": fc.record(pair),
    "tls-early-data-refused": fc.record(pair),
    "tls-early-data-over": fc.record(pair),
    "tls-data-sent-again": fc.record({ ...pair, ...size, ...named }),
    "tls-data-sent": fc.record({ ...pair, ...size, ...named }),
    "tls-keys-updated": fc.record({ ...pair, requested: fc.boolean() }),
    "tls-closed": fc.record(pair),
    "tls-alert": fc.record({ ...pair, alert: fc.constantFrom(...ALERTS), fatal: fc.boolean() }),
    "tls-failed": fc.record(pair),
  };
}
