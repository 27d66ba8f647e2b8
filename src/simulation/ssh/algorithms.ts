// The algorithms that SSH names: what each adds to a message in bytes. Their mathematics is not imitated.

import type { Bytes } from "../kernel/index.ts";
import { mpint, stringOf, text } from "./encoding.ts";

/** How a key exchange method makes its shared secret, and how large the values are that cross. */
export interface KeyExchangeMethod {
  readonly name: string;
  /**
   * `ecdh`: a point as a string (RFC 5656 §4, RFC 8731 §3); `hybrid`: such a point after a post-quantum key or ciphertext;
   * `dh`: a number (RFC 4253 §8); `group-exchange`: such a number of a group that the server chooses first (RFC 4419 §3).
   */
  readonly kind: "ecdh" | "hybrid" | "dh" | "group-exchange";
  /** The client's public value, without its length; 0 where that is the group's. */
  readonly client: Bytes;
  /** The server's. */
  readonly server: Bytes;
}

const CURVE25519 = 32;
/** Streamlined NTRU Prime 761: the public key and the ciphertext. */
const SNTRUP761 = { publicKey: 1158, ciphertext: 1039 };

function ecdh(name: string, point: Bytes): KeyExchangeMethod {
  return { name, kind: "ecdh", client: point, server: point };
}

function sntrup(name: string): KeyExchangeMethod {
  return { name, kind: "hybrid", client: SNTRUP761.publicKey + CURVE25519, server: SNTRUP761.ciphertext + CURVE25519 };
}

function dh(name: string, bits: number): KeyExchangeMethod {
  return { name, kind: "dh", client: bits / 8, server: bits / 8 };
}

const KEY_EXCHANGE_METHODS: readonly KeyExchangeMethod[] = [
  sntrup("sntrup761x25519-sha512"), sntrup("sntrup761x25519-sha512@openssh.com"),
  ecdh("curve25519-sha256", CURVE25519), ecdh("curve25519-sha256@libssh.org", CURVE25519),
  // An uncompressed point: one byte, then both coordinates (SEC 1 §2.3.3).
  ecdh("ecdh-sha2-nistp256", 65), ecdh("ecdh-sha2-nistp384", 97), ecdh("ecdh-sha2-nistp521", 133),
  dh("diffie-hellman-group14-sha256", 2048), dh("diffie-hellman-group16-sha512", 4096), dh("diffie-hellman-group18-sha512", 8192),
  { name: "diffie-hellman-group-exchange-sha256", kind: "group-exchange", client: 0, server: 0 },
  dh("diffie-hellman-group14-sha1", 2048), dh("diffie-hellman-group1-sha1", 1024),
];

/** A kind of key pair, of a host or of a user. */
export type KeyType = "ed25519" | "ecdsa" | "rsa";

/** A public key algorithm: its key's format and its signature's. */
export interface PublicKeyAlgorithm {
  /** As KEXINIT and USERAUTH_REQUEST name it. */
  readonly name: string;
  readonly keyType: KeyType;
  /** The public key as a blob, without its own length. */
  readonly key: Bytes;
  /** The signature, without its own length; two of its numbers may begin with a set bit. */
  signature(highestBits: readonly [boolean, boolean]): Bytes;
}

/** RSA with 3072 bits, as `ssh-keygen` makes it. */
const RSA = 384;
/** A public exponent of 65537. */
const EXPONENT = 3;

const ed25519: PublicKeyAlgorithm = {
  name: "ssh-ed25519",
  keyType: "ed25519",
  key: text("ssh-ed25519") + stringOf(32),
  signature: () => text("ssh-ed25519") + stringOf(64),
};

/** The modulus has all its bits, so its highest is set. */
const RSA_KEY = text("ssh-rsa") + mpint(EXPONENT, false) + mpint(RSA, true);

function rsa(name: string): PublicKeyAlgorithm {
  return { name, keyType: "rsa", key: RSA_KEY, signature: () => text(name) + stringOf(RSA) };
}

