// Every word that is no Hangul and stands before a particle somewhere, with its reading written out by hand: the particle must
// be the one that the reading asks for.

import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { PARTICLES, particleAfter } from "../../src/i18n/particle.ts";
import { compile, PARAMETERS } from "../../src/language/index.ts";
import { narrate } from "../../src/narration/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { simulate } from "../../src/simulation/index.ts";

/** How each is read aloud. */
const READINGS: Readonly<Record<string, string>> = {
  // TCP and its like
  SYN: "신", ACK: "애크", FIN: "핀", RST: "알에스티", PSH: "푸시", URG: "유알지", ECE: "이시이", CWR: "시더블유알", "SYN+ACK": "신 애크", "RST+ACK": "알에스티 애크",
  "FIN+ACK": "핀 애크", NAK: "내크", SACK: "새크", TCP: "티시피", UDP: "유디피", ICMP: "아이시엠피", IP: "아이피", IPv4: "아이피 브이 사",
  TLS: "티엘에스", SSH: "에스에스에이치", HTTP: "에이치티티피", HTTPS: "에이치티티피에스", DNS: "디엔에스", QUIC: "퀵", RFC: "아르에프시",
  ISN: "아이에스엔", MSS: "엠에스에스", MSL: "엠에스엘", RTT: "아르티티", RTO: "아르티오", TLP: "티엘피", "F-RTO": "에프 아르티오", R1: "알 일", R2: "알 이",
  ID: "아이디", MAC: "맥", OK: "오케이", URL: "유알엘", CUBIC: "큐빅", Reno: "리노", NewReno: "뉴리노", Linux: "리눅스", OpenSSH: "오픈에스에스에이치",
  OpenSSL: "오픈에스에스엘", Obsidian: "옵시디언", ssthresh: "에스에스스레시", cwnd: "시더블유엔디", rwnd: "알더블유엔디", seq: "시퀀스", ack: "애크", unreachable: "언리처블", exceeded: "익시디드", connect: "커넥트",
  "0-RTT": "제로 아르티티",
  // States
  LISTEN: "리슨", CLOSED: "클로즈드", CLOSING: "클로징", ESTABLISHED: "이스태블리시드", "SYN-SENT": "신 센트", "SYN-RECEIVED": "신 리시브드",
  "FIN-WAIT-1": "핀 웨이트 일", "FIN-WAIT-2": "핀 웨이트 이", "CLOSE-WAIT": "클로즈 웨이트", "LAST-ACK": "라스트 애크", "TIME-WAIT": "타임 웨이트",
  // Units
  ms: "밀리초", s: "초", kB: "킬로바이트", MB: "메가바이트", kbps: "킬로비피에스", Mbps: "메가비피에스",
  // Messages of TLS and SSH
  ClientHello: "클라이언트 헬로", ServerHello: "서버 헬로", HelloRetryRequest: "헬로 리트라이 리퀘스트", EncryptedExtensions: "인크립티드 익스텐션스",
  Certificate: "서티피케이트", CertificateVerify: "서티피케이트 베리파이", CertificateRequest: "서티피케이트 리퀘스트", Finished: "피니시드",
  ServerKeyExchange: "서버 키 익스체인지", ClientKeyExchange: "클라이언트 키 익스체인지", ChangeCipherSpec: "체인지 사이퍼 스펙", NewSessionTicket: "뉴 세션 티켓", KeyUpdate: "키 업데이트",
  EndOfEarlyData: "엔드 오브 얼리 데이터", close_notify: "클로즈 노티파이", early_data: "얼리 데이터", KEXINIT: "켁스이닛", NEWKEYS: "뉴키스", DISCONNECT: "디스커넥트",
  USERAUTH_FAILURE: "유저오스 페일리어", USERAUTH_PK_OK: "유저오스 피케이 오케이", USERAUTH_SUCCESS: "유저오스 석세스", CHANNEL_OPEN: "채널 오픈",
  CHANNEL_OPEN_CONFIRMATION: "채널 오픈 컨퍼메이션", CHANNEL_DATA: "채널 데이터", CHANNEL_CLOSE: "채널 클로즈", CHANNEL_REQUEST: "채널 리퀘스트", none: "논", "pty-req": "피티와이 리퀘스트",
  // Algorithms
  x25519: "엑스 이오오일구", secp256r1: "에스이시피 이오육 알 일", secp384r1: "에스이시피 삼팔사 알 일", TLS_AES_256_GCM_SHA384: "샤 삼팔사", TLS_AES_128_GCM_SHA256: "샤 이오육",
  TLS_CHACHA20_POLY1305_SHA256: "샤 이오육", TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: "샤 삼팔사", TLS_RSA_WITH_AES_128_GCM_SHA256: "샤 이오육",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384": "샤 삼팔사",
  "chacha20-poly1305@openssh.com": "오픈에스에스에이치 닷 컴", "aes128-ctr": "시티알", "aes256-gcm@openssh.com": "오픈에스에스에이치 닷 컴", "ssh-ed25519": "이오오일구",
  "ecdsa-sha2-nistp256": "니스트 피 이오육", "rsa-sha2-512": "샤 이 오일이", "sntrup761x25519-sha512": "샤 오일이", "curve25519-sha256": "샤 이오육",
  "diffie-hellman-group1-sha1": "샤 일", "diffie-hellman-group14-sha256": "샤 이오육", "ssh-userauth": "유저오스", publickey: "퍼블릭키", password: "패스워드",
  // What programs say and are
  GET: "겟", POST: "포스트", PUT: "풋", app: "앱", WhatsApp: "와츠앱", header: "헤더", body: "보디", answer: "앤서", lines: "라인스", sorted: "소티드", hi: "하이", uptime: "업타임", root: "루트", student: "스튜던트",
  "server.test": "테스트", "client.test": "테스트", "HTTP/1.1": "일 점 일", there: "데어", "example.com": "컴",
};

