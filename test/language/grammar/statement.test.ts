import { describe, expect, it } from "vitest";

import type { Call, Flood, Injection, Statement } from "../../../src/simulation/index.ts";
import { simulate, tcpPackets } from "../../../src/simulation/index.ts";
import { BOUNDS, compile } from "../../../src/language/index.ts";
import { problems, scenario, study, values } from "../reading.ts";

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
    ["client connects from port 40001", { host: "client", call: { kind: "connect", to: "server", port: 40_001 } }],
    ["client connects without waiting from port 40001 to server", { host: "client", call: { kind: "connect", to: "server", port: 40_001, waits: false } }],
    ["client opens TLS", { host: "client", call: { kind: "open-tls" } }],
    ["client opens tls 1.2", { host: "client", call: { kind: "open-tls", version: "1.2" } }],
    ["client opens TLS 1.3 on port 40001", { host: "client", port: 40_001, call: { kind: "open-tls", version: "1.3" } }],
    ["client resumes TLS", { host: "client", call: { kind: "open-tls", resume: true } }],
    ['client resumes TLS 1.3 with 16 bytes "GET /"', { host: "client", call: { kind: "open-tls", version: "1.3", resume: true, early: { bytes: 16, text: "GET /" } } }],
    ["client changes keys", { host: "client", call: { kind: "change-keys" } }],
    ["server changes keys both ways on port 40001", { host: "server", port: 40_001, call: { kind: "change-keys", both: true } }],
    ["client opens SSH", { host: "client", call: { kind: "open-ssh" } }],
    ['client runs "echo hi"', { host: "client", call: { kind: "run", command: "echo hi", answer: 0 } }],
    ['client runs "echo hi" answered by 3 bytes', { host: "client", call: { kind: "run", command: "echo hi", answer: 3 } }],
    ['client connects with 5 bytes "hello"', { host: "client", call: { kind: "connect", to: "server", bytes: 5, text: "hello" } }],
    ["client connects from port 40001 with 5 bytes without waiting", { host: "client", call: { kind: "connect", to: "server", port: 40_001, bytes: 5, waits: false } }],
    ["when server received fin on port 40001 server closes on port 40001", { host: "server", when: { kind: "received-fin", host: "server", port: 40_001 }, port: 40_001, call: { kind: "close" } }],
    ["when server received 5 bytes on port 40001, server closes", { host: "server", when: { kind: "received", host: "server", bytes: 5, port: 40_001 }, call: { kind: "close" } }],
    ["when client established on port 7 client closes", { host: "client", when: { kind: "established", host: "client", port: 7 }, call: { kind: "close" } }],
    ["server accepts", { host: "server", call: { kind: "accept" } }],
    ["server accepts 2", { host: "server", call: { kind: "accept", count: 2 } }],
    ["server accepts 1 connection", { host: "server", call: { kind: "accept", count: 1 } }],
    ["server accepts 2 connections", { host: "server", call: { kind: "accept", count: 2 } }],
    ["server accepts every 200ms", { host: "server", call: { kind: "accept", every: 200 } }],
    ["client closes on port 40001", { host: "client", port: 40_001, call: { kind: "close" } }],
    ["client sends 5 bytes on port 40001", { host: "client", port: 40_001, call: { kind: "send", bytes: 5 } }],
    ["client shuts down on port 40001", { host: "client", port: 40_001, call: { kind: "shutdown" } }],
    ["client aborts on port 40001", { host: "client", port: 40_001, call: { kind: "abort" } }],
    ["client stops reading on port 40001", { host: "client", port: 40_001, call: { kind: "stop-reading" } }],
    ["client reads on port 40001", { host: "client", port: 40_001, call: { kind: "read" } }],
    ["client reads on on port 40001", { host: "client", port: 40_001, call: { kind: "read" } }],
    ["client reads 5 bytes on port 40001", { host: "client", port: 40_001, call: { kind: "receive", bytes: 5 } }],
    ["client sets nagle off on port 40001", { host: "client", port: 40_001, call: { kind: "set", nagle: false } }],
    ["client closes", { host: "client", call: { kind: "close" } }],
    ["client aborts", { host: "client", call: { kind: "abort" } }],
    ["client shuts down", { host: "client", call: { kind: "shutdown" } }],
    ["server stops reading", { host: "server", call: { kind: "stop-reading" } }],
    ["client asks status on port 40001", { host: "client", port: 40_001, call: { kind: "status" } }],
    ["server reads on", { host: "server", call: { kind: "read" } }],
    ["server reads 120 bytes", { host: "server", call: { kind: "receive", bytes: 120 } }],
    ["server exits", { host: "server", call: { kind: "exit" } }],
    ["client sets nagle off", { host: "client", call: { kind: "set", nagle: false } }],
    ["client sets keep-alive 1s every 2 times 3", { host: "client", call: { kind: "set", keepAlive: { idle: 1000, interval: 2, probes: 3 } } }],
    ["server crashes", { host: "server", call: { kind: "crash" } }],
    ["at 5s client connects", { host: "client", at: 5000, call: { kind: "connect", to: "server" } }],
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

  it("reads a passive OPEN for one host, to which a SEND then connects", () => {
    const { scenario, diagnostics } = compile("script: [server listens for client, client listens, server sends 5 bytes]", new Map());
    expect(diagnostics).toEqual([]);
    expect(scenario?.script.slice(0, 2)).toEqual([{ host: "server", call: { kind: "listen", to: "client" } }, { host: "client", call: { kind: "listen" } }]);
  });

  it.each([
    ["server listens for server", '20 bad-statement "server"'],
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
    ["client shuts", '13 bad-statement ""'],
    ["client shuts up", '14 bad-statement "up"'],
    ["server stops", '13 bad-statement ""'],
    ["server stops listening", '14 bad-statement "listening"'],
    ["server reads", '13 bad-statement ""'],
    ["server reads aloud", '14 bad-statement "aloud"'],
    ["client opens", '13 bad-statement ""'],
    ["client opens window", '14 bad-statement "window"'],
    ["client opens TLS 1.1", '18 bad-statement "1.1"'],
    ["client opens TLS with 5 bytes", '18 bad-statement "with"'],
    ["client resumes SSH", '16 bad-statement "SSH"'],
    ["client resumes TLS with", '24 bad-statement ""'],
    ["client changes key", '16 bad-statement "key"'],
    ["client changes keys both", '25 bad-statement ""'],
    ["client opens SSH 2", '18 bad-statement "2"'],
    ["client runs", '12 bad-statement ""'],
    ["client runs away", '13 bad-statement "away"'],
    ['client runs "ls" answered 5 bytes', '27 bad-statement "5"'],
    ["when server received fin on 40001 server closes", '29 bad-statement "40001"'],
    ["when server received 3 datagrams on port 5 server closes", '34 bad-statement "on"'],
    ["server accepts everything", '16 bad-statement "everything"'],
    ["server accepts 0", '16 out-of-range "0"'],
    ["server accepts 2 guests", '18 bad-statement "guests"'],
    ["server accepts every", '21 bad-statement ""'],
    ["client sends 5 bytes every 20ms", '32 bad-statement ""'],
    ["client connects by", '19 bad-statement ""'],
    ["client connects by train", '20 bad-statement "train"'],
    ["client connects by UDP without waiting", '24 bad-statement "without"'],
    ["server binds port", '18 bad-statement ""'],
    ["server binds port 70000", '19 out-of-range "70000"'],
    ["server binds 53", '14 bad-statement "53"'],
    ["client sends datagram", '22 bad-statement ""'],
    ["client sends datagram of 65508 bytes", '26 out-of-range "65508 bytes"'],
    ["client sends datagram of 5 bytes by 3", '34 bad-statement "by"'],
    ["client sends datagram of 5 bytes every 20ms", '44 bad-statement ""'],
    ["client sends 5 frames", '22 bad-statement ""'],
    ["client sends 5 frames of 100 bytes", '35 bad-statement ""'],
    ["client sends 5 frames of 66 kB every 20ms", '26 out-of-range "66 kB"'],
    ["client sends 1000000 frames of 5 bytes every 20ms", '14 out-of-range "1000000"'],
    ["client sends 5 frames of 100 bytes every 20ms over air", '52 bad-statement "air"'],
    ["when server received 0 datagrams server closes", '22 out-of-range "0"'],
    ["attacker sleeps", '10 bad-statement "sleeps"'],
    ["attacker floods", '16 bad-statement ""'],
    ["attacker floods router with 5 SYNs", '17 unknown-host "router"'],
    ["attacker floods server with 1000000000 SYNs", '29 out-of-range "1000000000"'],
    ["attacker floods server with 5 bananas", '31 bad-statement "bananas"'],
    ["attacker floods server with 5 SYNs every 0ms", '42 out-of-range "0ms"'],
    ["attacker floods server with 5 SYNs from 10.0.0.9 to 10.0.0.1", '53 out-of-range "10.0.0.1"'],
    ["attacker floods server with 5 SYNs from here", '41 bad-statement "here"'],
    ["server listens backlog", '23 bad-statement ""'],
    ["server listens backlog 65536", '24 out-of-range "65536"'],
    ["server listens backlog 1 backlog 2", '26 bad-statement "backlog"'],
    ["server listens without", '23 bad-statement ""'],
    ["client connects from 40001", '22 bad-statement "40001"'],
    ["client connects from port 0", '27 out-of-range "0"'],
    ["client connects without waving", '25 bad-statement "waving"'],
    ["client closes on port", '22 bad-statement ""'],
    ["client exits on port 5", '14 bad-statement "on"'],
    ["client sends 5 bytes 3", '23 bad-statement ""'],
    ["client sends 5 bytes 0 times", '22 out-of-range "0"'],
    ["client sends 1 byte 1000000000 times", '21 out-of-range "1000000000"'],
    ["client sends 5 bytes 3 times every", '35 bad-statement ""'],
    ["client sends 5 bytes 3 times every 5 kB", '38 wrong-unit "kB"'],
    ["client sends 5 bytes 3 times twice", '30 bad-statement "twice"'],
    ["client closes 3 times", '15 bad-statement "3"'],
    ["server listens quietly", '16 bad-statement "quietly"'],
    ["client sets sail", '13 bad-statement "sail"'],
    ["client sets nagle", '18 bad-statement ""'],
    ["client sets keep-alive 1s times 3", '27 bad-statement "times"'],
    ["client sets keep-alive 1s every 1s times 0", '42 out-of-range "0"'],
    ["server crashes hard", '16 bad-statement "hard"'],
    ["client injects SYN to server seq 0", '8 bad-statement "injects"'],
    ["network", '8 bad-statement ""'],
    ["network closes", '9 bad-statement "closes"'],
    ["network injects", '16 bad-statement ""'],
    ["network injects SIN to server seq 0", '17 bad-statement "SIN"'],
    ["network injects SYN+ to server seq 0", '17 bad-statement "SYN+"'],
    ["network injects SYN+SYN to server seq 0", '17 bad-statement "SYN+SYN"'],
    ["network injects SYN server seq 0", '21 bad-statement "server"'],
    ["network injects SYN to router seq 0", '24 unknown-host "router"'],
    ["network injects SYN to server", '30 bad-statement ""'],
    ["network injects SYN to server seq 1.5", '35 wrong-type "1.5"'],
    ["network injects SYN to server seq 4294967296", '35 out-of-range "4294967296"'],
    ["network injects SYN to server seq 0 ack 1", '37 bad-statement "ack"'],
    ["network injects ACK to server seq 0", '36 bad-statement ""'],
    ["network injects SYN to server seq 0 bytes", '42 bad-statement ""'],
    ["network injects SYN to server seq 0 bytes 1 kB bytes 2", '48 bad-statement "bytes"'],
    ["network injects SYN to server seq 0 window 65536", '44 out-of-range "65536"'],
    ["network injects SYN to server seq 0 from", '41 bad-statement ""'],
    ["network injects SYN to server seq 0 from afar", '42 bad-statement "afar"'],
    ["network injects SYN to server seq 0 from 1.2.3", '42 wrong-type "1.2.3"'],
    ["network injects SYN to server seq 0 from 1.2.3.400", '42 wrong-type "1.2.3.400"'],
    ["network injects SYN to server seq 0 from 1.2.3.4 port", '54 bad-statement ""'],
    ["network injects SYN to server seq 0 mss 0", '41 out-of-range "0"'],
    ["server refuses twice", '16 bad-statement "twice"'],
  ])("points into %j at %s", (line, expected) => {
    expect(problem(line)).toBe(expected);
  });

  it("says what is allowed, and what was probably meant", () => {
    expect(values(block(["client conects"]))).toEqual({ found: "conects", allowed: "listens, accepts, refuses, connects, binds, opens, resumes, changes, runs, sends, stops, reads, asks, shuts, closes, aborts, exits, crashes, sets, waits", suggestion: "connects" });
    expect(values(block(["router closes"]))).toEqual({ found: "router", allowed: "client, server" });
    expect(values(block(["client sends 5 ms"]))).toEqual({ key: "script", found: "ms", allowed: "bytes, kB, KiB, MB, MiB" });
    expect(values(block(["network injects SYN to server seq 0 from afar"]))).toEqual({ found: "afar", allowed: "203.0.113.7, port" });
    expect(values(block(["network injects SYN to server seq 0 from 1.2.3"]))).toEqual({ key: "script", found: "1.2.3", expected: "address" });
    expect(values(block(["client waits 2000min"]))).toEqual({ key: "script", found: "2000min", min: "0ms", max: "1440min" });
  });
});

