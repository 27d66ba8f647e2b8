// The messages on a segment's card: which it carries, from where on, and under which keys.

import { describe, expect, it } from "vitest";
import { cardOf } from "../../../src/diagram/scene/index.ts";
import type { CardMessage } from "../../../src/diagram/scene/index.ts";
import { compile } from "../../../src/language/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import type { Trace } from "../../../src/simulation/index.ts";

function run(script: string): Trace {
  const { scenario } = compile(`stack: linux\nserver: { port: 22 }\nscript:\n${script}`, new Map());
  if (scenario === null) throw new Error("no clean block");
  return simulate(scenario);
}

/** The messages of every segment with data, in order. */
function cards(trace: Trace): readonly (readonly CardMessage[])[] {
  return trace.packets.flatMap(({ id }) => {
    const card = cardOf(trace, id);
    return card?.protocol === "tcp" && card.length > 0 ? [card.messages] : [];
  });
}

const ssh = cards(run("  - client connects\n  - client opens SSH\n"));

describe("a segment's card", () => {
  it("names the messages that it carries, with their clauses", () => {
    expect(ssh[0]).toMatchObject([{ name: "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u10", keys: null, rule: { document: "RFC 4253", section: "4.2" } }]);
  });

  it("says of a message that fills two segments that it began before the second", () => {
    const kexinit = ssh.flat().filter(({ name, bytes }) => name === "SSH_MSG_KEXINIT" && bytes > 1448);
    expect(kexinit.map(({ begun }) => begun)).toEqual([false, true]);
  });

  it("names the keys, and the lists of a KEXINIT", () => {
    expect(new Set(ssh.flat().filter(({ name }) => name === "SSH_MSG_USERAUTH_REQUEST").map(({ keys }) => keys))).toEqual(new Set(["C"]));
    const fields = ssh.flat().find(({ name }) => name === "SSH_MSG_KEXINIT")?.fields;
    expect(fields?.find(({ name }) => name === "kex")?.value).toContain("sntrup761x25519-sha512, ");
  });

  it("has none where no program speaks a protocol of ours", () => {
    expect(cards(run("  - client connects\n  - client sends 100 bytes\n"))).toEqual([[]]);
  });
});
