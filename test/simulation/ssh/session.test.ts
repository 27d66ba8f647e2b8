// Sessions: a command, a shell, the window between them, and how a connection ends.

import { describe, expect, it } from "vitest";
import { createSsh, SERVER, step } from "../../../src/simulation/ssh/index.ts";
import type { Meeting, Plan } from "./pair.ts";
import { meet, RUN } from "./pair.ts";

const BY_RFC = { client: { manner: "rfc" }, server: { manner: "rfc" } } as const;

function channelMessages(meeting: Meeting): string[] {
  return meeting.written.flatMap(({ from, messages }) => messages.filter((name) => name.includes("CHANNEL")).map((name) => `${from.slice(0, 1)} ${name.replace("SSH_MSG_CHANNEL_", "")}`));
}

describe("A command (RFC 4254 §6.5)", () => {
  const meeting = meet({ calls: [{ role: "client", call: RUN }] });

  it("is asked for in a channel, prints, tells how it ended, and closes", () => {
    expect(channelMessages(meeting)).toEqual([
      "c OPEN", "s OPEN_CONFIRMATION", "c REQUEST", "s WINDOW_ADJUST", "s SUCCESS", "s DATA", "s REQUEST", "s EOF", "s CLOSE", "c EOF", "c CLOSE",
    ]);
    expect(meeting.delivered).toEqual({ client: 3, server: 0 });
  });

  it("is what OpenSSH's client came for: it disconnects", () => {
    expect(meeting.told).toEqual(["server ready", "client ready", "client done: disconnected by user", "server ended: disconnected by user"]);
    expect([...meeting.closed].sort()).toEqual(["client", "server"]);
  });

  it("may follow another on the same connection, where the client does not forbid it", () => {
    const calls: Plan["calls"] = [{ role: "client", call: RUN }, { role: "client", call: RUN }, { role: "client", call: { kind: "close" }, at: 5000 }];
    const two = meet({ ...BY_RFC, calls });
    expect(two.told.filter((line) => line === "client done")).toHaveLength(2);
    expect(two.delivered.client).toBe(6);
    expect(two.told.at(-1)).toBe("server ended: disconnected by user");
  });
});

describe("A window (RFC 4254 §5.2)", () => {
  const most = 2 * 1024 * 1024;
  const meeting = meet({ calls: [{ role: "client", call: { kind: "run", command: "cat film", answer: 5_000_000 } }], latency: 1 });

  it("lets no more through than the reader has given back", () => {
    let room = most;
    for (const { from, messages, sizes } of meeting.written) {
      messages.forEach((name, index) => {
        if (from === "server" && name === "SSH_MSG_CHANNEL_DATA") room -= (sizes[index] ?? 0) - 64;
        if (from === "client" && name === "SSH_MSG_CHANNEL_WINDOW_ADJUST") room += 4 * 32_768;
      });
      expect(room).toBeGreaterThanOrEqual(0);
    }
    expect(meeting.written.some(({ messages }) => messages.includes("SSH_MSG_CHANNEL_WINDOW_ADJUST"))).toBe(true);
  });

  it("lets everything through in the end, in messages of 32 KiB at most", () => {
    expect(meeting.delivered.client).toBe(5_000_000);
    const data = meeting.written.flatMap(({ messages, sizes }) => sizes.filter((_, index) => messages[index] === "SSH_MSG_CHANNEL_DATA"));
    expect(Math.max(...data)).toBe(32_768 + 36);
  });
});

describe("A shell (RFC 4254 §6.2, §6.5)", () => {
  it("has a terminal, takes what is typed and prints, until its input ends", () => {
    const meeting = meet({
      calls: [
        { role: "client", call: { kind: "send", bytes: 5, text: "ls\n" } },
        { role: "server", call: { kind: "send", bytes: 40, text: "notes.md" }, at: 1000 },
        { role: "client", call: { kind: "close" }, at: 2000 },
      ],
    });
    expect(channelMessages(meeting)).toEqual([
      "c OPEN", "s OPEN_CONFIRMATION", "c REQUEST", "c REQUEST", "s SUCCESS", "s WINDOW_ADJUST", "s SUCCESS", "c DATA", "s DATA",
      "c EOF", "s REQUEST", "s EOF", "s CLOSE", "c CLOSE",
    ]);
    expect(meeting.delivered).toEqual({ client: 40, server: 5 });
    expect(meeting.told.slice(2)).toEqual(["client done: disconnected by user", "server ended: disconnected by user"]);
  });

  it("ends where the server's user ends it", () => {
    const meeting = meet({ calls: [{ role: "client", call: { kind: "send", bytes: 5, text: null } }, { role: "server", call: { kind: "close" }, at: 1000 }] });
    expect(meeting.told.at(-1)).toBe("server ended: disconnected by user");
  });
});

describe("An end (RFC 4253 §11.1)", () => {
  it("is said by DISCONNECT, also without a session", () => {
    const meeting = meet({ calls: [{ role: "client", call: { kind: "close" } }] });
    expect(meeting.told.slice(2)).toEqual(["client done: disconnected by user", "server ended: disconnected by user"]);
  });

  it("without DISCONNECT is a failure", () => {
    const ssh = createSsh(SERVER);
    const effects = (["opened", "ended"] as const).flatMap((kind) => step(ssh, { kind }));
    expect(effects.map(({ kind }) => kind)).toEqual(["write", "status", "close"]);
    expect(effects[1]).toMatchObject({ status: "failed", why: "Connection closed by remote host" });
  });
});