describe("a SYN flood (RFC 4987 §2)", () => {
  it.each<[string, Flood]>([
    ["attacker floods server with 200 SYNs every 2ms", { from: "attacker", to: "server", count: 200, every: 2 }],
    ["at 1s attacker floods server with 1 SYN", { from: "attacker", to: "server", count: 1, every: 1, at: 1000 }],
    ["when client established, attacker floods client with 5 SYNs from 198.51.100.7", { from: "attacker", to: "client", count: 5, every: 1, when: { kind: "established", host: "client" }, sources: { first: "198.51.100.7", count: 1 } }],
    ["attacker floods server with 5 SYNs from 10.0.0.250 to 10.0.1.4 every 1s", { from: "attacker", to: "server", count: 5, every: 1000, sources: { first: "10.0.0.250", count: 11 } }],
    ["attacker floods server with 5 SYNs mss 1460 sack timestamps window-scale 7", {
      from: "attacker", to: "server", count: 5, every: 1,
      options: { mss: 1460, sack: true, timestamps: true, windowScale: 7 },
    }],
  ])("is read from %j", (line, expected) => {
    expect(scenario(block([line])).floods).toEqual([expected]);
  });

  it("comes from a host of its own, which is called as the reader's language has it", () => {
    const text = block(["attacker floods server with 5 SYNs"]);
    expect(scenario(text).hosts.slice(2)).toMatchObject([{ id: "attacker", name: "attacker", address: "203.0.113.66" }]);
    expect(compile(text, new Map(), { attacker: "공격자" }).scenario?.hosts[2]?.name).toBe("공격자");
    expect(scenario(block([]))).not.toHaveProperty("floods");
  });
});

