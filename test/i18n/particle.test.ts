// Particles after anything that a sentence may put before them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { josa, PARTICLES, particleAfter, withParticle, type Particle } from "../../src/i18n/particle.ts";

/** Each line: the text with the right particle behind it, and the pair that was asked for. */
function expectAll(pair: Particle, cases: Readonly<Record<string, string>>): void {
  const found = Object.fromEntries(Object.keys(cases).map((text) => [text, particleAfter(text, pair)]));
  expect(found).toEqual(cases);
}

describe("particles after Hangul", () => {
  it("follow the final consonant of the last syllable", () => {
    expectAll("은/는", { 서버: "는", 클라이언트: "는", 구글: "은", "내 컴퓨터": "는", 솔민: "은", 값: "은" });
    expectAll("이/가", { 서버: "가", 솔민: "이", 악수: "가", 연결: "이" });
    expectAll("을/를", { 서버: "를", 연결: "을", 확인: "을" });
    expectAll("과/와", { 서버: "와", 구글: "과" });
  });

  it("treat ㄹ as open before 로", () => {
    expectAll("으로/로", { 서버: "로", 구글: "로", 연결: "로", 확인: "으로", 값: "으로", 서울: "로" });
  });

  it("read decomposed syllables as their composed form", () => {
    expect(particleAfter("서버".normalize("NFD"), "은/는")).toBe("는");
    expect(particleAfter("솔민".normalize("NFD"), "은/는")).toBe("은");
  });
});

describe("particles after numbers", () => {
  it("read the last digit", () => {
    expectAll("을/를", {
      "0": "을", "1": "을", "2": "를", "3": "을", "4": "를", "5": "를", "6": "을", "7": "을", "8": "을", "9": "를",
    });
    expectAll("으로/로", { "1": "로", "7": "로", "8": "로", "3": "으로", "6": "으로", "0": "으로", "2": "로" });
  });

  it("read 십, 백, 천, 만, 억, 조 at the end of round numbers", () => {
    expectAll("은/는", { "10": "은", "100": "은", "300": "은", "1000": "은", "20000": "은", "1000000": "은", "300000000": "은" });
    expectAll("은/는", { "1000000000000": "는", "101": "은", "301": "은", "65535": "는" });
  });

  it("pass over thin spaces and commas between thousands", () => {
    expectAll("은/는", { "1\u202f139": "는", "65\u2009535": "는", "1,001": "은", "1\u202f000": "은" });
  });

  it("read decimals digit by digit and addresses by group", () => {
    expectAll("이/가", { "1.5": "가", "0.3": "이", "2.0": "이", "192.0.2.10": "이", "198.51.100.1": "이", "192.0.2.10:49152": "가" });
  });

  it("read signs and units behind numbers", () => {
    expectAll("은/는", { "5%": "는", "24×": "는", "100 ms": "는", "1 s": "는", "1\u202f000 ms": "는", "120바이트": "는", "10 Mbps": "는" });
    expectAll("을/를", { "3번": "을", "2 min": "을" });
  });
});

describe("particles after Latin letters", () => {
  it("read flags as words and other acronyms by their letters", () => {
    expectAll("은/는", {
      TCP: "는", UDP: "는", SYN: "은", ACK: "는", FIN: "은", RST: "는", "SYN+ACK": "는", ISN: "은", RTT: "는", RTO: "는",
      MSL: "은", MSS: "는", SSH: "는", HTTPS: "는", TLS: "는", RFC: "는", URL: "은", DNS: "는", VM: "은",
    });
    expectAll("이/가", { TCP: "가", SYN: "이" });
    expectAll("을/를", { SYN: "을", ACK: "를" });
    expectAll("으로/로", { SYN: "으로", TCP: "로", MSL: "로" });
  });

  it("read states as English words", () => {
    expectAll("이/가", {
      CLOSED: "가", LISTEN: "이", "SYN-SENT": "가", "SYN-RECEIVED": "가", ESTABLISHED: "가", "FIN-WAIT-1": "이", "FIN-WAIT-2": "가",
      "CLOSE-WAIT": "가", CLOSING: "이", "LAST-ACK": "가", "TIME-WAIT": "가",
    });
  });

  it("read names as they are usually written in Hangul", () => {
    expectAll("은/는", {
      Google: "은", Server: "는", Client: "는", Chrome: "은", Alice: "는", Bob: "은", Linux: "는", Apple: "은", Amazon: "은",
      socket: "은", block: "은", host: "는", iPhone: "은", laptop: "은", GitHub: "는", "example.com": "은", Naver: "는", mail: "은",
    });
    expectAll("으로/로", { Google: "로", mail: "로", Amazon: "으로" });
  });

  it("read fields of the header by their number", () => {
    expectAll("을/를", { "seq=100": "을", "ack=301": "을", "TLS 1.3": "을", IPv4: "를" });
  });
});

describe("particles after marks", () => {
  it("pass over quotes, brackets and Markdown around the word", () => {
    expectAll("은/는", { "'서버'": "는", "“구글”": "은", "「서버」": "는", "(서버)": "는", "**SYN**": "은", "`ACK`": "는", "[서버]": "는" });
  });

  it("agree with the word before a gloss in brackets", () => {
    expectAll("은/는", { "ISN(초기 순서 번호)": "은", "순서 번호(ISN)": "는", "(100)": "은" });
  });

  it("pass over pictures behind the word", () => {
    expect(particleAfter("서버 🖥️", "은/는")).toBe("는");
  });

  it("look at no more than the end, so that a hostile name costs nothing", () => {
    expect(particleAfter(`서버${")".repeat(1_000_000)}`, "은/는")).toBe("은(는)");
  });

  it("write both forms where nobody can tell", () => {
    expect(withParticle("?", "을/를")).toBe("?을(를)");
    expect(withParticle("", "으로/로")).toBe("(으)로");
    expect(withParticle("東", "이라고/라고")).toBe("東(이)라고");
  });
});

describe("josa", () => {
  it("chooses the particle behind each value and keeps the rest", () => {
    expect(josa`${"서버"}은/는 ${"SYN"}을/를 받고 ${101}을/를 기다립니다.`).toBe("서버는 SYN을 받고 101을 기다립니다.");
  });

  it("sees the value through the quote or bracket that closes it", () => {
    expect(josa`‘${"rtt"}’으로/로 고치기, “${"구글"}”은/는, ISN(${100})이/가`).toBe("‘rtt’로 고치기, “구글”은, ISN(100)이");
  });

  it("leaves a pair alone that does not follow a value", () => {
    expect(josa`과/와 ${"서버"} 은/는`).toBe("과/와 서버 은/는");
  });

  it("gives one of the two forms, or both, after any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(...PARTICLES), (text, pair) => {
        const [closed = "", open = ""] = pair.split("/");
        const given = particleAfter(text, pair);
        expect([closed, open, `${closed}(${open})`, `(${closed.slice(0, closed.length - open.length)})${open}`]).toContain(given);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("agrees with the reading of any number up to ten thousand", () => {
    const read = (n: number): string => {
      const digits = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
      const units = ["", "십", "백", "천"];
      const text = Array.from(String(n)).map((d, i, all) => (d === "0" ? "" : `${digits[Number(d)] ?? ""}${units[all.length - 1 - i] ?? ""}`)).join("");
      return text === "" ? "영" : text;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(...PARTICLES), (n, pair) => {
        expect(particleAfter(String(n), pair)).toBe(particleAfter(read(n), pair));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});
