// Every sentence of the narration, in both languages, over the whole range of its values.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { particleAfter, PARTICLES } from "../../src/i18n/particle.ts";
import { anyStep, KEYS, NAMES } from "./caption-samples.ts";
import { SSH_TERMS } from "./ssh-samples.ts";
import { TLS_TERMS } from "./tls-samples.ts";

const RUNS = { seed: 7, numRuns: 60 };
/** What a Korean sentence may keep in Latin letters: protocol terms, units, and what the reader wrote. */
const TERMS = new Set([
  "SYN", "ACK", "FIN", "RST", "SYN+ACK", "RST+ACK", "NAK", "TCP", "ISN", "MSL", "MSS", "TLP", "LISTEN", "CLOSED", "CLOSING", "ESTABLISHED", "seq", "ack", "ms",
  "SYN-SENT", "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "LAST-ACK", "TIME-WAIT", "GET", "HTTP", "Client", "Server", "Google",
  "web", "NAS", "UDP", "ICMP", "destination", "port", "unreachable", "time", "exceeded", "code", "IP", "MTU", "connect", "ECONNREFUSED", "ssthresh", "cwnd", "STATUS", "URG", "SEND", "RECEIVE", "R1", "R2", "Fast", "Open", ...SSH_TERMS, ...TLS_TERMS,
]);
/** The end of a cookie, from its first letter on. */
const HEXADECIMAL = /^[0-9a-f]{6,16}$/u;

describe.each(["en", "ko"] as const)("captions in %s", (language) => {
  it.each(KEYS)("%s is well formed for any values", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        const { title, analogy, technical } = messages(language).caption(step);
        for (const text of [title, analogy, technical]) {
          expect(text).not.toMatch(/undefined|NaN|null|\[object|\$\{/u);
          expect(text).not.toMatch(/ {2}|^\s|\s$|\s[.,]|\(\)/u);
          expect(text).not.toMatch(/은\/는|이\/가|을\/를|과\/와|으로\/로|이었\/였|\(이\)|\(으\)/u);
        }
        expect(title).toMatch(/[^.]$/u);
        // Beside the picture there is room for some eight lines.
        expect(technical.length).toBeLessThanOrEqual(language === "en" ? 200 : 150);
        // It is drawn as a bubble at its host: what that host says, or a stage direction in brackets.
        expect(analogy).toMatch(/^(?:“[^“”]+[.!?]”)?(?: ?\([^()]+(?:\([^()]+\)[^()]*)*\.\))?$/u);
        expect(technical).toMatch(/[.]$/u);
      }),
      RUNS,
    );
  });

  it.each(KEYS)("%s keeps header notation out of the analogy", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        expect(messages(language).caption(step).analogy).not.toMatch(/SYN|ACK|FIN|RST|seq=|ack=|TIME-WAIT/u);
      }),
      RUNS,
    );
  });
});

describe("captions in ko", () => {
  it.each(KEYS)("%s has no foreign words but the terms of the protocol", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        const { title, analogy, technical } = messages("ko").caption(step);
        const words = `${title} ${analogy} ${technical}`.match(/[A-Za-z][A-Za-z0-9+-]*[A-Za-z0-9]|[A-Za-z]{2,}/gu) ?? [];
        expect(words.filter((word) => !TERMS.has(word) && !HEXADECIMAL.test(word))).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each(KEYS)("%s has the right particle behind every value", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        const { title, analogy, technical } = messages("ko").caption(step);
        for (const text of [title, analogy, technical]) {
          for (const { word, particle, pair } of particlesIn(text)) expect(word + particle).toBe(word + particleAfter(word, pair));
        }
      }),
      RUNS,
    );
  });

  it.each(KEYS)("%s is polite throughout", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        const { title, technical } = messages("ko").caption(step);
        expect(title).toMatch(/니다$/u);
        expect(technical.replace(/\([^)]*\)/gu, "")).toMatch(/니다\.$/u);
      }),
      RUNS,
    );
  });
});

describe("captions in en", () => {
  it.each(KEYS)("%s is in sentence case", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        const { title } = messages("en").caption(step);
        const words = NAMES.reduce((text: string, name) => text.replaceAll(name, ""), title).split(/\s+/u).slice(1);
        expect(words.filter((word) => /^[A-Z][a-z]/u.test(word) && word !== "Now")).toEqual([]);
      }),
      RUNS,
    );
  });

  it.each(KEYS)("%s has no Korean but the names", (key) => {
    fc.assert(
      fc.property(anyStep(key), (step) => {
        const { title, analogy, technical } = messages("en").caption(step);
        const rest = ["서버(서울)", ...NAMES, "사진"].reduce((text: string, name) => text.replaceAll(name, ""), title + analogy + technical);
        expect(rest).not.toMatch(/\p{Script=Hangul}/u);
      }),
      RUNS,
    );
  });
});

/** Particles that stand behind Latin letters, digits, closing marks or one of the names, where no Korean stem can be meant. */
function particlesIn(text: string): readonly { word: string; particle: string; pair: (typeof PARTICLES)[number] }[] {
  const names = NAMES.map((name) => name.replace(/[()]/gu, "\\$&")).join("|");
  const found = text.matchAll(new RegExp(`(${names}|[A-Za-z0-9+=.-]*[A-Za-z0-9](?:\\([^()]*\\))?|\\d ms|\\d초|\\d분)[”’]?(은|는|이|가|을|를|과|와|으로|로|이었|였)(?=[ ,.]|습니다)`, "gu"));
  return [...found].flatMap(([, word = "", particle = ""]) => {
    const pair = PARTICLES.find((each) => each.split("/").includes(particle));
    return pair === undefined ? [] : [{ word, particle, pair }];
  });
}