describe("datagrams (RFC 768)", () => {
  /** A script of these lines alone. */
  const said = (...lines: readonly string[]): readonly Statement[] => scenario(`script:\n${lines.map((line) => `  - ${line}\n`).join("")}`).script;

  it.each<[string, Call]>([
    ["client binds", { kind: "open-udp" }],
    ["client binds port 53", { kind: "open-udp", port: 53 }],
    ["client connects by UDP", { kind: "open-udp", to: "server" }],
    ["client connects by udp from port 5000", { kind: "open-udp", to: "server", port: 5000 }],
    ["client closes UDP", { kind: "close-udp" }],
    ["client closes UDP port 53", { kind: "close-udp", port: 53 }],
  ])("are prepared for by %j", (line, call) => {
    expect(said(line)).toEqual([{ host: "client", call }]);
  });

  it.each<[string, Call]>([
    ["client sends datagram of 100 bytes", { kind: "send-datagram", to: "server", bytes: 100 }],
    ["client sends datagram 0 bytes", { kind: "send-datagram", to: "server", bytes: 0 }],
    ['client sends datagram of 100 bytes "hi" from port 7', { kind: "send-datagram", to: "server", bytes: 100, text: "hi", fromPort: 7 }],
    ['client sends datagram "hi"', { kind: "send-datagram", to: "server", bytes: 2, text: "hi" }],
    ["client sends 50 frames of 1200 bytes every 20ms", { kind: "send-frames", over: "udp", to: "server", bytes: 1200, count: 50, every: 20 }],
    ["client sends 5 frames of 1200 bytes every 20ms played after 60ms over udp", { kind: "send-frames", over: "udp", to: "server", bytes: 1200, count: 5, every: 20, playOut: 60 }],
  ])("are sent by %j, to who is ready for them without a word", (line, call) => {
    expect(said(line)).toEqual([{ host: "server", call: { kind: "open-udp" } }, { host: "client", call }]);
  });

  it("may be sent several times, and to a port", () => {
    const send: Statement = { host: "client", call: { kind: "send-datagram", to: "server", bytes: 6, toPort: 53 } };
    expect(said("client sends datagram of 6 bytes to port 53 2 times every 20ms")).toEqual([
      { host: "server", call: { kind: "open-udp", port: 53 } }, send, { host: "client", call: { kind: "wait", time: 20 } }, send,
    ]);
  });

  it("find nobody where the host refuses, or binds by itself later", () => {
    expect(said("server refuses", "client sends datagram of 5 bytes")).toHaveLength(1);
    expect(said("at 1s server binds", "client sends datagram of 5 bytes")).toHaveLength(2);
  });

  it("can be waited for", () => {
    expect(said("when server received 3 datagrams server sends datagram of 1 byte").at(-1)?.when).toEqual({ kind: "received-datagrams", host: "server", count: 3 });
    expect(said("when server received 1 datagram server sends datagram of 1 byte").at(-1)?.when).toEqual({ kind: "received-datagrams", host: "server", count: 1 });
  });

  it("carry frames, unless the script makes a connection or says otherwise", () => {
    const frames = (...lines: readonly string[]): readonly string[] => said(...lines).flatMap(({ call }) => (call.kind === "send-frames" ? [call.over] : []));
    const line = "client sends 5 frames of 100 bytes every 20ms";
    expect(frames(line)).toEqual(["udp"]);
    expect(frames("client connects", line, `${line} over udp`)).toEqual(["tcp", "udp"]);
    expect(frames("client connects by UDP", line)).toEqual(["udp"]);
  });
});

