// What a scenario says of a host's SSH, made into the settings of a client or a server; what it leaves open is OpenSSH's.

import type { SshSpec, Stack } from "../contract/index.ts";
import type { SshClientSettings, SshServerSettings, SshSettings } from "../ssh/index.ts";
import { CLIENT, PREFERENCES, SERVER } from "../ssh/index.ts";

/** The settings of one end. `seed` decides which random numbers begin with a set bit, and nothing else. */
export function sshSettings(spec: SshSpec, role: "client" | "server", stack: Stack, seed: number): SshSettings {
  const common = {
    manner: stack === "linux" ? "openssh" : "rfc",
    preferences: { kex: spec.kex ?? PREFERENCES.kex, ciphers: spec.ciphers ?? PREFERENCES.ciphers, macs: spec.macs ?? PREFERENCES.macs },
    work: spec.work ?? {},
    seed,
    ...(spec.identification === undefined ? {} : { identification: spec.identification }),
  } as const;
  return role === "client" ? { ...CLIENT, ...common, ...clientPart(spec) } : { ...SERVER, ...common, ...serverPart(spec) };
}

function clientPart({ user, tries, keys, passwords, knownHost, guesses }: SshSpec): Partial<SshClientSettings> {
  return {
    ...(user === undefined ? {} : { user }),
    ...(tries === undefined ? {} : { methods: tries }),
    ...(keys === undefined ? {} : { keys }),
    ...(passwords === undefined ? {} : { passwords }),
    ...(knownHost === undefined ? {} : { knownHost }),
    ...(guesses === undefined ? {} : { guesses }),
  };
}

function serverPart({ hostKeys, methods, authorizedKeys, authorizedKeysFile, password, maxTries }: SshSpec): Partial<SshServerSettings> {
  return {
    ...(hostKeys === undefined ? {} : { hostKeys }),
    ...(methods === undefined ? {} : { methods }),
    ...(authorizedKeys === undefined ? {} : { authorizedKeys }),
    ...(authorizedKeysFile === undefined ? {} : { authorizedKeysFile }),
    ...(password === undefined ? {} : { password }),
    ...(maxTries === undefined ? {} : { maxTries }),
  };
}