function ecdsa(curve: string, coordinate: Bytes): PublicKeyAlgorithm {
  const name = `ecdsa-sha2-${curve}`;
  return {
    name,
    keyType: "ecdsa",
    key: text(name) + text(curve) + stringOf(1 + 2 * coordinate),
    // RFC 5656 §3.1.2: the two numbers r and s, as a string.
    signature: ([r, s]) => text(name) + stringOf(mpint(coordinate, r) + mpint(coordinate, s)),
  };
}

const PUBLIC_KEY_ALGORITHMS: readonly PublicKeyAlgorithm[] = [
  ed25519, ecdsa("nistp256", 32), ecdsa("nistp384", 48), rsa("rsa-sha2-512"), rsa("rsa-sha2-256"), rsa("ssh-rsa"),
];

/** A cipher and what it asks of a packet (RFC 4253 §6.3, RFC 4344 §4, RFC 5647; OpenSSH's PROTOCOL.chacha20poly1305). */
export interface Cipher {
  readonly name: string;
  readonly block: Bytes;
  readonly key: Bytes;
  /** The tag that it adds itself; 0 when a MAC is needed besides. */
  readonly tag: Bytes;
  /** Whether it begins with an initial value of its own among the keys (RFC 4253 §7.2). */
  readonly iv: boolean;
}

const CIPHERS: readonly Cipher[] = [
  { name: "chacha20-poly1305@openssh.com", block: 8, key: 64, tag: 16, iv: false },
  ...[128, 192, 256].map((bits): Cipher => ({ name: `aes${String(bits)}-ctr`, block: 16, key: bits / 8, tag: 0, iv: true })),
  ...[128, 192, 256].map((bits): Cipher => ({ name: `aes${String(bits)}-cbc`, block: 16, key: bits / 8, tag: 0, iv: true })),
  ...[128, 256].map((bits): Cipher => ({ name: `aes${String(bits)}-gcm@openssh.com`, block: 16, key: bits / 8, tag: 16, iv: true })),
  { name: "3des-cbc", block: 8, key: 24, tag: 0, iv: true },
];

/** A message authentication code (RFC 4253 §6.4, RFC 6668). */
export interface Mac {
  readonly name: string;
  readonly size: Bytes;
  readonly key: Bytes;
  /** Computed over the encrypted packet, whose length stays readable (`-etm@openssh.com`). */
  readonly encryptThenMac: boolean;
}

const MACS: readonly Mac[] = ([
  ["umac-64", 8, 16, "@openssh.com"], ["umac-128", 16, 16, "@openssh.com"], ["hmac-sha2-256", 32, 32, ""], ["hmac-sha2-512", 64, 64, ""],
  ["hmac-sha1", 20, 20, ""],
] as const).flatMap(([name, size, key, suffix]): Mac[] => [
  { name: `${name}-etm@openssh.com`, size, key, encryptThenMac: true },
  { name: `${name}${suffix}`, size, key, encryptThenMac: false },
]);

/** Each finds what stands behind a name, or null when this room does not know it. */
export const keyExchangeMethod = finder(KEY_EXCHANGE_METHODS);
export const publicKeyAlgorithm = finder(PUBLIC_KEY_ALGORITHMS);
export const cipher = finder(CIPHERS);
export const mac = finder(MACS);

function finder<Named extends { readonly name: string }>(all: readonly Named[]): (name: string) => Named | null {
  const byName = new Map(all.map((one) => [one.name, one]));
  return (name) => byName.get(name) ?? null;
}

/** The algorithms by which a host key or a user's key can sign, the preferred one first (RFC 8332 §3). */
export function signatureAlgorithms(type: KeyType): readonly PublicKeyAlgorithm[] {
  const names = { ed25519: ["ssh-ed25519"], ecdsa: ["ecdsa-sha2-nistp256"], rsa: ["rsa-sha2-512", "rsa-sha2-256"] }[type];
  return PUBLIC_KEY_ALGORITHMS.filter(({ name }) => names.includes(name));
}
