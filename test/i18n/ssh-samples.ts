// Values for the sentences about SSH, over the range that a run can give.

import fc from "fast-check";
import type { CaptionKey, CaptionValues } from "../../src/narration/index.ts";

type SshKey = Extract<CaptionKey, `ssh-${string}`>;
type Samples = { readonly [K in SshKey]: fc.Arbitrary<CaptionValues[K]> };

const KEX = ["sntrup761x25519-sha512", "curve25519-sha256", "diffie-hellman-group14-sha256"] as const;
const CIPHERS = ["chacha20-poly1305@openssh.com", "aes128-ctr", "aes256-gcm@openssh.com"] as const;
const ALGORITHMS = ["ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512"] as const;

/** What a Korean sentence about SSH may keep in Latin letters: messages, methods, algorithms. */
export const SSH_TERMS: readonly string[] = [
  "SSH", "SSH-2", "RFC", "MAC", "OpenSSH", "p1", "Debian-2+deb12u10", "KEXINIT", "NEWKEYS", "USERAUTH", "FAILURE", "PK", "OK", "SUCCESS", "CHANNEL", "OPEN",
  "CONFIRMATION", "WINDOW", "ADJUST", "REQUEST", "DATA", "CLOSE", "DISCONNECT", "ssh-userauth", "none", "publickey", "password",
  "keyboard-interactive", "exec", "pty-req", "shell", "exit-status", "root", "student", "echo", "hi", "ls",
  ...[...KEX, ...CIPHERS, ...ALGORITHMS].flatMap((name) => [...name.matchAll(/[A-Za-z][A-Za-z0-9+-]*[A-Za-z0-9]/g)].map(([word]) => word)),
];

/** One arbitrary of values for each key. */
export function sshSamples(name: fc.Arbitrary<string>): Samples {
  const pair = { host: name, peer: name };
  const size = { bytes: fc.integer({ min: 1, max: 100_000_000 }) };
  const user = { user: fc.constantFrom("root", "student") };
  const kex = fc.constantFrom(...KEX);
  const cipher = fc.constantFrom(...CIPHERS);
  const algorithm = { algorithm: fc.constantFrom(...ALGORITHMS) };
  const methods = { methods: fc.constantFrom("publickey", "publickey, password, keyboard-interactive") };
  const why = { why: fc.constantFrom("no matching key exchange method found", "Too many authentication failures", "Packet corrupt", "Permission denied (publickey)", "Corrupted MAC on input.") };
  return {
    "ssh-introduced": fc.record({ ...pair, text: fc.constantFrom("SSH-2.0-OpenSSH_9.2p1", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10"), first: fc.boolean() }),
    "ssh-lists-sent": fc.record({ ...pair, ...size, method: kex, cipher, agreed: fc.option(fc.record({ method: kex, cipher })) }),
    "ssh-rekey-asked": fc.record({ ...pair, ...size }),
    "ssh-value-sent": fc.record({ ...pair, ...size, method: kex }),
    "ssh-host-proved": fc.record({ ...pair, ...size, hostKey: algorithm.algorithm }),
    "ssh-keys-changed": fc.record({ ...pair, cipher: fc.option(cipher) }),
    "ssh-service-asked": fc.record({ ...pair, service: fc.constant("ssh-userauth") }),
    "ssh-methods-asked": fc.record({ ...pair, ...user }),
    "ssh-methods-listed": fc.record({ ...pair, ...methods }),
    "ssh-key-offered": fc.record({ ...pair, ...algorithm }),
    "ssh-key-known": fc.record({ ...pair, ...algorithm }),
    "ssh-key-proved": fc.record({ ...pair, ...algorithm }),
    "ssh-password-sent": fc.record({ ...pair, ...user }),
    "ssh-refused": fc.record({ ...pair, ...methods, method: fc.constantFrom("publickey", "password") }),
    "ssh-logged-in": fc.record(pair),
    "ssh-channel-asked": fc.record(pair),
    "ssh-channel-opened": fc.record(pair),
    "ssh-command-sent": fc.record({ ...pair, command: fc.constantFrom("echo hi", "ls") }),
    "ssh-shell-asked": fc.record(pair),
    "ssh-data-sent": fc.record({ ...pair, ...size }),
    "ssh-command-ended": fc.record({ ...pair, status: fc.integer({ min: 0, max: 255 }) }),
    "ssh-channel-closed": fc.record({ ...pair, first: fc.boolean() }),
    "ssh-disconnected": fc.record(pair),
    "ssh-broken-off": fc.record({ ...pair, ...why, reason: fc.integer({ min: 1, max: 15 }) }),
    "ssh-failed": fc.record({ ...pair, ...why }),
  };
}
