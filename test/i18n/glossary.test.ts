// One word for one thing in Korean: the terms of the field as textbooks have them, and what is not written in their place.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { PARAMETERS } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The English term, its Korean word, and the words that would say the same in another way. */
const GLOSSARY: readonly (readonly [english: string, korean: string, instead: RegExp])[] = [
  ["segment", "세그먼트", /세그멘트|토막/u],
  ["datagram", "데이터그램", /데이터 그램/u],
  ["fragment", "단편", /조각(?!이 같은)/u],
  ["handshake", "핸드셰이크", /핸드쉐이크/u],
  ["sequence number", "시퀀스 번호", /순서 번호|순번|일련번호/u],
  ["acknowledgement", "확인 응답", /확인응답|수신 확인|승인 응답/u],
  ["acknowledgement number", "확인 번호", /응답 번호|ACK 번호/u],
  ["retransmission", "재전송", /재송신|재발송/u],
  ["round trip", "왕복", /라운드 ?트립/u],
  ["timeout", "타임아웃", /시간 초과|제한 시간/u],
  ["expire", "만료", /타이머가 (?:끝|다 ?되)/u],
  ["window", "윈도", /윈도우/u],
  ["congestion window", "혼잡 윈도", /혼잡 창|폭주/u],
  ["slow start", "느린 시작", /슬로 ?스타트/u],
  ["threshold", "임계값", /문턱값/u],
  ["congestion avoidance", "혼잡 회피", /혼잡 방지|폭주 회피/u],
  ["fast recovery", "빠른 회복", /빠른 복구|고속 회복/u],
  ["probe", "프로브", /탐침|탐색 세그먼트/u],
  ["persist timer", "영속 타이머", /지속 타이머/u],
  ["challenge ACK", "챌린지 ACK", /확인용 ACK/u],
  ["link", "링크", /회선/u],
  ["queue", "대기열", /(?:SYN|수락|accept) ?큐/u],
  ["backlog", "백로그", /백 로그/u],
  ["flooding", "플러딩", /플러드|홍수/u],
  ["legitimate", "정상", /정직한/u],
  ["source and destination", "출발지", /출발 포트|도착 포트|보낸 포트|받는 포트/u],
  ["refuse", "거부", /거절/u],
  ["request", "요청", /물음|을 청|를 청/u],
  ["plaintext", "평문", /암호 없/u],
  ["cipher suite", "암호 스위트", /암호 모음|암호군|암호화 스위트/u],
  ["certificate chain", "인증서 체인", /사슬/u],
  ["early data", "0-RTT 데이터", /이른 데이터|조기 데이터/u],
  ["replay", "재생 공격", /재전송 공격/u],
  ["identification string", "식별 문자열", /이름표/u],
];

/** Files that hold Korean for readers, apart from names that a note may also have. */
function files(): readonly (readonly [string, string])[] {
  const folders = ["src/i18n/ko", "src/notes/ko"];
  const names = folders.flatMap((folder) => readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`));
  return ["src/i18n/shell-ko.ts", "README.ko.md", ...names].map((name) => [name, readFileSync(path.join(ROOT, name), "utf8")]);
}

const FILES = files();

describe("the glossary", () => {
  it.each(GLOSSARY)("%s is %s, and nothing else", (_english, korean, instead) => {
    for (const [name, text] of FILES) {
      const lines = text.split("\n").filter((line) => instead.test(line));
      expect(lines, name).toEqual([]);
    }
    expect(FILES.some(([, text]) => text.includes(korean))).toBe(true);
  });

  it("a key is 키 where it is no key of the analogy", () => {
    for (const [name, text] of FILES.filter(([file]) => file.endsWith(".ts"))) {
      expect(text.split("\n").filter((line) => line.includes("열쇠") && !/analogy|said:/u.test(line)), name).toEqual([]);
    }
  });

  it("sets dependent nouns apart", () => {
    const together = /[할될볼쓸알낼날을](?:수 ?| 수)(?:있|없)|(?:보낸|받은|열린|닫힌|도착한)것|(?:보낼|받을|열릴|닫을|끝날)때/u;
    for (const [name, text] of FILES) expect(text.split("\n").filter((line) => together.test(line)), name).toEqual([]);
  });
});

describe("Korean endings", () => {
  const words = messages("ko");
  const SENTENCE = /니다(?:\([^()]*\))?\.$/u;

  it("are those of sentences in what a parameter does and a preset teaches", () => {
    for (const { key } of PARAMETERS) for (const sentence of sentences(words.parameterDescription(key))) expect(sentence).toMatch(SENTENCE);
    for (const name of PRESETS.keys()) for (const sentence of sentences(words.preset(name).lesson)) expect(sentence).toMatch(SENTENCE);
  });

  it("follow the words that the choices have in Korean", () => {
    for (const { key } of PARAMETERS) expect(words.parameterDescription(key)).not.toMatch(/\b(?:auto|none|off|on|unlimited)\b/u);
  });

  it("are those of nouns in labels, titles and commands", () => {
    for (const { key } of PARAMETERS) expect(words.parameter(key)).not.toMatch(/[다요]$|\.$/u);
    for (const name of PRESETS.keys()) expect(words.preset(name).title).not.toMatch(/니다$|\.$/u);
    for (const command of Object.values(words.shell.commands)) expect(command).toMatch(/(?:기|시작|이동)$/u);
  });
});

/** The sentences of a text; a full stop inside of a number or an abbreviation ends none. */
function sentences(text: string): readonly string[] {
  return text.split(/(?<=\.) /u);
}
