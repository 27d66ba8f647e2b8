// What TLS can agree on, and how many bytes each choice costs: groups, cipher suites, signature schemes (RFC 8446 §4.2, App. B; RFC 8422).

import type { Bytes } from "../kernel/index.ts";

/** Versions that may be offered. Only 1.3 and 1.2 are spoken here (RFC 8996 forbids the older ones). */
export type TlsVersion = "1.3" | "1.2" | "1.1" | "1.0";
export type SpokenVersion = "1.3" | "1.2";

/** A group for key agreement (RFC 8446 §4.2.7). */
export type NamedGroup =
  | "x25519" | "secp256r1" | "x448" | "secp521r1" | "secp384r1" | "ffdhe2048" | "ffdhe3072" | "ffdhe4096" | "ffdhe6144" | "ffdhe8192";

/** The public key that a share of each group carries (RFC 8446 §4.2.8.1 and §4.2.8.2, RFC 7748). */
export const SHARE: Readonly<Record<NamedGroup, Bytes>> = {
  x25519: 32, secp256r1: 65, x448: 56, secp521r1: 133, secp384r1: 97,
  ffdhe2048: 256, ffdhe3072: 384, ffdhe4096: 512, ffdhe6144: 768, ffdhe8192: 1024,
};

/** All groups, in the order in which OpenSSL 3.0 prefers them. */
export const GROUPS: readonly NamedGroup[] = [
  "x25519", "secp256r1", "x448", "secp521r1", "secp384r1", "ffdhe2048", "ffdhe3072", "ffdhe4096", "ffdhe6144", "ffdhe8192",
];

/** Whether a group may be used before TLS 1.3: the finite fields were no named groups of ECDHE (RFC 8422 §5.1.1). */
export function isCurve(group: NamedGroup): boolean {
  return !group.startsWith("ffdhe");
}

export type HashName = "SHA-256" | "SHA-384";
export const HASH: Readonly<Record<HashName, Bytes>> = { "SHA-256": 32, "SHA-384": 48 };

/** The kind of key in a certificate. */
export type KeyKind = "ecdsa-p256" | "ecdsa-p384" | "rsa-2048" | "rsa-3072" | "rsa-4096" | "ed25519";

/**
 * How long a signature by such a key is. ECDSA's is two integers in DER, each a byte longer when its highest bit is set: 70 to 72
 * bytes for P-256.
 * Simplified: chance is not drawn; unless a certificate says otherwise, the length is the mean.
 */
export const SIGNATURE: Readonly<Record<KeyKind, Bytes>> = {
  "ecdsa-p256": 71, "ecdsa-p384": 103, "rsa-2048": 256, "rsa-3072": 384, "rsa-4096": 512, ed25519: 64,
};

/** The scheme by which a key signs in each version (RFC 8446 §4.2.3; OpenSSL's first choice). */
export function schemeOf(key: KeyKind): string {
  switch (key) {
    case "ecdsa-p256":
      return "ecdsa_secp256r1_sha256";
    case "ecdsa-p384":
      return "ecdsa_secp384r1_sha384";
    case "ed25519":
      return "ed25519";
    default:
      return "rsa_pss_rsae_sha256";
  }
}

/** What an authentication of the key exchange needs the certificate's key to be. */
export type Authentication = "ecdsa" | "rsa" | "any";

/** A cipher suite as it matters here: who proves what, how keys are agreed on, what a record grows by. */
export interface CipherSuite {
  readonly name: string;
  readonly version: SpokenVersion;
  readonly keyExchange: "ecdhe" | "dhe" | "rsa";
  readonly authentication: Authentication;
  readonly hash: HashName;
  readonly cipher: Protection;
}

/** How a record is protected. `aead`: explicit nonce and tag; `cbc`: initialisation vector, padding to blocks of 16, MAC. */
export type Protection =
  | { readonly kind: "aead"; readonly nonce: Bytes; readonly tag: Bytes }
  | { readonly kind: "cbc"; readonly mac: Bytes };

