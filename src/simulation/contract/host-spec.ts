// CONTRACT IN: who takes part, and what the TLS and SSH of each host are set to.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { TcpSpec } from "./tcp-spec.ts";

/** The id of a host, as script and faults use it: `"client"`, `"server"`. */
export type HostId = string;

export interface HostSpec {
  readonly id: HostId;
  /** Shown to the reader; free text. */
  readonly name: string;
  /** Dotted IPv4 address. */
  readonly address: string;
  /** The port that this host connects from or listens on. */
  readonly port: number;
  /** No machine is there: whatever is sent to this address is lost. Injected segments may bear it. */
  readonly absent?: true;
  readonly tcp: TcpSpec;
  /** Whether IP may not cut its datagrams (`IP_PMTUDISC_DO`): one that does not fit is refused. Absent: it may. */
  readonly dontFragment?: boolean;
  readonly tls?: TlsSpec;
  readonly ssh?: SshSpec;
}

/** What one host's TLS is set to, as a client and as a server; what is absent is as OpenSSL 3.0 has it. Names as the RFCs spell them. */
export interface TlsSpec {
  /** The preferred one first (RFC 8446 §4.2.1); only 1.3 and 1.2 are spoken. Absent: these two. */
  readonly versions?: readonly TlsVersion[];
  /** The preferred one first; a client sends a key share for it (RFC 8446 §4.2.7, §4.2.8). */
  readonly groups?: readonly string[];
  /** Cipher suites (RFC 8446 §B.4, RFC 5246 §A.5). */
  readonly suites?: readonly string[];
  /** The name that a client asks for (RFC 6066 §3); absent: the one in the server's certificate. */
  readonly serverName?: string;
  /** Application protocols (RFC 7301). */
  readonly alpn?: readonly string[];
  /** Absent: a server has one that it made itself, a client has none. */
  readonly certificate?: CertificateSpec;
  /** Whether a server asks its client for a certificate (RFC 8446 §4.3.2); absent: not. */
  readonly clientCertificate?: "none" | "optional" | "required";
  /** Common names of the authorities that a server names with its request. */
  readonly authorities?: readonly string[];
  /** Tickets after a full handshake of 1.3 (RFC 8446 §4.6.1); absent: 2. */
  readonly tickets?: number;
  /** Whether a ticket holds the session, sealed (RFC 5077 §4); absent: it does. Otherwise it names what the server keeps. */
  readonly stateless?: boolean;
  /** Whether 1.2 resumes by ticket (RFC 5077); absent: it does. Otherwise by session ID (RFC 5246 §7.3). */
  readonly ticketExtension?: boolean;
  /** Most early data that a server takes (RFC 8446 §4.2.10); absent: 0. */
  readonly maxEarlyData?: Bytes;
  /** A server that allows early data by its tickets and then refuses it, for fear of a replay (RFC 8446 §8). */
  readonly refusesEarlyData?: boolean;
  /** How long the program works before it writes what begins with a message of this name; absent: no time. */
  readonly work?: Readonly<Record<string, Milliseconds>>;
}

export type TlsVersion = "1.3" | "1.2" | "1.1" | "1.0";

/** A certificate, and what its receiver thinks of it. */
export interface CertificateSpec {
  /** The name in it; absent: `server.test` for a server, `client.test` for a client. */
  readonly subject?: string;
  /** Absent: ECDSA with P-256. */
  readonly key?: "ecdsa-p256" | "ecdsa-p384" | "rsa-2048" | "rsa-3072" | "rsa-4096" | "ed25519";
  /** Sizes of the certificates in DER, the own one first; absent: one that its owner signed itself. */
  readonly chain?: readonly Bytes[];
  /** Why it is not taken; absent: it is. */
  readonly problem?: "unknown-ca" | "expired" | "revoked" | "wrong-name" | "unsupported" | "bad-signature";
  /** Who shows it has not its key (RFC 8446 §4.4.3). */
  readonly forged?: boolean;
  /** How long its signatures are, where that is left to chance: 70 to 72 for ECDSA with P-256; absent: 71. */
  readonly signature?: Bytes;
}

/** What one host's SSH is set to, as a client and as a server; what is absent is as OpenSSH 9.2 has it. Names as the RFCs spell them. */
export interface SshSpec {
  /** The first line, without CR and LF (RFC 4253 §4.2). */
  readonly identification?: string;
  /** Algorithms, the preferred one first (RFC 4253 §7.1). */
  readonly kex?: readonly string[];
  readonly ciphers?: readonly string[];
  readonly macs?: readonly string[];
  /** How long the program works before it sends a message, by the message's name; `identification` is the first line's, `close` the end's. */
  readonly work?: Readonly<Record<string, Milliseconds>>;
  /** A client's: who logs in, how, by which keys and with what he types; whether the host key is the one that he knows. */
  readonly user?: string;
  readonly tries?: readonly ("publickey" | "password")[];
  readonly keys?: readonly SshKeyType[];
  readonly passwords?: readonly string[];
  readonly knownHost?: "known" | "changed";
  /** Whether the client's part of the key exchange goes out on a guess (RFC 4253 §7). */
  readonly guesses?: boolean;
  /** A server's: its host keys, what lets a user in, and how many failures end the connection (RFC 4252 §4). */
  readonly hostKeys?: readonly SshKeyType[];
  readonly methods?: readonly string[];
  readonly authorizedKeys?: readonly SshKeyType[];
  readonly authorizedKeysFile?: string;
  readonly password?: string;
  readonly maxTries?: number;
}

export type SshKeyType = "ed25519" | "ecdsa" | "rsa";