describe("what is done several times", () => {
  const send = (bytes: number): Statement => ({ host: "client", call: { kind: "send", bytes } });
  const wait = (time: number): Statement => ({ host: "client", call: { kind: "wait", time } });

  it.each<[string, readonly Statement[]]>([
    ["client sends 5 bytes 3 times", [send(5), send(5), send(5)]],
    ["client sends 5 3 times", [send(5), send(5), send(5)]],
    ["client sends 5 bytes 1 times", [send(5)]],
    ["client sends 5 bytes 3 times every 20ms", [send(5), wait(20), send(5), wait(20), send(5)]],
    ["client sends 5 bytes 2 times every 0ms", [send(5), send(5)]],
    ['client sends "ab" 2 times', [{ host: "client", call: { kind: "send", bytes: 2, text: "ab" } }, { host: "client", call: { kind: "send", bytes: 2, text: "ab" } }]],
    ["client reads 5 bytes 2 times", [{ host: "client", call: { kind: "receive", bytes: 5 } }, { host: "client", call: { kind: "receive", bytes: 5 } }]],
    ["at 1s when client established client sends 5 bytes 2 times every 5ms on port 7", [
      { host: "client", at: 1000, when: { kind: "established", host: "client" }, port: 7, call: { kind: "send", bytes: 5 } },
      wait(5),
      { host: "client", port: 7, call: { kind: "send", bytes: 5 } },
    ]],
  ])("is written out: %j", (line, expected) => {
    expect(statements(line).slice(1)).toEqual(expected);
  });

  it("is bounded over all lines together, and the line that goes beyond is named", () => {
    const text = block(Array.from({ length: 12 }, () => "client sends 1 byte 1000 times"));
    expect(problems(text)).toEqual(['12:5 too-many "client sends 1 byte 1000 times"', '13:5 too-many "client sends 1 byte 1000 times"', '14:5 too-many "client sends 1 byte 1000 times"']);
    expect(study(text).diagnostics[0]?.values).toEqual({ key: "script", max: BOUNDS.deeds });
  });

  it("is bounded by the SYNs of all floods together", () => {
    const flooded = (...counts: readonly number[]): string => `script:\n${counts.map((count) => `  - attacker floods server with ${String(count)} SYNs\n`).join("")}`;
    expect(study(flooded(400_000, BOUNDS.flood - 400_000)).diagnostics).toEqual([]);
    expect(study(flooded(400_000, BOUNDS.flood)).diagnostics.map(({ code, line, values }) => ({ code, line, values }))).toEqual([
      { code: "out-of-range", line: 3, values: { key: "script", found: "1400000", min: "1", max: String(BOUNDS.flood) } },
    ]);
  });
});

