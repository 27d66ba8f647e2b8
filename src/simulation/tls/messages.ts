// The messages of a handshake: what the peer reads in them, and their sizes by the encoding rules (RFC 8446 §4, RFC 5246 §7.4).

import type { Bytes } from "../kernel/index.ts";
import type { CipherSuite, HashName, NamedGroup, SpokenVersion, TlsVersion } from "./algorithms.ts";
import type { Credentials, Session } from "./settings.ts";

/** An extension of a hello: its name, and its size with the four bytes of type and length. */
export interface Extension {
  readonly name: string;
  readonly size: Bytes;
}

export interface ClientHello {
  readonly kind: "ClientHello";
  readonly versions: readonly TlsVersion[];
  readonly suites: readonly CipherSuite[];
  readonly groups: readonly NamedGroup[];
  readonly shares: readonly NamedGroup[];
  readonly schemes: readonly string[];
  readonly serverName: string | null;
  readonly alpn: readonly string[];
  /** The session that it asks to resume, or null. */
  readonly session: Session | null;
  /** What proves that the client knows the session's secret (RFC 8446 §4.2.11.2): the binder's hash, or null. */
  readonly binder: HashName | null;
  readonly earlyData: boolean;
  readonly tickets: boolean;
  /** Whether it is the answer to a HelloRetryRequest. */
  readonly second: boolean;
}

export interface ServerHello {
  readonly kind: "ServerHello";
  readonly version: SpokenVersion;
  readonly suite: CipherSuite;
  /** The group of its key share; null before 1.3. */
  readonly group: NamedGroup | null;
  /** Whether the offered session is taken up. */
  readonly resumes: boolean;
  /** 1.2: whether a ticket will come. */
  readonly ticket: boolean;
  /** 1.2: the session that may be taken up by the ID in this hello, or null. */
  readonly sessionId: Session | null;
  readonly alpn: string | null;
  /** 1.2 from a server that speaks 1.3: its random number ends by saying so, in case somebody has taken 1.3 out of the client's offer. */
  readonly downgrade: boolean;
}

export interface HelloRetryRequest {
  readonly kind: "HelloRetryRequest";
  readonly suite: CipherSuite;
  readonly group: NamedGroup;
}

export interface EncryptedExtensions {
  readonly kind: "EncryptedExtensions";
  readonly alpn: string | null;
  readonly earlyData: boolean;
}

export interface Certificate {
  readonly kind: "Certificate";
  /** Null: an empty list, since none is at hand. */
  readonly credentials: Credentials | null;
}

/** A proof that the sender has the certificate's private key. */
export interface CertificateVerify {
  readonly kind: "CertificateVerify";
  readonly genuine: boolean;
}

export interface ServerKeyExchange {
  readonly kind: "ServerKeyExchange";
  readonly group: NamedGroup | null;
  readonly genuine: boolean;
}

export interface NewSessionTicket {
  readonly kind: "NewSessionTicket";
  readonly session: Session;
}

export interface CertificateRequest {
  readonly kind: "CertificateRequest";
  readonly schemes: readonly string[];
}

/** Proves that both ends have seen the same handshake. */
export interface Finished {
  readonly kind: "Finished";
  readonly genuine: boolean;
}

/** From here on its sender uses its next keys; `requested`: it asks for the same of its peer (RFC 8446 §4.6.3). */
export interface KeyUpdate {
  readonly kind: "KeyUpdate";
  readonly requested: boolean;
}

/** A message without content of its own. */
export interface BareMessage {
  readonly kind: "ServerHelloDone" | "ClientKeyExchange" | "EndOfEarlyData";
}

export type HandshakeContent =
  | ClientHello | ServerHello | HelloRetryRequest | EncryptedExtensions | CertificateRequest | Certificate | CertificateVerify
  | ServerKeyExchange | NewSessionTicket | Finished | KeyUpdate | BareMessage;

export type HandshakeName = HandshakeContent["kind"];

/** A handshake message with its size: four bytes of type and length (RFC 8446 §4), then its body. */
export interface HandshakeMessage {
  readonly content: HandshakeContent;
  readonly bytes: Bytes;
}

/** Puts type and length before a body. */
export function handshake(content: HandshakeContent, body: Bytes): HandshakeMessage {
  return { content, bytes: 4 + body };
}

/** An extension whose data is so long. */
export function extension(name: string, data: Bytes): Extension {
  return { name, size: 4 + data };
}

/** All extensions of a hello, or nothing at all where there is none. */
export function totalOf(extensions: readonly Extension[]): Bytes {
  return extensions.reduce((sum, { size }) => sum + size, 0);
}

/** A list of protocol names (RFC 7301 §3.1). */
export function alpnSize(protocols: readonly string[]): Bytes {
  return protocols.reduce((sum, name) => sum + 1 + name.length, 2);
}

/** Certificate: in 1.3 with a context and with extensions for each entry (RFC 8446 §4.4.2), in 1.2 without (RFC 5246 §7.4.2). */
export function certificate(version: SpokenVersion, credentials: Credentials | null): HandshakeMessage {
  const chain = credentials?.chain ?? [];
  const perEntry = version === "1.3" ? 5 : 3;
  const context = version === "1.3" ? 1 : 0;
  return handshake({ kind: "Certificate", credentials }, chain.reduce((sum, size) => sum + perEntry + size, context + 3));
}