const DIGITS = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
const PAIRS = new Map(PARTICLES.flatMap((pair) => pair.split("/").map((form) => [form, pair] as const)));

/** Numbers end like their last digit, but for round ones, which end in 십, 백, 천, 만, 억. */
function readingOf(word: string): string | undefined {
  if (!/^\d+(?:\.\d+)*$/u.test(word)) return READINGS[word];
  const round = /[1-9]0+$/u.test(word) && !word.includes(".");
  return round ? "십" : DIGITS[Number(word.at(-1))];
}

/** What is said, with the particle behind each word of Latin letters or digits, through a gloss in brackets and quotes. */
function particlesIn(text: string): readonly (readonly [word: string, particle: string])[] {
  const plain = text.replace(/(\d)\u202f(?=\d{3})/gu, "$1");
  const found = plain.matchAll(/([A-Za-z0-9][A-Za-z0-9+._/@-]*)(?: [A-Z][a-z]*)?(?:\([^()]*\))?[?”’]{0,2}(은|는|이|가|을|를|과|와|으로|로|이나|나)(?=[ ,.]|도 )/gu);
  return [...found].map(([, word = "", particle = ""]) => [word, particle] as const);
}

/** Every Korean text that holds no value, and every sentence of every preset's run. */
function texts(): readonly string[] {
  const ko = messages("ko");
  const told = [...PRESETS.keys()].flatMap((name) => {
    const { scenario } = compile(`scenario: ${name}`, PRESETS, ko.hostNames);
    const { title, lesson } = ko.preset(name);
    const steps = scenario === null ? [] : narrate(simulate(scenario)).map((step) => ko.caption(step));
    return [title, lesson, ...steps.flatMap(({ title: heading, analogy, technical }) => [heading, analogy, technical])];
  });
  return [...told, ...PARAMETERS.map(({ key }) => ko.parameterDescription(key))];
}

describe("what stands before a particle", () => {
  const found = new Map(texts().flatMap(particlesIn).map(([word, particle]) => [`${word}${particle}`, { word, particle }]));

  it("has a reading in the table", () => {
    const unknown = [...found.values()].filter(({ word }) => readingOf(word) === undefined);
    expect(unknown.map(({ word }) => word)).toEqual([]);
    expect(found.size).toBeGreaterThan(60);
  });

  it("has the particle that its reading asks for", () => {
    for (const { word, particle } of found.values()) {
      const pair = PAIRS.get(particle);
      const reading = readingOf(word);
      if (pair !== undefined && reading !== undefined) expect(word + particle).toBe(word + particleAfter(reading, pair));
    }
  });
});

describe("the particle after each word of the table", () => {
  it.each(Object.entries(READINGS))("%s is read %s", (word, reading) => {
    // A unit has a number before it.
    const written = /^(?:ms|s|kB|MB|kbps|Mbps)$/u.test(word) ? `5 ${word}` : word;
    for (const pair of PARTICLES) expect(written + particleAfter(written, pair)).toBe(written + particleAfter(reading, pair));
  });
});
