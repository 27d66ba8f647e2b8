// What holds for every pair: the chunks of the stream change nothing, every connection ends well or with a reason, and work only costs time.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadContent, SshClientSettings, SshServerSettings } from "../../../src/simulation/ssh/index.ts";
import { CLIENT, createSsh, PREFERENCES, SERVER, step } from "../../../src/simulation/ssh/index.ts";
import type { SshMessage } from "../../../src/simulation/ssh/messages.ts";
import { meet, RUN } from "./pair.ts";

const keyTypes = fc.shuffledSubarray(["ed25519", "ecdsa", "rsa"] as const);
const manner = fc.constantFrom("rfc", "openssh");

const clients: fc.Arbitrary<Partial<SshClientSettings>> = fc.record({
  manner,
  guesses: fc.boolean(),
  knownHost: fc.constantFrom("known", "known", "known", "changed"),
  methods: fc.shuffledSubarray(["publickey", "password"] as const),
  keys: keyTypes,
  passwords: fc.array(fc.constantFrom("right", "wrong"), { maxLength: 4 }),
  preferences: fc.record({
    kex: fc.shuffledSubarray([...PREFERENCES.kex]), ciphers: fc.shuffledSubarray([...PREFERENCES.ciphers]), macs: fc.shuffledSubarray([...PREFERENCES.macs]),
  }),
});

const servers: fc.Arbitrary<Partial<SshServerSettings>> = fc.record({
  manner,
  hostKeys: keyTypes,
  methods: fc.shuffledSubarray(["publickey", "password", "keyboard-interactive"]),
  authorizedKeys: keyTypes,
  password: fc.constant("right"),
  maxTries: fc.integer({ min: 1, max: 6 }),
  preferences: fc.record({ kex: fc.shuffledSubarray([...PREFERENCES.kex]), ciphers: fc.shuffledSubarray([...PREFERENCES.ciphers]), macs: fc.constant(PREFERENCES.macs) }),
});

describe("Every connection", () => {
  it("ends, and both ends agree whether the user was let in", () => {
    fc.assert(fc.property(clients, servers, (client, server) => {
      const meeting = meet({ client, server, calls: [{ role: "client", call: RUN }, { role: "client", call: { kind: "close" }, at: 10_000 }] });
      expect([...meeting.closed].sort()).toEqual(["client", "server"]);
      expect(meeting.told.includes("client ready")).toBe(meeting.told.includes("server ready"));
      expect(meeting.delivered.client).toBe(meeting.told.includes("client ready") ? 3 : 0);
      if (!meeting.told.includes("client ready")) expect(meeting.told.filter((line) => line.includes("failed: "))).toHaveLength(2);
    }), { numRuns: 300 });
  });

  it("is the same however the stream is broken", () => {
    fc.assert(fc.property(clients, servers, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }), (client, server, lengths) => {
      const calls = [{ role: "client", call: RUN }, { role: "client", call: { kind: "close" }, at: 10_000 }] as const;
      let next = 0;
      const chunk = (): number => lengths[(next += 1) % lengths.length] ?? 1;
      expect(meet({ client, server, calls, chunk })).toEqual(meet({ client, server, calls }));
    }), { numRuns: 200 });
  });

  it("has the same messages of each side whatever its work costs", () => {
    const names = fc.constantFrom("identification", "SSH_MSG_KEXINIT", "SSH_MSG_KEX_ECDH_INIT", "SSH_MSG_KEX_ECDH_REPLY", "SSH_MSG_NEWKEYS", "SSH_MSG_USERAUTH_REQUEST", "SSH_MSG_CHANNEL_DATA");
    const work = fc.dictionary(names, fc.integer({ min: 0, max: 300 }));
    const of = (client: Record<string, number>, server: Record<string, number>, role: string): string[] =>
      meet({ client: { work: client }, server: { work: server }, calls: [{ role: "client", call: RUN }] }).written.filter(({ from }) => from === role).flatMap(({ messages }) => messages);
    fc.assert(fc.property(work, work, (client, server) => {
      for (const role of ["client", "server"]) expect(of(client, server, role)).toEqual(of({}, {}, role));
    }));
  });
});

describe("Whatever arrives", () => {
  const messages = fc.oneof(
    fc.constantFrom<SshMessage>(
      { kind: "NEWKEYS" }, { kind: "SERVICE_REQUEST", service: "ssh-userauth" }, { kind: "SERVICE_ACCEPT", service: "ssh-userauth" }, { kind: "USERAUTH_SUCCESS" },
      { kind: "USERAUTH_REQUEST", user: "root", service: "ssh-connection", method: { name: "password", password: "right" } },
      { kind: "CHANNEL_OPEN", type: "session", sender: 0, window: 100, largest: 100 }, { kind: "CHANNEL_CLOSE", recipient: 0 },
      { kind: "KEX_INIT", method: "curve25519-sha256", value: 32 }, { kind: "IGNORE", bytes: 3 }, { kind: "UNIMPLEMENTED", sequence: 0 },
    ),
    fc.record({ kind: fc.constant("UNKNOWN" as const), number: fc.integer({ min: 0, max: 255 }), bytes: fc.nat(50) }),
  );

  it("nobody is let in before the keys are there", () => {
    fc.assert(fc.property(fc.constantFrom(CLIENT, SERVER), fc.array(messages, { maxLength: 12 }), (settings, list) => {
      const ssh = createSsh({ ...settings, ...(settings.role === "server" ? { password: "right" } : {}) });
      const line: ReadContent = { protocol: "ssh", kind: "line", text: "SSH-2.0-x" };
      const units = [{ size: 11, content: line }, ...list.map((message, sequence) => ({ size: 40, content: { protocol: "ssh", kind: "packet", message, keys: null, sequence } as const }))];
      const effects = [
        ...step(ssh, { kind: "opened" }), ...step(ssh, { kind: "received", pieces: units.map((unit) => ({ unit, from: 0, length: unit.size })) }),
      ];
      expect(effects.some((effect) => effect.kind === "status" && effect.status === "ready")).toBe(false);
      expect(ssh.authenticated).toBe(false);
      expect(ssh.channels.size).toBe(0);
    }));
  });
});
