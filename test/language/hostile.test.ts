// Scripts that nobody in their right mind would write: every one is answered by findings or by a run, and neither takes long.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { messages } from "../../src/i18n/index.ts";
import { BOUNDS, LANGUAGES } from "../../src/language/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { study } from "./reading.ts";

const WORDS = (
  "client server network attacker router at when established received closed fin listens accepts refuses connects binds opens resumes runs sends stops reads " +
  "reading shuts down closes aborts exits crashes sets nagle keep-alive waits on off to from port with without accepting waiting backlog every times bytes " +
  "datagram of frames over udp tcp played after by UDP TLS SSH 1.2 1.3 answered floods SYNs SYN ACK RST+ACK injects seq ack window mss sack timestamps " +
  'window-scale 0 1 3 5 -1 40001 80 20ms 1s 5% 2kB 999999999999 1e99 0x10 203.0.113.7 1.2.3 "hi" "" “x” , drop delay data packet onwards 한글'
).split(" ");

/** Lines that make sense, to be put together in any order. */
const LINES = [
  "client connects", "client connects from port 40001 without waiting", "server connects", "client connects by UDP", "client connects with 5 bytes", "server listens backlog 1 without accepting",
  "server listens", "server accepts", "server accepts 1", "server accepts every 5ms", "server refuses", "client binds", "server binds port 53", "client sends 2 kB", "client sends 5 bytes 3 times every 20ms",
  "server sends 5 bytes on port 40001", "client sends datagram of 100 bytes", "client sends datagram of 5 bytes to port 53 3 times", "client sends 5 frames of 100 bytes every 5ms", "client sends 5 frames of 100 bytes every 5ms over tcp played after 9ms",
  "client opens TLS", "client opens TLS 1.2", "client resumes TLS with 5 bytes", "client changes keys", "server changes keys both ways", "client opens SSH", 'client runs "echo hi" answered by 3 bytes', "server opens TLS", "client stops reading", "server reads on", "server reads 100 bytes", "client asks status", "server listens for client", "server asks status on port 40001",
  "client shuts down", "client closes", "client aborts on port 40001", "server closes", "server exits", "client crashes", "client closes UDP", "client waits 20ms", "client sets nagle off", "client sets keep-alive 1s every 1s times 1",
  "at 30ms server sends 5 bytes", "when client established client sends 5 bytes", "when server received fin server closes", "when server received 3 datagrams server sends datagram of 1 byte", "when client closed client connects",
  "network injects SYN to server seq 0", "network injects SYN to server seq 0 from 203.0.113.7 port 5555 after 5ms mss 1460", "network injects SYN to server seq 0 from 198.51.100.1", "network injects RST to client seq 1 from port 80",
  "when server established network injects SYN+ACK to client seq 7 ack -9 bytes 3", "attacker floods server with 20 SYNs", "attacker floods client with 3 SYNs every 1s from 192.0.2.10 to 192.0.2.12 sack",
];

const SETTINGS = ["", "stack: linux", "server: { syn-cookies: always, backlog: 1, abort-on-overflow: on }", "server: { mss: 1, receive-buffer: 1 }", "network: { rtt: 0ms, loss: 20%, duplication: 20%, reordering: 20% }",
  "client: { isn: 4294967295, fast-open: on }", "server: { tls-groups: [secp384r1], certificate-problem: expired }", "server: { ssh-authorized-keys: [] }", "network: { rate: 1kbps, queue: 1 }", "client: { port: 65535, mss: 20, timestamps: on }"];

const script = (lines: readonly string[]): string => `script:\n${lines.map((line) => `  - ${line}\n`).join("")}`;

describe("a hostile script", () => {
  it("of any words is answered by findings that both languages can tell, each at its place", () => {
    const line = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom("script", "faults"), (lines, key) => {
        const text = `${key}:\n${lines.map((each) => `  - ${each}\n`).join("")}`;
        const { scenario, diagnostics } = study(text);
        expect(scenario === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
        for (const diagnostic of diagnostics) {
          const { span: { start, end }, line: at } = diagnostic;
          expect(start <= end && end <= text.length && at >= 1 && at <= lines.length + 1).toBe(true);
          for (const language of LANGUAGES) {
            const { message, remedy } = messages(language).diagnostic(diagnostic);
            expect(`${message} ${remedy}`).not.toMatch(/undefined|NaN|\[object/);
          }
        }
      }),
      { seed: 21, numRuns: 3000 },
    );
  });

  it("of any lines that make sense is run to its end or to a limit", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 8 }), fc.uniqueArray(fc.constantFrom(...SETTINGS), { maxLength: 2 }), (lines, settings) => {
        const sections = new Set(settings.map((each) => each.split(":", 1)[0]));
        const text = (sections.size === settings.length ? settings.join("\n") : "") + `\n${script(lines)}`;
        const { scenario } = study(text);
        if (scenario === null) return;
        const trace = simulate({ ...scenario, limits: { events: 3000, packets: 1000, time: 100_000 } });
        expect(trace.events.length).toBeLessThan(20_000);
      }),
      { seed: 22, numRuns: 1500 },
    );
  });

  it.each([
    ["client sends 1 byte 1000000000 times", "out-of-range"],
    ["client sends 99999999999999999999 bytes", "out-of-range"],
    ["attacker floods server with 99999999999 SYNs", "out-of-range"],
    ["client sends 99999999 frames of 5 bytes every 1ms", "out-of-range"],
    ["server accepts 999999999", "out-of-range"],
    ["server listens backlog 99999999", "out-of-range"],
    ["client waits 99999999999 min", "out-of-range"],
    [`client sends "${"x".repeat(15_000)}" 1000 times`, null],
    ["client sends 100 MB 1000 times", null],
  ])("with a huge count is bounded: %s", (line, code) => {
    const begun = performance.now();
    expect(study(script(["client connects", line])).diagnostics.map((each) => each.code)).toEqual(code === null ? [] : [code]);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it("with too many lines, or too much in them, is bounded as a whole", () => {
    const many = ["client connects", ...Array.from({ length: 700 }, () => "client closes")];
    expect(study(script(many)).diagnostics.map(({ code, values }) => [code, values["max"]])).toEqual([["too-many", BOUNDS.statements]]);
    const much = Array.from({ length: 60 }, () => "client sends 1 byte 1000 times every 1ms");
    expect(study(script(["client connects", ...much])).diagnostics.length).toBe(BOUNDS.diagnostics);
  });
});
