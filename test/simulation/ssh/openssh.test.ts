// The machines held against OpenSSH 9.2: a capture of a whole connection, and the bytes of many others with other algorithms.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import type { SshClientSettings, SshServerSettings } from "../../../src/simulation/ssh/index.ts";
import { PREFERENCES } from "../../../src/simulation/ssh/index.ts";
import { readCapture } from "../../support/capture.ts";
import { meet, RUN, type Meeting, type Plan, type Role } from "./pair.ts";

const keyType = v.picklist(["ed25519", "ecdsa", "rsa"]);

/**
 * Measured by a relay between `ssh` and `sshd` on one machine, which wrote down what it read at once, side by side: several
 * writes may have been read as one.
 */
const measurements = v.parse(
  v.array(v.object({
    name: v.string(),
    what: v.string(),
    client: v.optional(v.object({
      kex: v.optional(v.array(v.string())),
      ciphers: v.optional(v.array(v.string())),
      macs: v.optional(v.array(v.string())),
      hostKeys: v.optional(v.array(v.string())),
      methods: v.optional(v.array(v.picklist(["publickey", "password"]))),
      keys: v.optional(v.array(keyType)),
      passwords: v.optional(v.array(v.string())),
    }), {}),
    server: v.optional(v.object({
      hostKeys: v.optional(v.array(keyType)),
      methods: v.optional(v.array(v.string())),
      password: v.optional(v.string()),
      maxTries: v.optional(v.number()),
    }), {}),
    run: v.optional(v.literal("shell")),
    bytes: v.array(v.string()),
  })),
  JSON.parse(readFileSync(new URL("openssh.json", import.meta.url), "utf8")),
);

type Measurement = (typeof measurements)[number];

function planOf({ client, server, run }: Measurement): Plan {
  const { kex, ciphers, macs, ...rest } = client;
  const settings: Partial<SshClientSettings> = {
    ...present(rest),
    identification: "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u6",
    preferences: { kex: kex ?? PREFERENCES.kex, ciphers: ciphers ?? PREFERENCES.ciphers, macs: macs ?? PREFERENCES.macs },
  };
  const authorized: Partial<SshServerSettings> = {
    authorizedKeys: ["ed25519", "ecdsa", "rsa"], authorizedKeysFile: "/tmp/measured/lab/ssh/authorized_key", ...present(server),
  };
  return {
    client: settings,
    server: authorized,
    calls: [{ role: "client", call: run === "shell" ? { kind: "run", command: null, answer: 0 } : RUN }],
  };
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that are there. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}

/** Where each message of a side ends in its stream. */
function ends(meeting: Meeting, role: Role): number[] {
  let at = 0;
  return meeting.written.filter(({ from }) => from === role).flatMap(({ sizes }) => sizes.map((size) => (at += size)));
}

function measuredEnds({ bytes }: Measurement, role: Role): number[] {
  let at = 0;
  return bytes.filter((read) => read.startsWith(role.slice(0, 1))).map((read) => (at += Number(read.slice(1))));
}

describe("OpenSSH's own bytes", () => {
  it.each(measurements.map((measurement) => [measurement.what, measurement] as const))("%s", (_what, measurement) => {
    const meeting = meet(planOf(measurement));
    for (const role of ["client", "server"] as const) {
      const measured = measuredEnds(measurement, role);
      const made = ends(meeting, role);
      expect(made.at(-1)).toBe(measured.at(-1));
      expect(made).toEqual(expect.arrayContaining(measured));
    }
  });
});

describe("The captured connection", () => {
  const capture = readCapture("ssh");
  const meeting = meet({
    server: { methods: ["publickey", "keyboard-interactive"], authorizedKeysFile: "/home/student/.ssh/authorized_keys" },
    calls: [{ role: "client", call: RUN }],
  });

  /** The writes of one side: a segment that is full goes on in the next. */
  function writes(dir: "c>s" | "s>c"): number[] {
    const result: number[] = [];
    let open = 0;
    for (const { len } of capture.segments.filter((segment) => segment.dir === dir && segment.len > 0)) {
      open += len;
      if (len < 1448) {
        result.push(open);
        open = 0;
      }
    }
    return result;
  }

  it.each([["client", "c>s"], ["server", "s>c"]] as const)("has the same writes of the %s", (role, dir) => {
    expect(meeting.written.filter(({ from }) => from === role).map(({ size }) => size)).toEqual(writes(dir));
  });

  it("has the messages that the client wrote down", () => {
    const noted = capture.notes.flatMap((note) => /^debug3: (send|receive) packet: type (\d+)/.exec(note)?.slice(1, 3).join(" ") ?? []);
    const numbers: Readonly<Record<string, number>> = {
      KEXINIT: 20, NEWKEYS: 21, KEX_ECDH_INIT: 30, KEX_ECDH_REPLY: 31, SERVICE_REQUEST: 5, SERVICE_ACCEPT: 6, EXT_INFO: 7, USERAUTH_REQUEST: 50,
      USERAUTH_FAILURE: 51, USERAUTH_PK_OK: 60, USERAUTH_SUCCESS: 52, CHANNEL_OPEN: 90, GLOBAL_REQUEST: 80, DEBUG: 4,
      CHANNEL_OPEN_CONFIRMATION: 91, CHANNEL_REQUEST: 98, CHANNEL_SUCCESS: 99, CHANNEL_EOF: 96, CHANNEL_CLOSE: 97, DISCONNECT: 1,
    };
    const number = (name: string): number[] => {
      const found = numbers[name.replace("SSH_MSG_", "")];
      return found === undefined ? [] : [found];
    };
    const sent = meeting.written.filter(({ from }) => from === "client").flatMap(({ messages }) => messages.flatMap(number));
    const received = meeting.read.filter((line) => line.startsWith("client ")).flatMap((line) => number(line.slice("client ".length)));
    const of = (what: string): number[] => noted.filter((line) => line.startsWith(what)).map((line) => Number(line.slice(what.length)));
    expect(sent).toEqual(of("send "));
    expect(received).toEqual(of("receive "));
  });
});
