// What one end of an SSH connection is set to.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { KeyType } from "./algorithms.ts";
import type { Preferences } from "./proposals.ts";
import { HOST_KEY_ALGORITHMS, PREFERENCES } from "./proposals.ts";

export type SshSettings = SshClientSettings | SshServerSettings;

interface Common {
  /** The line that it introduces itself by, without CR and LF (RFC 4253 §4.2). */
  readonly identification: string;
  /**
   * `rfc` ends every connection with a DISCONNECT that says why, and sends no extension of its own. `openssh` does as
   * OpenSSH 9.2 does: it tells of its host keys, forbids further sessions, and where nothing is left to be said it just closes.
   */
  readonly manner: "rfc" | "openssh";
  readonly preferences: Preferences;
  /** How long it works before it sends a message, by the message's name; `identification` is the first line's, `close` the end's. */
  readonly work: Readonly<Record<string, Milliseconds>>;
  /** Decides which numbers begin with a set bit, and so take a byte more. */
  readonly seed: number;
}

export interface SshClientSettings extends Common {
  readonly role: "client";
  /** The names of the host key algorithms that it takes, the preferred one first. */
  readonly hostKeys: readonly string[];
  /** Whether the host key is the one that it knows of this host; `changed` may be a stranger in between (RFC 4251 §4.1). */
  readonly knownHost: "known" | "changed";
  /** Whether it sends its part of the key exchange on a guess, before it has seen the server's lists (RFC 4253 §7). */
  readonly guesses: boolean;
  readonly user: string;
  /** The methods that it tries, in this order, after `none`. */
  readonly methods: readonly ("publickey" | "password")[];
  /** The keys that it offers, in this order. */
  readonly keys: readonly KeyType[];
  /** What its user types, time after time. */
  readonly passwords: readonly string[];
  /** Sent with each session. */
  readonly environment: readonly (readonly [variable: string, value: string])[];
  readonly terminal: string;
  /** Bytes of the modes of its terminal (RFC 4254 §8): five for each of 53, and one that ends them. */
  readonly terminalModes: Bytes;
}

export interface SshServerSettings extends Common {
  readonly role: "server";
  readonly hostKeys: readonly KeyType[];
  /** Methods that can let a user in, as USERAUTH_FAILURE lists them. */
  readonly methods: readonly string[];
  /** The user's keys that it knows. */
  readonly authorizedKeys: readonly KeyType[];
  /** The file that lists them; OpenSSH tells the user by which line he came in. */
  readonly authorizedKeysFile: string;
  /** The user's password, or null: he has none. */
  readonly password: string | null;
  /** So many failures end the connection (RFC 4252 §4). */
  readonly maxTries: number;
  /** Shown to the user before he logs in (RFC 4252 §5.4), or null. */
  readonly banner: string | null;
}

const IDENTIFICATION = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10";

const COMMON: Common = { identification: IDENTIFICATION, manner: "openssh", preferences: PREFERENCES, work: {}, seed: 1 };

/** OpenSSH's client as it is installed, with one key. */
export const CLIENT: SshClientSettings = {
  ...COMMON,
  role: "client",
  hostKeys: HOST_KEY_ALGORITHMS,
  knownHost: "known",
  guesses: false,
  user: "root",
  methods: ["publickey", "password"],
  keys: ["ed25519"],
  passwords: [],
  environment: [],
  terminal: "xterm-256color",
  terminalModes: 266,
};

/** OpenSSH's server as it is installed, with one host key. */
export const SERVER: SshServerSettings = {
  ...COMMON,
  role: "server",
  hostKeys: ["ed25519"],
  methods: ["publickey", "password", "keyboard-interactive"],
  authorizedKeys: ["ed25519"],
  authorizedKeysFile: "/root/.ssh/authorized_keys",
  password: null,
  maxTries: 6,
  banner: null,
};
