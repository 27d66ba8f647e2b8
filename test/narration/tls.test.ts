// A connection by TLS, told message by message, and what is told where it goes wrong.

import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import { narrate } from "../../src/narration/index.ts";
import type { Step } from "../../src/narration/index.ts";
import { simulate } from "../../src/simulation/index.ts";

function steps(block: string): readonly Step[] {
  const { scenario } = compile(block, new Map());
  if (scenario === null) throw new Error("no clean block");
  return narrate(simulate(scenario));
}

function keys(block: string): string[] {
  return steps(block).map(({ key, host }) => `${host} ${key}`).filter((line) => line.includes("tls-"));
}

const SCRIPT = "script:\n  - client connects\n  - client opens TLS\n  - client sends 20 bytes \"GET / HTTP/1.1\"\n  - when server received 20 bytes client closes\n";
const block = (client: string, server: string, more = ""): string => `stack: linux\nclient: { ${client} }\nserver: { port: 443${server} }\n${SCRIPT}${more}`;

describe("TLS 1.3", () => {
  it("has no word for ChangeCipherSpec, which means nothing there (RFC 8446 §D.4)", () => {
    expect(keys(block("tls-versions: [1.3]", ""))).toEqual([
      "client tls-hello", "server tls-hello-answered", "server tls-certificate-shown", "server tls-certificate-proved", "server tls-finished",
      "client tls-finished", "client tls-data-sent", "server tls-ticket-given", "client tls-closed", "server tls-closed",
    ]);
  });

  it("shows the certificate encrypted, and TLS 1.2 in the clear", () => {
    for (const [version, encrypted] of [["1.3", true], ["1.2", false]] as const) {
      expect(steps(block(`tls-versions: [${version}]`, "")).find(({ key }) => key === "tls-certificate-shown")?.values).toMatchObject({ encrypted });
    }
  });

  it("asks the client for a certificate, which it may not have", () => {
    expect(keys(block("tls-versions: [1.3]", ", client-certificate: optional"))).toEqual(expect.arrayContaining(["server tls-certificate-asked", "client tls-no-certificate"]));
  });
});

describe("An alert", () => {
  it("is told once, by who raises it", () => {
    const told = keys(block("tls-versions: [1.3]", ", certificate-problem: unknown-ca"));
    expect(told.filter((line) => /alert|failed/.test(line))).toEqual(["client tls-alert"]);
  });

  it("is none where the connection is cut", () => {
    const told = keys(`stack: linux\nserver: { port: 443 }\nscript:\n  - client connects\n  - client opens TLS\n  - server aborts\n`);
    expect(told.filter((line) => /alert|failed/.test(line))).toContain("client tls-failed");
  });
});

describe("The text of what is sent", () => {
  it("is the program's own", () => {
    expect(steps(block("tls-versions: [1.3]", "")).find(({ key }) => key === "tls-data-sent")?.values).toMatchObject({ text: "GET / HTTP/1.1", bytes: 20 });
  });

  it("without TLS stays TCP's to tell", () => {
    expect(steps("script:\n  - client connects\n  - client sends 20 bytes \"GET / HTTP/1.1\"\n").map(({ key }) => key)).toContain("first-data-sent");
  });
});
