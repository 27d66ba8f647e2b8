// The tables of both languages against the rooms whose keys they name.

import { describe, expect, it } from "vitest";
import { messages, type Messages } from "../../src/i18n/index.ts";
import { LANGUAGES, PARAMETERS, SUBJECTS } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";

const TABLES: readonly (readonly [string, Messages])[] = LANGUAGES.map((language) => [language, messages(language)]);

describe.each(TABLES)("the tables in %s", (language, words) => {
  it("name every preset and give each a lesson of one line", () => {
    for (const name of PRESETS.keys()) {
      const { title, lesson } = words.preset(name);
      expect(title).not.toBe(name);
      expect(lesson).toMatch(/\.$/u);
      expect(lesson).not.toMatch(/\n| {2}/u);
    }
  });

  it("let an unknown preset stand for itself", () => {
    expect(words.preset("toString")).toEqual({ title: "toString", lesson: "" });
  });

  it("name and describe every parameter", () => {
    for (const { key, choices = [], words: inWords = [] } of PARAMETERS) {
      expect(words.parameter(key)).not.toBe(key);
      expect(words.parameterDescription(key)).toMatch(/\.$/u);
      for (const choice of [...choices, ...inWords]) expect(words.choice(key, choice)).not.toBe("");
    }
  });

  it("give no two parameters the same label", () => {
    const labels = PARAMETERS.map(({ key }) => words.parameter(key));
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("let an unknown parameter stand for itself", () => {
    expect([words.parameter("network.speed"), words.parameter("moon.isn"), words.parameterDescription("moon.isn")]).toEqual(["network.speed", "moon.isn", ""]);
  });

  it("name every subject", () => {
    for (const subject of SUBJECTS) expect(words.subject(subject)).not.toBe("");
  });

  it("have no text with two spaces, loose ends or a sign of a missing value", () => {
    const texts = textsOf(words.diagram).concat(textsOf(words.shell));
    expect(texts.length).toBeGreaterThan(60);
    for (const text of texts) expect(text).not.toMatch(/ {2}|^\s|\s$|undefined|NaN|을\/를|은\/는/u);
  });

  it("are in sentence case", () => {
    if (language !== "en") return;
    const known = /^(?:SYN|ACK|FIN|RST|TCP|UDP|RTT|SSH|HTTPS|Obsidian|Space|Home|End|Enter|Esc|“?Insert)/u;
    for (const text of textsOf(words.shell)) {
      const inner = text.split(/[.!?:“] ?/u).flatMap((sentence) => sentence.split(/\s+/u).slice(1));
      expect(inner.filter((word) => /^[A-Z][a-z]/u.test(word) && !known.test(word))).toEqual([]);
    }
  });
});

describe("the words of the picture", () => {
  const { diagram: en } = messages("en");
  const { diagram: ko } = messages("ko");

  it("write times in the unit that reads best", () => {
    const times = [0, 0.25, 100, 860, 1000, 1139, 1500, 60_000, 240_000, 12_345];
    expect(times.map((time) => en.time(time))).toEqual([
      "0 ms", "0.25 ms", "100 ms", "860 ms", "1 s", "1\u202f139 ms", "1.5 s", "60 s", "4 min", "12.345 s",
    ]);
    expect([1000, 240_000, 100].map((time) => ko.time(time))).toEqual(["1초", "4분", "100 ms"]);
  });

  it("say how long nothing happened, shorter where there is little room", () => {
    expect([en.silence(860, false), en.silence(860, true)]).toEqual(["860 ms of silence, compressed", "860 ms, compressed"]);
    expect(ko.silence(860, true).length).toBeLessThan(ko.silence(860, false).length);
  });

  it("speak a segment and a state with the right particles", () => {
    expect(ko.speakPacket({ from: "클라이언트", to: "구글", label: "SYN seq=100", at: 0, lost: true })).toBe("0 ms: 클라이언트에서 구글로 SYN seq=100, 손실");
    expect(ko.speakState({ host: "구글", state: "LISTEN", at: 1000 })).toBe("1초: 구글은 LISTEN");
    expect(en.speakPacket({ from: "Client", to: "Server", label: "SYN seq=100", at: 50, lost: false })).toBe("50 ms: SYN seq=100 from Client to Server");
  });

  it("say what limit a run has hit", () => {
    expect(en.truncated({ limit: "events", value: 200_000, at: 1 })).toBe("The run stops here: it has reached its limit of 200\u202f000 events.");
    expect(ko.truncated({ limit: "packets", value: 50_000, at: 1 })).toBe("실행이 한계(패킷 50\u202f000개)에 이르러 여기에서 멈췄습니다.");
  });
});

/** Every plain text in a table, at any depth. */
function textsOf(table: unknown): readonly string[] {
  if (typeof table === "string") return [table];
  if (typeof table !== "object" || table === null) return [];
  return Object.values(table).flatMap(textsOf);
}
