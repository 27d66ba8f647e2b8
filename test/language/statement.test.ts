import { describe, expect, it } from "vitest";

import type { Statement } from "../../src/simulation/index.ts";
import { problems, scenario, values } from "./reading.ts";

/** The statements of a script without the listening that goes without saying. */
function statements(...lines: readonly string[]): readonly Statement[] {
  return scenario(block(lines)).script.slice(1);
}

function block(lines: readonly string[]): string {
  return `script:\n  - client connects\n${lines.map((line) => `  - ${line}\n`).join("")}`;
}

/** The finding about one line, its column counted from the line's own start. */
function problem(line: string): string {
  const found = problems(block([line]));
  return found.map((each) => each.replace(/^3:(\d+)/, (_, column: string) => String(Number(column) - 4))).join("; ");
}

describe("the script's grammar", () => {
  it.each<[string, Statement]>([
    ["client connects", { host: "client", call: { kind: "connect", to: "server" } }],
    ["client connects to server", { host: "client", call: { kind: "connect", to: "server" } }],
    ["CLIENT Connects", { host: "client", call: { kind: "connect", to: "server" } }],
    ["client sends 120 bytes", { host: "client", call: { kind: "send", bytes: 120 } }],
    ["client sends 120", { host: "client", call: { kind: "send", bytes: 120 } }],
    ["server sends 2 kB", { host: "server", call: { kind: "send", bytes: 2000 } }],
    ["server sends 2kB", { host: "server", call: { kind: "send", bytes: 2000 } }],
    ['client sends 120 bytes "GET / HTTP/1.1"', { host: "client", call: { kind: "send", bytes: 120, text: "GET / HTTP/1.1" } }],
    ['client sends "héllo 👋"', { host: "client", call: { kind: "send", bytes: 11, text: "héllo 👋" } }],
    ["client sends “hi”", { host: "client", call: { kind: "send", bytes: 2, text: "hi" } }],
    ["client closes", { host: "client", call: { kind: "close" } }],
    ["client aborts", { host: "client", call: { kind: "abort" } }],
    ["client waits 200ms", { host: "client", call: { kind: "wait", time: 200 } }],
    ["client waits 1.5 s", { host: "client", call: { kind: "wait", time: 1500 } }],
    ["at 500ms client closes", { host: "client", at: 500, call: { kind: "close" } }],
    ["at 500 client closes", { host: "client", at: 500, call: { kind: "close" } }],
    ["at 500 ms, client closes", { host: "client", at: 500, call: { kind: "close" } }],
    ["when client established client closes", { host: "client", when: { kind: "established", host: "client" }, call: { kind: "close" } }],
    ["when server received 5 bytes server sends 10 bytes", { host: "server", when: { kind: "received", host: "server", bytes: 5 }, call: { kind: "send", bytes: 10 } }],
    ["when server received 5 server sends 10", { host: "server", when: { kind: "received", host: "server", bytes: 5 }, call: { kind: "send", bytes: 10 } }],
    ["when server received fin, server closes", { host: "server", when: { kind: "received-fin", host: "server" }, call: { kind: "close" } }],
    ["when client closed server aborts", { host: "server", when: { kind: "closed", host: "client" }, call: { kind: "abort" } }],
    ["at 1s when server received fin server closes", { host: "server", at: 1000, when: { kind: "received-fin", host: "server" }, call: { kind: "close" } }],
  ])("reads %j", (line, expected) => {
    expect(statements(line)).toEqual([{ host: "client", call: { kind: "connect", to: "server" } }, expected]);
  });

  it.each([
    ["clinet connects", '1 unknown-host "clinet"'],
    ["connects client", '1 bad-statement "connects"'],
    ["client conects", '8 bad-statement "conects"'],
    ["client", '7 bad-statement ""'],
    ["client connects to client", '20 bad-statement "client"'],
    ["client closes now", '15 bad-statement "now"'],
    ["client sends", '13 bad-statement ""'],
    ["client sends lots", '14 bad-statement "lots"'],
    ["client sends 5 ms", '16 wrong-unit "ms"'],
    ["client sends 0 bytes", '14 out-of-range "0 bytes"'],
    ["client sends 1.5 bytes", '14 wrong-type "1.5 bytes"'],
    ["client sends 1 GB", '16 wrong-unit "GB"'],
    ["client sends 999 MB", '14 out-of-range "999 MB"'],
    ['client sends 5 bytes "open', '22 bad-statement "\\"open"'],
    ["client waits", '13 bad-statement ""'],
    ["client waits 5 bytes", '16 wrong-unit "bytes"'],
    ["client waits 25h", '16 wrong-unit "h"'],
    ["client waits 2000min", '14 out-of-range "2000min"'],
    ["at noon client closes", '4 bad-statement "noon"'],
    ["at 5ms at 6ms client closes", '8 bad-statement "at"'],
    ["when sever received fin server closes", '6 unknown-host "sever"'],
    ["when server receives fin server closes", '13 bad-statement "receives"'],
    ["when server received nothing server closes", '22 bad-statement "nothing"'],
    ["when server received fin", '25 bad-statement ""'],
    ["server refuses twice", '16 bad-statement "twice"'],
  ])("points into %j at %s", (line, expected) => {
    expect(problem(line)).toBe(expected);
  });

  it("says what is allowed, and what was probably meant", () => {
    expect(values(block(["client conects"]))).toEqual({ found: "conects", allowed: "listens, refuses, connects, sends, closes, aborts, waits", suggestion: "connects" });
    expect(values(block(["router closes"]))).toEqual({ found: "router", allowed: "client, server" });
    expect(values(block(["client sends 5 ms"]))).toEqual({ key: "script", found: "ms", allowed: "bytes, kB, KiB, MB, MiB" });
    expect(values(block(["client waits 2000min"]))).toEqual({ key: "script", found: "2000min", min: "0ms", max: "1440min" });
  });
});

