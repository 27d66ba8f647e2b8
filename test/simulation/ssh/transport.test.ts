// The transport layer: the first lines, the key exchange, and what ends a connection before it has begun.

import { describe, expect, it } from "vitest";
import type { StreamUnit } from "../../../src/simulation/kernel/index.ts";
import type { ReadContent, SshClientSettings } from "../../../src/simulation/ssh/index.ts";
import { PREFERENCES } from "../../../src/simulation/ssh/index.ts";
import type { SshMessage } from "../../../src/simulation/ssh/messages.ts";
import { packetSize } from "../../../src/simulation/ssh/packet.ts";
import { payloadSize } from "../../../src/simulation/ssh/payload.ts";
import { clientProposal, HOST_KEY_ALGORITHMS } from "../../../src/simulation/ssh/proposals.ts";
import { meet, RUN, sizes } from "./pair.ts";

const BY_RFC = { client: { manner: "rfc" }, server: { manner: "rfc" } } as const;

function plain(text: string): StreamUnit<ReadContent> {
  return { size: text.length, content: { protocol: "plain", text } };
}

function line(text: string): StreamUnit<ReadContent> {
  return { size: text.length + 2, content: { protocol: "ssh", kind: "line", text } };
}

/** Messages in the clear, numbered from 0. */
function packets(...messages: readonly SshMessage[]): StreamUnit<ReadContent>[] {
  return messages.map((message, sequence) => ({
    size: packetSize(payloadSize(message), null), content: { protocol: "ssh", kind: "packet", message, keys: null, sequence },
  }));
}

const BANNER = line("SSH-2.0-stranger");
const KEXINIT: SshMessage = { kind: "KEXINIT", proposal: clientProposal(PREFERENCES, HOST_KEY_ALGORITHMS), firstKexPacketFollows: false };
/** Without the announcement of strict order. */
const LAX: SshMessage = { ...KEXINIT, proposal: { ...KEXINIT.proposal, kex: PREFERENCES.kex } };

/** What a server makes of a client that writes this. */
function told(...units: readonly StreamUnit<ReadContent>[]): { readonly told: readonly string[]; readonly written: readonly string[] } {
  const meeting = meet({ server: { manner: "rfc" }, stranger: { role: "client", units } });
  return { told: meeting.told, written: meeting.written.flatMap(({ messages }) => messages) };
}

describe("Protocol version exchange (RFC 4253 §4.2)", () => {
  it("has both ends introduce themselves at once", () => {
    expect(sizes(meet({})).slice(0, 2)).toEqual(["c41", "s41"]);
  });

  it("lets a client pass over what a server says before", () => {
    const meeting = meet({ stranger: { role: "server", units: [plain("Welcome, traveller"), plain("SSH-2.0-Stranger")] } });
    // A line of a program that is none of SSH's is believed, but no message.
    expect(meeting.read).toEqual([]);
    expect(meeting.written.at(-1)?.messages).toEqual(["SSH_MSG_KEXINIT"]);
  });

  it("has a server turn away who says something else first", () => {
    expect(told(plain("GET / HTTP/1.1"))).toEqual({
      told: ["server failed: Invalid SSH identification string."],
      written: ["SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10", "Invalid SSH identification string."],
    });
  });

  it("turns away version 1 (RFC 4253 §5)", () => {
    expect(told(line("SSH-1.5-old")).told).toEqual(["server failed: Protocol major versions differ."]);
    expect(told(line("SSH-1.99-both")).told).toEqual([]);
  });
});

