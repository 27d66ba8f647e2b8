// What OpenSSH 9.2 proposes in its KEXINIT, name by name and in its order.

import type { KeyType } from "./algorithms.ts";
import { signatureAlgorithms } from "./algorithms.ts";
import type { Proposal } from "./messages.ts";
import { EXT_INFO, STRICT } from "./negotiation.ts";

/** The lists that a user may shorten or reorder, as `KexAlgorithms`, `Ciphers` and `MACs` of OpenSSH do. */
export interface Preferences {
  readonly kex: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

export const PREFERENCES: Preferences = {
  kex: [
    "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com", "curve25519-sha256", "curve25519-sha256@libssh.org",
    "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521", "diffie-hellman-group-exchange-sha256",
    "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512", "diffie-hellman-group14-sha256",
  ],
  ciphers: [
    "chacha20-poly1305@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr", "aes128-gcm@openssh.com", "aes256-gcm@openssh.com",
  ],
  macs: [
    "umac-64-etm@openssh.com", "umac-128-etm@openssh.com", "hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com",
    "hmac-sha1-etm@openssh.com", "umac-64@openssh.com", "umac-128@openssh.com", "hmac-sha2-256", "hmac-sha2-512", "hmac-sha1",
  ],
};

/** The host keys that a client takes: certificates first, which no host here has. */
export const HOST_KEY_ALGORITHMS: readonly string[] = [
  "ssh-ed25519-cert-v01@openssh.com", "ecdsa-sha2-nistp256-cert-v01@openssh.com", "ecdsa-sha2-nistp384-cert-v01@openssh.com",
  "ecdsa-sha2-nistp521-cert-v01@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
  "rsa-sha2-512-cert-v01@openssh.com", "rsa-sha2-256-cert-v01@openssh.com", "ssh-ed25519", "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
  "rsa-sha2-512", "rsa-sha2-256",
];

/** What the server tells of the signatures that it takes from users (RFC 8308 §3.1). */
export const SIGNATURE_ALGORITHMS: readonly string[] = [
  "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
  "sk-ecdsa-sha2-nistp256@openssh.com", "webauthn-sk-ecdsa-sha2-nistp256@openssh.com", "ssh-dss", "ssh-rsa", "rsa-sha2-256", "rsa-sha2-512",
];

/** The client's lists. It announces that it reads EXT_INFO (RFC 8308 §2.1) and keeps the order strictly. */
export function clientProposal(preferences: Preferences, hostKeys: readonly string[]): Proposal {
  const kex = [...preferences.kex, EXT_INFO.client, STRICT.client];
  return proposal(preferences, kex, hostKeys, ["none", "zlib@openssh.com", "zlib"]);
}

/** The server's lists: the signatures that its host keys can make, key by key. */
export function serverProposal(preferences: Preferences, hostKeys: readonly KeyType[]): Proposal {
  const algorithms = hostKeys.flatMap((type) => signatureAlgorithms(type).map(({ name }) => name));
  return proposal(preferences, [...preferences.kex, STRICT.server], algorithms, ["none", "zlib@openssh.com"]);
}

function proposal(
  { ciphers, macs }: Preferences, kex: readonly string[], hostKeys: readonly string[], compression: readonly string[],
): Proposal {
  return {
    kex, hostKeys, ciphersToServer: ciphers, ciphersToClient: ciphers, macsToServer: macs, macsToClient: macs,
    compressionToServer: compression, compressionToClient: compression,
  };
}