describe("segments that no host sends", () => {
  it.each<[string, Injection]>([
    ["network injects SYN to server seq 0", { from: "client", to: "server", flags: ["SYN"], seq: 0 }],
    ["network injects RST to client seq 1", { from: "server", to: "client", flags: ["RST"], seq: 1 }],
    ["at 1s network injects syn+ack to client seq -5 ack 1", { from: "server", to: "client", at: 1000, flags: ["SYN", "ACK"], seq: -5, ack: 1 }],
    ["at 500 network injects SYN to server seq 0", { from: "client", to: "server", at: 500, flags: ["SYN"], seq: 0 }],
    ["when server established network injects RST to server seq 100", { from: "client", to: "server", when: { kind: "established", host: "server" }, flags: ["RST"], seq: 100 }],
    ["when server received 5, network injects RST to server seq 6", { from: "client", to: "server", when: { kind: "received", host: "server", bytes: 5 }, flags: ["RST"], seq: 6 }],
    ["network injects PSH+ACK to server seq 1 ack 1 bytes 10 window 500", { from: "client", to: "server", flags: ["ACK", "PSH"], seq: 1, ack: 1, length: 10, window: 500 }],
    ["network injects URG+ACK to server seq 1 ack 1 bytes 10 urgent 4", { from: "client", to: "server", flags: ["ACK", "URG"], seq: 1, ack: 1, length: 10, urgent: 4 }],
    ["network injects ACK to server seq 1 ack 1 window 0", { from: "client", to: "server", flags: ["ACK"], seq: 1, ack: 1, window: 0 }],
    ["network injects SYN to server seq 0 mss 1460 window 64240 after 50ms", { from: "client", to: "server", flags: ["SYN"], seq: 0, mss: 1460, window: 64_240, after: 50 }],
    ["network injects RST to server seq 1 from port 40001", { from: "client", to: "server", flags: ["RST"], seq: 1, port: 40_001 }],
    ["network injects RST to server seq 1 from 192.0.2.10", { from: "client", to: "server", flags: ["RST"], seq: 1 }],
    ["network injects SYN to server seq 0 from 198.51.100.1", { from: "server", to: "server", flags: ["SYN"], seq: 0 }],
    ["network injects SYN to server seq 0 from 203.0.113.7 port 5555 after 5ms", { from: "203.0.113.7", to: "server", flags: ["SYN"], seq: 0, port: 5555, after: 5 }],
  ])("reads %j", (line, expected) => {
    expect(scenario(block([line])).injections).toEqual([expected]);
    expect(statements(line)).toHaveLength(1);
  });

  it("may come from where nobody is, and from several such places", () => {
    const { hosts } = scenario(block(["203.0.113.7 port 5555", "203.0.113.8", "203.0.113.7"].map((from) => `network injects SYN to server seq 0 from ${from}`)));
    expect(hosts.slice(2)).toMatchObject([
      { id: "203.0.113.7", name: "203.0.113.7", address: "203.0.113.7", port: 5555, absent: true },
      { id: "203.0.113.8", port: 49_152, absent: true },
    ]);
    expect(hosts).toHaveLength(4);
  });

  it("are none where none are written", () => {
    expect(scenario(block([]))).not.toHaveProperty("injections");
  });

  it("reach the host, under the other's name", () => {
    const trace = simulate(scenario(block(["at 500ms network injects RST to server seq 1"])));
    expect(trace.packets.filter(({ injected }) => injected)).toMatchObject([{ from: "client", to: "server", sentAt: 500 }]);
    expect(trace.events.some((event) => event.kind === "state" && event.host === "server" && event.from === "ESTABLISHED" && event.to === "CLOSED")).toBe(true);
  });
});