describe("The key exchange (RFC 4253 §7)", () => {
  it("changes each direction's keys with its own NEWKEYS (§7.3)", () => {
    const meeting = meet({ ...BY_RFC, calls: [{ role: "client", call: RUN }, { role: "client", call: { kind: "close" } }] });
    for (const role of ["client", "server"] as const) {
      const messages = meeting.written.filter(({ from }) => from === role).flatMap(({ messages: names, keys }) => names.map((name, index) => ({ name, keys: keys[index] })));
      const change = messages.findIndex(({ name }) => name === "SSH_MSG_NEWKEYS");
      expect(messages.slice(0, change + 1).every(({ keys }) => keys === null)).toBe(true);
      expect(new Set(messages.slice(change + 1).map(({ keys }) => keys))).toEqual(new Set([role === "client" ? "C" : "D"]));
    }
  });

  it.each([
    ["chacha20-poly1305@openssh.com", ["C", "D"]], ["aes128-gcm@openssh.com", ["A+C", "B+D"]], ["aes128-ctr", ["A+C+E", "B+D+F"]],
  ])("names the keys of %s by their letters (§7.2)", (name, letters) => {
    const { written } = meet({ client: { preferences: { ...PREFERENCES, ciphers: [name] } } });
    expect([...new Set(written.flatMap(({ keys }) => keys))].filter((keys) => keys !== null).sort()).toEqual(letters);
  });

  const guess = (client: Partial<SshClientSettings>): readonly string[] =>
    meet({ client: { guesses: true, ...client } }).written.filter(({ from }) => from === "client").map(({ messages }) => messages.join(" + ")).slice(1, 4);

  it("saves a round trip where a guess was right", () => {
    expect(guess({ hostKeys: ["ssh-ed25519"] })).toEqual(["SSH_MSG_KEXINIT + SSH_MSG_KEX_ECDH_INIT", "SSH_MSG_NEWKEYS", "SSH_MSG_SERVICE_REQUEST"]);
  });

  it("passes over a wrong guess, and the client sends the right part", () => {
    const kex = ["diffie-hellman-group14-sha256", ...PREFERENCES.kex];
    expect(guess({ preferences: { ...PREFERENCES, kex } })).toEqual(["SSH_MSG_KEXINIT + SSH_MSG_KEXDH_INIT", "SSH_MSG_KEXDH_INIT", "SSH_MSG_NEWKEYS"]);
    expect(meet({ client: { guesses: true, preferences: { ...PREFERENCES, kex } } }).told).toEqual(["server ready", "client ready"]);
  });

  it("stops at a host key that is another than the known one (RFC 4251 §4.1)", () => {
    const changed = { client: { ...BY_RFC.client, knownHost: "changed" }, server: BY_RFC.server } as const;
    expect(meet(changed).told).toEqual(["client failed: Host key verification failed", "server failed: Host key verification failed"]);
    expect(meet({ client: { knownHost: "changed" } }).written.some(({ messages }) => messages.includes("SSH_MSG_SERVICE_REQUEST"))).toBe(false);
  });

  it("can be done again while the connection lives, under new keys (§9)", () => {
    const meeting = meet({
      ...BY_RFC,
      calls: [
        { role: "client", call: RUN }, { role: "client", call: { kind: "rekey" }, at: 1000 }, { role: "client", call: RUN, at: 1001 },
        { role: "client", call: { kind: "close" }, at: 3000 },
      ],
    });
    expect(meeting.told).toEqual([
      "server ready", "client ready", "client done", "client done", "client done: disconnected by user", "server ended: disconnected by user",
    ]);
    expect([...new Set(meeting.written.flatMap(({ keys }) => keys))]).toEqual([null, "D", "C", "C (2)", "D (2)"]);
    // What the user wants while keys are exchanged waits for its end (§7.1).
    const names = meeting.written.filter(({ from, at }) => from === "client" && at >= 1000).flatMap(({ messages }) => messages);
    expect(names.slice(0, 4)).toEqual(["SSH_MSG_KEXINIT", "SSH_MSG_KEX_ECDH_INIT", "SSH_MSG_NEWKEYS", "SSH_MSG_CHANNEL_OPEN"]);
  });
});

describe("No common algorithm (RFC 4253 §7.1)", () => {
  it("ends by DISCONNECT with reason 3", () => {
    const meeting = meet({ client: { ...BY_RFC.client, preferences: { ...PREFERENCES, kex: ["diffie-hellman-group1-sha1"] } }, server: BY_RFC.server });
    expect([...meeting.told].sort()).toEqual(["client failed: no matching key exchange method found", "server failed: no matching key exchange method found"]);
    expect(meeting.written.filter(({ messages }) => messages.includes("SSH_MSG_DISCONNECT"))).toHaveLength(2);
  });

  it("ends without a word between two of OpenSSH", () => {
    const meeting = meet({ client: { preferences: { ...PREFERENCES, ciphers: ["3des-cbc"] } } });
    expect([...meeting.told].sort()).toEqual(["client failed: no matching cipher found", "server failed: no matching cipher found"]);
    expect(meeting.written.at(-1)?.messages).toEqual(["SSH_MSG_KEXINIT"]);
    expect([...meeting.closed].sort()).toEqual(["client", "server"]);
  });
});

