// How a Korean reads the end of a text aloud: what decides which particle follows it. Hangul by arithmetic (Unicode §3.12),
// numbers as Sino-Korean numerals, Latin words and acronyms by the custom of Korean technical prose.

/** The last sound of a text: an open syllable, one closed by ㄹ, one closed by another consonant, or nobody can tell. */
export type Ending = "vowel" | "rieul" | "consonant" | "unknown";

/** Unicode §3.12: the precomposed syllables, 28 of them for each pair of initial and vowel, the first of which is open. */
const HANGUL_FIRST = 0xac00;
const HANGUL_LAST = 0xd7a3;
const FINALS = 28;
const FINAL_RIEUL = 8;

/** Readings 영 일 이 삼 사 오 육 칠 팔 구. */
const DIGITS: readonly Ending[] = [
  "consonant", "rieul", "vowel", "consonant", "vowel", "vowel", "consonant", "rieul", "rieul", "vowel",
];

/** Names of the letters that do not end in a vowel: 엘 엠 엔 알. The others do (에이, 비, 씨 … 와이, 제트). */
const LETTERS: Readonly<Record<string, Ending>> = { l: "rieul", r: "rieul", m: "consonant", n: "consonant" };

/** Signs that are read aloud: 퍼센트, 배, 플러스, 밀리초, 초, 바이트 … */
const SIGNS: Readonly<Record<string, Ending>> = { "%": "vowel", "×": "vowel", "+": "vowel", "°": "vowel" };
const UNITS: Readonly<Record<string, Ending>> = {
  ms: "vowel", s: "vowel", min: "consonant", h: "consonant",
  b: "vowel", kb: "vowel", mb: "vowel", gb: "vowel", bps: "vowel", kbps: "vowel", mbps: "vowel", gbps: "vowel",
};

/**
 * Words whose reading neither the letter names nor the rule for words gives. Flags that are pronounceable are read as
 * words (SYN 신, FIN 핀, ACK 애크, PSH 푸시), states as English words, every other acronym by its letters.
 */
const WORDS: Readonly<Record<string, Ending>> = {
  syn: "consonant", fin: "consonant", ack: "vowel", psh: "vowel", rst: "vowel", mac: "consonant", ping: "consonant",
  quic: "consonant", cubic: "consonant", get: "consonant", put: "consonant",
  listen: "consonant", closed: "vowel", closing: "consonant", sent: "vowel", received: "vowel", established: "vowel",
  wait: "vowel", bit: "vowel", blog: "vowel", hub: "vowel", github: "vowel", log: "vowel", bug: "vowel", tag: "vowel",
  flag: "vowel", set: "vowel", web: "consonant", bob: "consonant", lab: "consonant", job: "consonant", net: "consonant",
  router: "vowel", com: "consonant", org: "vowel", dev: "vowel", io: "vowel", kr: "rieul",
};

const CLOSERS = /[\s)\]}>"'”’」』》〉】*_~`.,!?:;…·]$/u;
const GROUP_SEPARATOR = /(\d)[,\u00a0\u2009\u202f](?=\d{3}(?!\d))/gu;

/** How much of the end is looked at; keeps hostile names from costing time. */
const REACH = 64;

/** Tells how `text` ends when read aloud in Korean; trailing quotes, brackets, marks and pictures are passed over. */
export function endingOf(text: string): Ending {
  const plain = text.slice(-REACH).normalize("NFC").replace(GROUP_SEPARATOR, "$1");
  return endingOfSpoken(withoutClosers(plain));
}

/**
 * Takes off what is not spoken. A gloss in brackets right behind a word is passed over whole, for the particle agrees with
 * the word before it: `ISN(초기 순서 번호)은`. Brackets with nothing before them are only taken off.
 */
function withoutClosers(text: string): string {
  let rest = text;
  for (;;) {
    const gloss = /^(.*\S)\([^()]*\)$/su.exec(rest);
    if (gloss?.[1] !== undefined && spoken(gloss[1])) rest = gloss[1];
    else if (CLOSERS.test(rest) || (rest !== "" && !endsSpoken(rest))) rest = Array.from(rest).slice(0, -1).join("");
    else return rest;
  }
}

function spoken(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function endsSpoken(text: string): boolean {
  return /[\p{L}\p{N}%×+°]$/u.test(text);
}

function endingOfSpoken(text: string): Ending {
  const last = Array.from(text).at(-1);
  if (last === undefined) return "unknown";
  const sign = SIGNS[last];
  if (sign !== undefined) return sign;
  const code = last.codePointAt(0) ?? 0;
  if (code >= HANGUL_FIRST && code <= HANGUL_LAST) return endingOfFinal((code - HANGUL_FIRST) % FINALS);
  const number = /(\d+(?:\.\d+)*)$/u.exec(text)?.[1];
  if (number !== undefined) return endingOfNumber(number);
  const latin = /(\d[\d.]*\s?)?([A-Za-z]+)$/u.exec(text);
  if (latin?.[2] !== undefined) return endingOfLatin(latin[2], latin[1] !== undefined);
  return "unknown";
}

function endingOfFinal(final: number): Ending {
  if (final === 0) return "vowel";
  return final === FINAL_RIEUL ? "rieul" : "consonant";
}

/** Reads a number's end: 3 삼, 10 십, 100 백, 20000 이만, 1.5 일 점 오; the groups of an address one by one. */
function endingOfNumber(number: string): Ending {
  const parts = number.split(".");
  const last = parts.at(-1) ?? number;
  const digit = DIGITS[Number(last.at(-1))] ?? "unknown";
  if (last.at(-1) !== "0" || parts.length === 2) return digit;
  if (/^0+$/u.test(last)) return digit;
  const zeros = /0*$/u.exec(last)?.[0].length ?? 0;
  return zeros >= 12 && zeros < 16 ? "vowel" : "consonant";
}

function endingOfLatin(word: string, afterNumber: boolean): Ending {
  const lower = word.toLowerCase();
  if (afterNumber) {
    const unit = UNITS[lower];
    if (unit !== undefined) return unit;
  }
  const known = WORDS[lower];
  if (known !== undefined) return known;
  const acronym = word.length === 1 || (word.length <= 5 && word === word.toUpperCase()) || !/[aeiouy]/u.test(lower);
  return acronym ? (LETTERS[lower.slice(-1)] ?? "vowel") : endingOfWord(lower);
}

/** The end of an English word as it is usually written in Hangul: 구글, 크롬, 소켓, 블록, 호스트, 서버. */
function endingOfWord(word: string): Ending {
  if (/[^aeiou]le$|[aeiou]le$|l$/u.test(word)) return "rieul";
  if (/(?:m|n|ng)$|[aeiou][mn]e$/u.test(word)) return "consonant";
  if (/(?:^|[^aeiou])[aeiou](?:pp?|t|ck)$|oo[kp]$|[aei]c$/u.test(word)) return "consonant";
  return "vowel";
}