describe("who listens", () => {
  it("is the host that is connected to, without a word", () => {
    expect(scenario("script: [client connects]").script[0]).toEqual({ host: "server", call: { kind: "listen" } });
    expect(scenario("script: [server connects]").script[0]).toEqual({ host: "client", call: { kind: "listen" } });
  });

  it.each([
    ["nobody, where it refuses", "script: [server refuses, client connects]", ["client connect"]],
    ["it from the moment that the script says", "script: [at 1s server listens, client connects]", ["server listen", "client connect"]],
    ["nobody, where both connect", "script: [client connects, server connects]", ["client connect", "server connect"]],
    ["nobody, where nobody connects", "script: [client waits 5ms]", ["client wait"]],
  ])("is %s", (_, text, expected) => {
    expect(scenario(text).script.map(({ host, call }) => `${host} ${call.kind}`)).toEqual(expected);
  });
});

describe("a line's place in the block", () => {
  it.each([
    ["plain, in a block list", "script:\n  - client conects\n", '2:12 bad-statement "conects"'],
    ["plain, in a flow list", "script: [client conects]\n", '1:17 bad-statement "conects"'],
    ["quoted", "script:\n  - 'client conects'\n", '2:13 bad-statement "conects"'],
    ["quoted with escapes: the whole value", 'script:\n  - "client \\x63onects"\n', '2:5 bad-statement "\\"client \\\\x63onects\\""'],
    ["an alias: the alias", "title: &x client conects\nscript: [*x]\n", '2:10 bad-statement "*x"'],
    ["on its own, without a list", "script: client conects\n", '1:16 bad-statement "conects"'],
    ["behind Windows line ends", "title: x\r\nscript:\r\n  - client conects\r\n", '3:12 bad-statement "conects"'],
  ])("is exact when %s", (_, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  it("suggests nothing to put in place of a value that hides its letters", () => {
    expect(values('script:\n  - "client \\x63onects"\n')).not.toHaveProperty("suggestion");
  });
});

describe("a line that YAML takes for a mapping", () => {
  it("is read as it stands", () => {
    expect(statements('client sends 5 bytes "Host: a"')).toHaveLength(2);
    expect(problem('client sends 5 bites "Host: a"')).toBe('16 wrong-unit "bites"');
  });

  it.each([
    ["script:\n  - { client: closes }\n", '2:5 wrong-type "{ client: closes }"'],
    ["script:\n  - client: closes\n    server: closes\n", '2:5 wrong-type "client: closes\\n    server: closes\\n"'],
    ["script: { client: closes }\n", '1:9 wrong-type "{ client: closes }"'],
    ["script:\n  - [client, closes]\n", '2:5 wrong-type "[client, closes]"'],
    ["script: |\n  client connects\n  client closes\n", '1:9 wrong-type "|\\n  client connects\\n  client closes\\n"'],
  ])("is refused in %j", (text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });
});