describe("a second connection", () => {
  it("takes the next free port while the first one lives, and the host's own again later", () => {
    const ports = (at: string): readonly (number | undefined)[] => {
      const packets = tcpPackets(simulate(scenario(block(["client closes", `at ${at} client connects`]))));
      return packets.filter(({ segment }) => segment.flags.length === 1 && segment.flags[0] === "SYN").map(({ segment }) => segment.sourcePort);
    };
    expect(ports("1s")).toEqual([49_152, 49_153]);
    expect(ports("5min")).toEqual([49_152, 49_152]);
  });
});

describe("a script that does something with a connection", () => {
  it("is warned where nobody connects, at the first such line", () => {
    expect(problems("script:\n  - client waits 5ms\n  - client sends 5 bytes\n  - client closes\n")).toEqual(['!3:5 no-connection "client sends 5 bytes"']);
    expect(study("script: [client closes]").scenario).not.toBeNull();
  });

  it.each([
    "script: [server closes, client connects]", "script: [server connects, server sends 5 bytes]", "script: [client sends datagram of 5 bytes]", "script: [client waits 5ms]",
    "script: [server listens, network injects SYN to server seq 0, server closes]",
  ])("is not where somebody may: %s", (text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe("who listens", () => {
  it("is the host that is connected to, without a word", () => {
    expect(scenario("script: [client connects]").script[0]).toEqual({ host: "server", call: { kind: "listen" } });
    expect(scenario("script: [server connects]").script[0]).toEqual({ host: "client", call: { kind: "listen" } });
  });

  it("may leave its connections to lie", () => {
    expect(scenario("script: [server listens without accepting, client connects]").script[0]).toEqual({ host: "server", call: { kind: "listen", accepts: false } });
  });

  it("may say how many connections may wait", () => {
    expect(scenario("script: [server listens backlog 8, client connects]").script[0]).toEqual({ host: "server", call: { kind: "listen", backlog: 8 } });
    expect(scenario("script: [server listens without accepting backlog 1, client connects]").script[0]).toEqual({ host: "server", call: { kind: "listen", accepts: false, backlog: 1 } });
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