describe("What is out of order, as a server of OpenSSH 9.2 was measured to answer it", () => {
  const SERVICE: SshMessage = { kind: "SERVICE_REQUEST", service: "ssh-userauth" };
  const IGNORE: SshMessage = { kind: "IGNORE", bytes: 2 };
  const NEWKEYS: SshMessage = { kind: "NEWKEYS" };
  const PRIVATE: SshMessage = { kind: "UNKNOWN", number: 200, bytes: 0 };
  const VIOLATION = "strict KEX violation: unexpected packet type";

  it.each<[string, readonly SshMessage[], string | null, number | null]>([
    ["a service request", [LAX, SERVICE], null, 16],
    ["a service request, strictly", [KEXINIT, SERVICE], `${VIOLATION} 5 (seqnr 1)`, 80],
    ["NEWKEYS", [LAX, NEWKEYS], null, 16],
    ["NEWKEYS, strictly", [KEXINIT, NEWKEYS], `${VIOLATION} 21 (seqnr 1)`, 80],
    ["IGNORE before a strict exchange", [IGNORE, KEXINIT], "strict KEX violation: KEXINIT was not the first packet", 80],
    ["IGNORE within a strict exchange", [KEXINIT, IGNORE], `${VIOLATION} 2 (seqnr 1)`, 80],
    ["IGNORE within another", [LAX, IGNORE], null, null],
    ["KEXINIT twice", [LAX, LAX], null, 16],
    ["KEXINIT twice, strictly", [KEXINIT, KEXINIT], `${VIOLATION} 20 (seqnr 1)`, 80],
    ["a number for private use", [LAX, PRIVATE], "Invalid ssh2 packet type: 200", 56],
    ["a part of the exchange before KEXINIT", [{ kind: "KEX_INIT", method: "curve25519-sha256", value: 32 }], null, 16],
  ])("%s", (_what, messages, why, answer) => {
    const meeting = meet({ stranger: { role: "client", units: [BANNER, ...packets(...messages)] } });
    expect(meeting.told).toEqual(why === null ? [] : [`server failed: ${why}`]);
    const last = meeting.written.filter(({ messages: names }) => names.some((name) => /DISCONNECT|UNIMPLEMENTED/.test(name)));
    expect(last.map(({ size }) => size)).toEqual(answer === null ? [] : [answer]);
  });

  it("no packet at all: the server closes without a word", () => {
    const meeting = meet({ stranger: { role: "client", units: [BANNER, plain("GET / HTTP/1.1")] } });
    expect(sizes(meeting)).toEqual(["s41", "s1088"]);
    expect(meeting.closed).toEqual(["server"]);
  });
});

describe("What is out of order", () => {
  const SERVICE: SshMessage = { kind: "SERVICE_REQUEST", service: "ssh-userauth" };
  const NONE: SshMessage = { kind: "USERAUTH_REQUEST", user: "root", service: "ssh-connection", method: { name: "none" } };
  const INIT: SshMessage = { kind: "KEX_INIT", method: "sntrup761x25519-sha512", value: 1190 };

  it.each([
    ["a service request before any key exchange", [SERVICE]],
    ["a service request before NEWKEYS", [KEXINIT, SERVICE]],
    ["a user before NEWKEYS", [KEXINIT, NONE]],
    ["a second KEXINIT", [KEXINIT, KEXINIT]],
    ["NEWKEYS before the exchange", [KEXINIT, { kind: "NEWKEYS" }]],
    ["a part of another method", [KEXINIT, { kind: "KEX_INIT", method: "curve25519-sha256", value: 32 }]],
    ["a part of an exchange that was never begun", [INIT]],
    ["what is to be ignored, within a strict exchange", [KEXINIT, { kind: "IGNORE", bytes: 5 }]],
    ["what is to be ignored, before a strict exchange", [{ kind: "IGNORE", bytes: 5 }, KEXINIT]],
  ] satisfies readonly (readonly [string, readonly SshMessage[]])[])("ends the connection: %s", (_what, messages) => {
    const { told: statuses, written } = told(BANNER, ...packets(...messages));
    expect(statuses[0]).toMatch(/^server failed: /);
    expect(written.at(-1)).toBe("SSH_MSG_DISCONNECT");
  });

  it("may be ignored where strictness is not agreed on (RFC 4253 §11.2)", () => {
    expect(told(BANNER, ...packets({ kind: "IGNORE", bytes: 5 }, LAX, { kind: "DEBUG", text: "x" })).told).toEqual([]);
  });

  it("a packet under keys that the reader does not have fails its MAC (RFC 4253 §6.4)", () => {
    const units = packets(KEXINIT, INIT, { kind: "NEWKEYS" }, SERVICE);
    const { told: statuses } = told(BANNER, ...units);
    expect(statuses).toEqual(["server failed: Corrupted MAC on input."]);
  });

  it("a packet twice fails its MAC, since its number is part of it (RFC 4253 §6.4)", () => {
    const [unit] = packets(LAX);
    expect(told(BANNER, ...(unit === undefined ? [] : [unit, unit])).told).toEqual(["server failed: Corrupted MAC on input."]);
  });

  it("bytes that are no packet have no length that could be (RFC 4253 §6.1)", () => {
    expect(told(BANNER, plain("GET / HTTP/1.1")).told).toEqual(["server failed: Packet corrupt"]);
    expect(told(BANNER, plain("abc")).told).toEqual([]);
    expect(told(BANNER, plain("abc"), plain("d")).told).toEqual(["server failed: Packet corrupt"]);
    expect(told(BANNER, ...packets(KEXINIT), { size: 300, content: { protocol: "tls" } }).told).toEqual(["server failed: Packet corrupt"]);
  });
});