const AEAD_13: Protection = { kind: "aead", nonce: 0, tag: 16 };
/** AES-GCM before 1.3 sends 8 bytes of its nonce (RFC 5288 §3); ChaCha20-Poly1305 none (RFC 7905 §2). */
const GCM_12: Protection = { kind: "aead", nonce: 8, tag: 16 };

/** The suites of TLS 1.3 (RFC 8446 §B.4), in OpenSSL's order. */
const SUITES_13: readonly CipherSuite[] = [
  { name: "TLS_AES_256_GCM_SHA384", version: "1.3", keyExchange: "ecdhe", authentication: "any", hash: "SHA-384", cipher: AEAD_13 },
  { name: "TLS_CHACHA20_POLY1305_SHA256", version: "1.3", keyExchange: "ecdhe", authentication: "any", hash: "SHA-256", cipher: AEAD_13 },
  { name: "TLS_AES_128_GCM_SHA256", version: "1.3", keyExchange: "ecdhe", authentication: "any", hash: "SHA-256", cipher: AEAD_13 },
];

/** The suites of TLS 1.2 that OpenSSL 3.0 offers, in its order. */
const NAMES_12 = [
  "ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE_RSA_WITH_AES_256_GCM_SHA384", "DHE_RSA_WITH_AES_256_GCM_SHA384",
  "ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
  "ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE_RSA_WITH_AES_128_GCM_SHA256", "DHE_RSA_WITH_AES_128_GCM_SHA256",
  "ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "ECDHE_RSA_WITH_AES_256_CBC_SHA384", "DHE_RSA_WITH_AES_256_CBC_SHA256",
  "ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "ECDHE_RSA_WITH_AES_128_CBC_SHA256", "DHE_RSA_WITH_AES_128_CBC_SHA256",
  "ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE_RSA_WITH_AES_256_CBC_SHA", "DHE_RSA_WITH_AES_256_CBC_SHA",
  "ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE_RSA_WITH_AES_128_CBC_SHA", "DHE_RSA_WITH_AES_128_CBC_SHA",
  "RSA_WITH_AES_256_GCM_SHA384", "RSA_WITH_AES_128_GCM_SHA256", "RSA_WITH_AES_256_CBC_SHA256", "RSA_WITH_AES_128_CBC_SHA256",
  "RSA_WITH_AES_256_CBC_SHA", "RSA_WITH_AES_128_CBC_SHA",
] as const;

/** Reads a suite of TLS 1.2 from its name: the name says everything (RFC 5246 §A.5). */
function suiteOf(name: string): CipherSuite {
  const authentication = name.includes("ECDSA") ? "ecdsa" : "rsa";
  const keyExchange = name.startsWith("ECDHE") ? "ecdhe" : name.startsWith("DHE") ? "dhe" : "rsa";
  const hash: HashName = name.endsWith("SHA384") ? "SHA-384" : "SHA-256";
  const mac = name.endsWith("SHA384") ? 48 : name.endsWith("SHA256") ? 32 : 20;
  const cipher: Protection = name.includes("GCM") ? GCM_12 : name.includes("CHACHA20") ? AEAD_13 : { kind: "cbc", mac };
  return { name: `TLS_${name}`, version: "1.2", keyExchange, authentication, hash, cipher };
}

/** Every suite, 1.3's before 1.2's, as OpenSSL 3.0 offers them. */
export const SUITES: readonly CipherSuite[] = [...SUITES_13, ...NAMES_12.map(suiteOf)];

/** Their names. */
export const SUITE_NAMES: readonly string[] = SUITES.map(({ name }) => name);

/** Whether this key can do what the suite asks of the server's certificate. */
export function keyFits(suite: CipherSuite, key: KeyKind): boolean {
  if (suite.authentication === "any") return true;
  return (suite.authentication === "rsa") === key.startsWith("rsa");
}
