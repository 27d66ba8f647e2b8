// What a server says in its flights, message by message with sizes (RFC 8446 §4.1.3 to §4.6, RFC 5246 §7.4, RFC 8422 §5, RFC 5077 §3.3).

import type { Bytes } from "../kernel/index.ts";
import type { CipherSuite, NamedGroup, SpokenVersion } from "./algorithms.ts";
import { HASH, SHARE, SIGNATURE } from "./algorithms.ts";
import { serverSchemes } from "./client-hello.ts";
import type { Extension, HandshakeMessage } from "./messages.ts";
import { alpnSize, extension, handshake, totalOf } from "./messages.ts";
import type { Credentials, Session, TlsSettings } from "./settings.ts";

/** legacy_version, random, session ID, cipher suite, compression method, length of the extensions. */
function helloBody(sessionId: Bytes, extensions: readonly Extension[]): Bytes {
  return 2 + 32 + 1 + sessionId + 2 + 1 + 2 + totalOf(extensions);
}

/** ServerHello of TLS 1.3: echoes the client's session ID (RFC 8446 §4.1.3). */
export function serverHello13(suite: CipherSuite, group: NamedGroup, resumes: boolean): HandshakeMessage {
  const extensions = [extension("supported_versions", 2), extension("key_share", 4 + SHARE[group])];
  if (resumes) extensions.push(extension("pre_shared_key", 2));
  const content = { kind: "ServerHello", version: "1.3", suite, group, resumes, ticket: false, sessionId: null, alpn: null, downgrade: false } as const;
  return handshake(content, helloBody(32, extensions));
}

/** HelloRetryRequest: a ServerHello with a random that says so, and the group wanted (RFC 8446 §4.1.4). */
export function helloRetryRequest(suite: CipherSuite, group: NamedGroup): HandshakeMessage {
  const extensions = [extension("supported_versions", 2), extension("key_share", 2)];
  return handshake({ kind: "HelloRetryRequest", suite, group }, helloBody(32, extensions));
}

/** EncryptedExtensions (RFC 8446 §4.3.1). A server that would rather have had another group says which it supports (§4.2.7). */
export function encryptedExtensions(settings: TlsSettings, group: NamedGroup, alpn: string | null, earlyData: boolean): HandshakeMessage {
  const extensions: Extension[] = [];
  if (settings.groups[0] !== group) extensions.push(extension("supported_groups", 2 + 2 * settings.groups.length));
  if (alpn !== null) extensions.push(extension("application_layer_protocol_negotiation", alpnSize([alpn])));
  if (earlyData) extensions.push(extension("early_data", 0));
  return handshake({ kind: "EncryptedExtensions", alpn, earlyData }, 2 + totalOf(extensions));
}

/** CertificateRequest: in 1.3 with extensions (RFC 8446 §4.3.2), in 1.2 with three certificate types (RFC 5246 §7.4.4). */
export function certificateRequest(version: SpokenVersion, authorities: readonly Bytes[]): HandshakeMessage {
  const schemes = serverSchemes(version);
  const names = authorities.reduce((sum, size) => sum + 2 + size, 0);
  const extensions = [extension("signature_algorithms", 2 + 2 * schemes.length)];
  if (names > 0) extensions.push(extension("certificate_authorities", 2 + names));
  const body = version === "1.3" ? 1 + 2 + totalOf(extensions) : 1 + 3 + 2 + 2 * schemes.length + 2 + names;
  return handshake({ kind: "CertificateRequest", schemes }, body);
}

/** How long this owner's signatures are. */
export function signatureSize(credentials: Credentials): Bytes {
  return credentials.signature ?? SIGNATURE[credentials.key];
}

/** CertificateVerify: scheme, length, signature (RFC 8446 §4.4.3, RFC 5246 §7.4.8). */
export function certificateVerify(credentials: Credentials): HandshakeMessage {
  return handshake({ kind: "CertificateVerify", genuine: !credentials.forged }, 4 + signatureSize(credentials));
}

/** Finished: the hash's length in 1.3 (RFC 8446 §4.4.4), 12 bytes in 1.2 (RFC 5246 §7.4.9). */
export function finished(version: SpokenVersion, suite: CipherSuite): HandshakeMessage {
  return handshake({ kind: "Finished", genuine: true }, version === "1.3" ? HASH[suite.hash] : 12);
}

/** ServerHello of TLS 1.2 as OpenSSL 3.0 fills it; what a resumption would only repeat is left out (RFC 5246 §7.4.1.4). */
export function serverHello12(
  suite: CipherSuite, resumes: boolean, ticket: boolean, sessionId: Session | null, alpn: string | null, downgrade: boolean,
): HandshakeMessage {
  const extensions = [extension("renegotiation_info", 1)];
  if (!resumes && suite.keyExchange === "ecdhe") extensions.push(extension("ec_point_formats", 4));
  if (ticket) extensions.push(extension("session_ticket", 0));
  if (alpn !== null) extensions.push(extension("application_layer_protocol_negotiation", alpnSize([alpn])));
  if (suite.cipher.kind === "cbc") extensions.push(extension("encrypt_then_mac", 0));
  extensions.push(extension("extended_master_secret", 0));
  const content = { kind: "ServerHello", version: "1.2", suite, group: null, resumes, ticket, sessionId, alpn, downgrade } as const;
  return handshake(content, helloBody(resumes || sessionId !== null ? 32 : 0, extensions));
}

/** The modulus of the finite field that a server takes by itself for DHE in 1.2: as strong as the certificate's key. */
function primeSize(credentials: Credentials): Bytes {
  return credentials.key === "rsa-4096" ? 512 : credentials.key === "rsa-3072" ? 384 : 256;
}

/**
 * ServerKeyExchange: the group and public key, signed (RFC 8422 §5.4); for DHE prime, generator and public key (RFC 5246 §7.4.3).
 */
export function serverKeyExchange(group: NamedGroup | null, credentials: Credentials): HandshakeMessage {
  const prime = primeSize(credentials);
  const parameters = group === null ? 2 + prime + 2 + 1 + 2 + prime : 3 + 1 + SHARE[group];
  return handshake({ kind: "ServerKeyExchange", group, genuine: !credentials.forged }, parameters + 4 + signatureSize(credentials));
}

/** ClientKeyExchange: the client's public key, or the premaster secret under the server's RSA key (RFC 8422 §5.7, RFC 5246 §7.4.7). */
export function clientKeyExchange(suite: CipherSuite, group: NamedGroup | null, credentials: Credentials): HandshakeMessage {
  const size = group !== null ? 1 + SHARE[group] : suite.keyExchange === "dhe" ? 2 + primeSize(credentials) : 2 + SIGNATURE[credentials.key];
  return handshake({ kind: "ClientKeyExchange" }, size);
}

/** NewSessionTicket: lifetime, age_add, nonce, ticket, extensions in 1.3 (RFC 8446 §4.6.1); lifetime and ticket in 1.2 (RFC 5077 §3.3). */
export function newSessionTicket(session: Session): HandshakeMessage {
  const ticket = session.ticket ?? 0;
  const extensions = session.earlyData > 0 ? [extension("early_data", 4)] : [];
  const body = session.version === "1.3" ? 4 + 4 + 1 + 8 + 2 + ticket + 2 + totalOf(extensions) : 4 + 2 + ticket;
  return handshake({ kind: "NewSessionTicket", session }, body);
}
