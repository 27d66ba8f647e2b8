// A connection by SSH, told message by message; TCP only tells of its own beginning, end and mishaps.

import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import { narrate } from "../../src/narration/index.ts";
import type { SshSpec, Trace } from "../../src/simulation/index.ts";
import { simulate } from "../../src/simulation/index.ts";

function trace(client: SshSpec = {}, server: SshSpec = {}, more = ""): Trace {
  const text = `stack: linux\nserver: { port: 22 }\nscript:\n  - client connects\n  - client opens SSH\n  - client runs "echo hi" answered by 3 bytes\n${more}`;
  const { scenario } = compile(text, new Map());
  if (scenario === null) throw new Error("no clean block");
  return simulate({ ...scenario, hosts: scenario.hosts.map((host) => ({ ...host, ssh: host.id === "client" ? client : server })) });
}

function keys(run: Trace): string[] {
  return narrate(run).map(({ key, host }) => `${host} ${key}`);
}

describe("a login by key", () => {
  const told = keys(trace());

  it("is told from the first line to the last", () => {
    expect(told.filter((line) => line.includes("ssh-"))).toEqual([
      "client ssh-introduced", "server ssh-introduced", "server ssh-lists-sent", "client ssh-lists-sent", "client ssh-value-sent",
      "server ssh-host-proved", "server ssh-keys-changed", "client ssh-keys-changed", "client ssh-service-asked", "client ssh-methods-asked",
      "server ssh-methods-listed", "client ssh-key-offered", "server ssh-key-known", "client ssh-key-proved", "server ssh-logged-in",
      "client ssh-channel-asked", "server ssh-channel-opened", "client ssh-command-sent", "server ssh-data-sent", "server ssh-command-ended",
      "server ssh-channel-closed", "client ssh-channel-closed", "client ssh-disconnected",
    ]);
  });

  it("leaves TCP the handshake and the close", () => {
    expect(told.filter((line) => / (?:data|ack)-|first-data|delayed/.test(line))).toEqual([]);
    expect(told).toEqual(expect.arrayContaining(["client established-first", "client fin-sent", "client time-wait"]));
  });

  it("still tells a loss", () => {
    expect(keys(trace({}, {}, "faults:\n  - drop client data 2\n"))).toEqual(expect.arrayContaining(["client data-lost"]));
  });
});

describe("new keys in mid-connection (RFC 4253 §9)", () => {
  it("are asked for under the old ones, by both ends, and the login is not done anew", () => {
    const { scenario } = compile(`stack: linux
server: { port: 22 }
script:
  - client connects
  - client opens SSH
  - client sends 1 byte
  - when server received 1 byte client changes keys
  - client sends 1 byte
`, new Map());
    if (scenario === null) throw new Error("no clean block");
    const run = simulate(scenario);
    const told = keys(run).filter((line) => line.includes("ssh-"));
    expect(told.slice(told.indexOf("client ssh-rekey-asked"))).toEqual([
      "client ssh-rekey-asked", "server ssh-rekey-asked", "client ssh-value-sent", "server ssh-host-proved", "server ssh-keys-changed",
      "client ssh-keys-changed", "client ssh-data-sent",
    ]);
    expect(run.messages?.filter(({ name }) => name === "SSH_MSG_KEXINIT").map(({ keys: under }) => under === null)).toEqual([true, true, false, false]);
  });
});

describe("a login that goes wrong", () => {
  it("by a wrong password is refused, and by the right one goes on", () => {
    const told = keys(trace({ tries: ["password"], passwords: ["wrong", "right"] }, { password: "right" }));
    const login = ["client ssh-password-sent", "server ssh-refused", "client ssh-password-sent", "server ssh-logged-in"];
    expect(told.filter((line) => login.includes(line))).toEqual(login);
  });

  it("for want of a common algorithm says which, though nobody sends a DISCONNECT", () => {
    const steps = narrate(trace({ kex: ["diffie-hellman-group1-sha1"] }));
    expect(steps.filter(({ key }) => key === "ssh-failed").map(({ host, values }) => [host, values])).toEqual([
      ["server", { host: "server", peer: "client", why: "no matching key exchange method found" }],
      ["client", { host: "client", peer: "server", why: "no matching key exchange method found" }],
    ]);
  });

  it("after too many failures ends with the server's reason, told once", () => {
    const told = keys(trace({ tries: ["password"], passwords: ["a", "b"] }, { password: "right", maxTries: 2 }));
    expect(told.filter((line) => line.includes("broken-off") || line.includes("ssh-failed"))).toEqual(["server ssh-broken-off"]);
  });
});
