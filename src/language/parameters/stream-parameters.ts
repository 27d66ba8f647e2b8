// The parameters of what runs over a byte stream: TLS as OpenSSL 3.0 has it, SSH as OpenSSH 9.2 has it.

import { TLS_GROUPS, TLS_SUITES } from "../../simulation/index.ts";
import type { Parameter } from "../text/block.ts";

/** What a list says that has nothing in it. */
export const NOTHING = "none";

const VERSIONS = ["1.3", "1.2", "1.1", "1.0"] as const;
const KEYS = ["ecdsa-p256", "ecdsa-p384", "rsa-2048", "rsa-3072", "rsa-4096", "ed25519"] as const;
const PROBLEMS = ["none", "unknown-ca", "expired", "revoked", "wrong-name", "unsupported", "bad-signature"] as const;
const SWITCH = ["on", "off"] as const;
const SSH_KEYS = ["ed25519", "ecdsa", "rsa"] as const;

/** The rows of one host; some are for who asks alone, some for who answers. */
export function streamParameters(host: "client" | "server"): readonly Parameter[] {
  return [...tls(host), ...(host === "client" ? tlsClient : tlsServer), ...ssh(host), ...(host === "client" ? sshClient : sshServer)];
}

function tls(host: string): readonly Parameter[] {
  return [
    { key: `${host}.tls-versions`, kind: "names", choices: VERSIONS, default: "1.3, 1.2", citation: "RFC 8446 §4.2.1" },
    { key: `${host}.tls-groups`, kind: "names", choices: TLS_GROUPS, words: ["auto"], default: "auto", citation: "RFC 8446 §4.2.7" },
    { key: `${host}.tls-suites`, kind: "names", choices: TLS_SUITES, words: ["auto"], default: "auto", citation: "RFC 8446 §B.4" },
    { key: `${host}.tls-alpn`, kind: "names", words: [NOTHING], default: NOTHING, citation: "RFC 7301 §3.1" },
    { key: `${host}.session-tickets`, kind: "choice", choices: SWITCH, default: "on", citation: "RFC 5077 §3.2" },
    { key: `${host}.certificate-key`, kind: "choice", choices: host === "client" ? [NOTHING, ...KEYS] : KEYS, default: host === "client" ? NOTHING : "ecdsa-p256", citation: "RFC 8446 §4.4.2" },
    { key: `${host}.certificate-name`, kind: "text", default: `${host}.test`, citation: "RFC 5280 §4.1.2.6" },
    { key: `${host}.certificate-chain`, kind: "names", items: "size", min: 1, max: 65_535, words: ["auto"], default: "auto", citation: "RFC 8446 §4.4.2" },
    { key: `${host}.certificate-problem`, kind: "choice", choices: PROBLEMS, default: "none", citation: "RFC 8446 §6.2" },
    { key: `${host}.certificate-forged`, kind: "choice", choices: SWITCH, default: "off", citation: "RFC 8446 §4.4.3" },
    { key: `${host}.tls-work`, kind: "names", items: "time", min: 0, max: 60_000, words: [NOTHING], default: NOTHING },
    { key: `${host}.signature-size`, kind: "size", min: 8, max: 512, step: 1, words: ["auto"], default: "auto", citation: "RFC 8446 §4.4.3" },
  ];
}

const tlsClient: readonly Parameter[] = [
  { key: "client.tls-server-name", kind: "text", default: "server.test", citation: "RFC 6066 §3" },
];

const tlsServer: readonly Parameter[] = [
  { key: "server.client-certificate", kind: "choice", choices: ["none", "optional", "required"], default: "none", citation: "RFC 8446 §4.3.2" },
  { key: "server.client-authorities", kind: "names", words: [NOTHING], default: NOTHING, citation: "RFC 8446 §4.2.4" },
  { key: "server.tls-tickets", kind: "count", min: 0, max: 10, step: 1, default: 2, citation: "RFC 8446 §4.6.1" },
  { key: "server.tls-ticket", kind: "choice", choices: ["sealed", "stored"], default: "sealed", citation: "RFC 5077 §4" },
  { key: "server.early-data", kind: "size", min: 0, max: 16_777_216, step: 1, slider: { min: 0, max: 16_384 }, default: 0, citation: "RFC 8446 §4.2.10" },
  { key: "server.early-data-refused", kind: "choice", choices: SWITCH, default: "off", citation: "RFC 8446 §8" },
];

function ssh(host: string): readonly Parameter[] {
  return [
    { key: `${host}.ssh-version`, kind: "text", default: "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10", citation: "RFC 4253 §4.2" },
    { key: `${host}.ssh-kex`, kind: "names", words: ["auto"], default: "auto", citation: "RFC 4253 §7.1" },
    { key: `${host}.ssh-ciphers`, kind: "names", words: ["auto"], default: "auto", citation: "RFC 4253 §6.3" },
    { key: `${host}.ssh-macs`, kind: "names", words: ["auto"], default: "auto", citation: "RFC 4253 §6.4" },
    { key: `${host}.ssh-work`, kind: "names", items: "time", min: 0, max: 60_000, words: [NOTHING], default: NOTHING },
  ];
}

const sshClient: readonly Parameter[] = [
  { key: "client.ssh-user", kind: "text", default: "root", citation: "RFC 4252 §5" },
  { key: "client.ssh-tries", kind: "names", choices: ["publickey", "password"], words: [NOTHING], default: "publickey, password", citation: "RFC 4252 §5" },
  { key: "client.ssh-keys", kind: "names", choices: SSH_KEYS, words: [NOTHING], default: "ed25519", citation: "RFC 4252 §7" },
  { key: "client.ssh-passwords", kind: "names", words: [NOTHING], default: NOTHING, citation: "RFC 4252 §8" },
  { key: "client.ssh-known-host", kind: "choice", choices: ["known", "changed"], default: "known", citation: "RFC 4251 §4.1" },
  { key: "client.ssh-guess", kind: "choice", choices: SWITCH, default: "off", citation: "RFC 4253 §7" },
];

const sshServer: readonly Parameter[] = [
  { key: "server.ssh-host-keys", kind: "names", choices: SSH_KEYS, default: "ed25519", citation: "RFC 4253 §7.1" },
  { key: "server.ssh-methods", kind: "names", words: [NOTHING], default: "publickey, password, keyboard-interactive", citation: "RFC 4252 §5.1" },
  { key: "server.ssh-authorized-keys", kind: "names", choices: SSH_KEYS, words: [NOTHING], default: "ed25519", citation: "RFC 4252 §7" },
  { key: "server.ssh-authorized-keys-file", kind: "text", default: "/root/.ssh/authorized_keys" },
  { key: "server.ssh-password", kind: "text", default: "", citation: "RFC 4252 §8" },
  { key: "server.ssh-max-tries", kind: "count", min: 1, max: 20, step: 1, default: 6, citation: "RFC 4252 §4" },
];
