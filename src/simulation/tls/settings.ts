// What one end of a TLS connection is set to, and what it remembers of earlier ones.

import type { Bytes } from "../kernel/index.ts";
import type { CipherSuite, HashName, KeyKind, NamedGroup, SpokenVersion, TlsVersion } from "./algorithms.ts";
import { GROUPS, SUITES } from "./algorithms.ts";

/** What is wrong with a certificate in the eyes of whoever checks it. Each has its own alert (RFC 8446 §6.2). */
export type CertificateProblem = "unknown-ca" | "expired" | "revoked" | "wrong-name" | "unsupported" | "bad-signature";

/** A certificate with its chain and its private key. */
export interface Credentials {
  /** Whom it names. */
  readonly subject: string;
  readonly key: KeyKind;
  /** The certificates' sizes in DER, the own one first. */
  readonly chain: readonly Bytes[];
  readonly problem: CertificateProblem | null;
  /** The length of its signatures, where that is not the usual one. */
  readonly signature: Bytes | null;
  /** Whether its owner lies: it signs with another key than the certificate's. */
  readonly forged: boolean;
}

/** What both ends keep of a session, to take it up again (RFC 8446 §2.2, RFC 5246 §7.3, RFC 5077). */
export interface Session {
  readonly version: SpokenVersion;
  readonly suite: CipherSuite;
  readonly hash: HashName;
  readonly serverName: string | null;
  readonly alpn: string | null;
  /** The ticket's size, or null where the session goes by its ID. */
  readonly ticket: Bytes | null;
  /** Which server's key the ticket is sealed with, or which server's memory holds the session. */
  readonly issuer: string;
  /** Most bytes that may be sent before the handshake; 0: none. */
  readonly earlyData: Bytes;
  /** A ticket whose time is over is not taken (RFC 8446 §4.6.1). */
  readonly expired: boolean;
}

export interface TlsSettings {
  readonly role: "client" | "server";
  /** In order of preference. */
  readonly versions: readonly TlsVersion[];
  readonly suites: readonly CipherSuite[];
  /** In order of preference; a client sends a key share for the first. */
  readonly groups: readonly NamedGroup[];
  /** The name that a client asks for, or null: no server_name extension (RFC 6066 §3). */
  readonly serverName: string | null;
  /** Application protocols (RFC 7301); none: no extension. */
  readonly alpn: readonly string[];
  readonly credentials: Credentials | null;
  /** Whether a server asks its client for a certificate. */
  readonly clientCertificate: "none" | "optional" | "required";
  /** Sizes of the distinguished names that a server sends with its request. */
  readonly authorities: readonly Bytes[];
  /** Tickets that a server sends after a full handshake; after a resumption one, if any. */
  readonly tickets: number;
  /** Whether a ticket holds the session, sealed (RFC 5077 §4), or only names what the server keeps. */
  readonly stateless: boolean;
  /** Whether a client asks for tickets of TLS 1.2, and a server gives them; otherwise sessions go by their ID. */
  readonly ticketExtension: boolean;
  /** Names the server's ticket key or session memory. */
  readonly issuer: string;
  /** Most bytes of early data that a server takes; 0: none. */
  readonly maxEarlyData: Bytes;
  /** A server that refuses early data though its ticket allows it: a replay is feared (RFC 8446 §8). */
  readonly refusesEarlyData: boolean;
  /** Whether it answers close_notify at once, as 1.2 asks (RFC 5246 §7.2.1), or leaves that to its user. */
  readonly answersClose: boolean;
}

/** A client or server of OpenSSL 3.0 with its own defaults, changed where the caller says. */
export function tlsSettings(role: TlsSettings["role"], changes: Partial<Omit<TlsSettings, "role">> = {}): TlsSettings {
  const versions = changes.versions ?? ["1.3", "1.2"];
  return {
    role,
    versions,
    suites: SUITES,
    groups: GROUPS,
    serverName: null,
    alpn: [],
    credentials: role === "server" ? selfSigned("server.test", "ecdsa-p256") : null,
    clientCertificate: "none",
    authorities: [],
    tickets: 2,
    stateless: true,
    ticketExtension: true,
    issuer: "server",
    maxEarlyData: 0,
    refusesEarlyData: false,
    answersClose: true,
    ...changes,
  };
}

/**
 * What a self-signed certificate without a name of its own adds to its subject, which it names twice, as issuer and as subject:
 * DER of X.509 v3 with key identifiers and basic constraints.
 */
const SELF_SIGNED: Readonly<Record<KeyKind, Bytes>> = {
  "ecdsa-p256": 366, "ecdsa-p384": 427, "rsa-2048": 763, "rsa-3072": 1019, "rsa-4096": 1275, ed25519: 302,
};

/** A certificate that an owner made for itself, as `openssl req -x509` does. */
export function selfSigned(subject: string, key: KeyKind): Credentials {
  const size = SELF_SIGNED[key] + 2 * subject.length;
  return { subject, key, chain: [size], problem: null, signature: null, forged: false };
}

/** The size of a distinguished name that holds a common name alone (X.501 in DER). */
export function distinguishedName(commonName: string): Bytes {
  return 13 + commonName.length;
}
