// The ClientHello (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2): what a client offers, extension by extension, as OpenSSL 3.0 sends it.

import type { NamedGroup } from "./algorithms.ts";
import { HASH, isCurve, SHARE } from "./algorithms.ts";
import type { ClientHello, Extension, HandshakeMessage } from "./messages.ts";
import { alpnSize, extension, handshake, totalOf } from "./messages.ts";
import type { Session, TlsSettings } from "./settings.ts";

/** Schemes that every version signs with, in OpenSSL's order (RFC 8446 §4.2.3). */
const SCHEMES = [
  "ecdsa_secp256r1_sha256", "ecdsa_secp384r1_sha384", "ecdsa_secp521r1_sha512", "ed25519", "ed448", "rsa_pss_pss_sha256", "rsa_pss_pss_sha384",
  "rsa_pss_pss_sha512", "rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512", "rsa_pkcs1_sha256", "rsa_pkcs1_sha384",
  "rsa_pkcs1_sha512",
];
/** Schemes with SHA-224, and those of DSA: before TLS 1.3 only (RFC 5246 §7.4.1.4.1). */
const SHA224 = ["ecdsa_sha224", "rsa_pkcs1_sha224"];
const DSA = ["dsa_sha224", "dsa_sha256", "dsa_sha384", "dsa_sha512"];

/** What a client accepts signatures by: the old ones too when it would speak an old version. */
export function clientSchemes(settings: TlsSettings): readonly string[] {
  return speaksOld(settings) ? [...SCHEMES, ...SHA224, ...DSA] : SCHEMES;
}

/** What a server asks its client to sign with: in 1.3 DSA is out, and SHA-224 is still named. */
export function serverSchemes(version: "1.3" | "1.2"): readonly string[] {
  return version === "1.3" ? [...SCHEMES, ...SHA224] : [...SCHEMES, ...SHA224, ...DSA];
}

/** The groups that a client names: the finite fields only where 1.3 is offered. */
export function offeredGroups(settings: TlsSettings): readonly NamedGroup[] {
  return settings.versions.includes("1.3") ? settings.groups : settings.groups.filter(isCurve);
}

function speaksOld(settings: TlsSettings): boolean {
  return settings.versions.some((version) => version !== "1.3");
}

/** What a client says in its first or second hello. `retry` is the group that a HelloRetryRequest asked for. */
export function clientHello(
  settings: TlsSettings, session: Session | null, earlyData: boolean, retry: NamedGroup | null,
): { readonly message: HandshakeMessage; readonly content: ClientHello; readonly extensions: readonly Extension[] } {
  const modern = settings.versions.includes("1.3");
  const suites = settings.suites.filter(({ version }) => settings.versions.includes(version));
  const groups = offeredGroups(settings);
  const first = retry ?? groups[0];
  const shares = modern && first !== undefined ? [first] : [];
  const binder = session?.version === "1.3" && modern ? session.hash : null;
  const content: ClientHello = {
    kind: "ClientHello", versions: settings.versions, suites, groups, shares, schemes: clientSchemes(settings), serverName: settings.serverName,
    alpn: settings.alpn, session, binder, earlyData: earlyData && retry === null, tickets: settings.ticketExtension, second: retry !== null,
  };
  const extensions = extensionsOf(content, modern);
  const resumesById = session?.version === "1.2";
  const sessionId = modern || resumesById ? 32 : 0;
  // legacy_version, random, legacy_session_id, cipher_suites with the signalling value of RFC 5746, compression_methods, extensions
  const body = 2 + 32 + 1 + sessionId + 2 + 2 * (suites.length + 1) + 1 + 1 + 2 + totalOf(extensions);
  return { message: handshake(content, body), content, extensions };
}

function extensionsOf(hello: ClientHello, modern: boolean): readonly Extension[] {
  const { serverName, groups, session } = hello;
  const list: Extension[] = [];
  if (serverName !== null) list.push(extension("server_name", 5 + serverName.length));
  if (modern || hello.suites.some(({ keyExchange }) => keyExchange === "ecdhe")) {
    list.push(extension("ec_point_formats", 4), extension("supported_groups", 2 + 2 * groups.length));
  }
  if (hello.tickets) list.push(extension("session_ticket", session?.version === "1.2" ? session.ticket ?? 0 : 0));
  if (hello.alpn.length > 0) list.push(extension("application_layer_protocol_negotiation", alpnSize(hello.alpn)));
  list.push(extension("encrypt_then_mac", 0), extension("extended_master_secret", 0));
  list.push(extension("signature_algorithms", 2 + 2 * hello.schemes.length));
  if (!modern) return list;
  list.push(extension("supported_versions", 1 + 2 * hello.versions.length), extension("psk_key_exchange_modes", 2));
  list.push(extension("key_share", hello.shares.reduce((sum, group) => sum + 4 + SHARE[group], 2)));
  if (hello.earlyData) list.push(extension("early_data", 0));
  // Must be the last (RFC 8446 §4.2.11): identity with its age, then the binder.
  if (session?.version === "1.3" && hello.binder !== null) {
    list.push(extension("pre_shared_key", 2 + 2 + (session.ticket ?? 0) + 4 + 2 + 1 + HASH[hello.binder]));
  }
  return list;
}
