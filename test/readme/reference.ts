// The tables of the README, made from what they describe, so that a test can hold the README to them.

import { messages } from "../../src/i18n/index.ts";
import { formatValue, HOSTS, PARAMETERS, type Language, type Parameter } from "../../src/language/index.ts";
import { streamParameters } from "../../src/language/parameters/stream-parameters.ts";
import { PRESETS } from "../../src/presets/index.ts";

/** How many of the names that a list may hold a table shows. */
const LISTED = 5;

const HEADS: Readonly<Record<Language, { parameters: string; presets: string; keys: string; text: string; address: string; names: string; size: string; time: string }>> = {
  en: { parameters: "| key | values | default | meaning | clause |", presets: "| scenario | what it shows |", keys: "| key | |", text: "text", address: "IPv4 address", names: "list of names", size: "list of sizes", time: "list of names with a time each" },
  ko: { parameters: "| 키 | 값 | 기본값 | 뜻 | 근거 |", presets: "| 시나리오 | 보여 주는 것 |", keys: "| 키 | |", text: "텍스트", address: "IPv4 주소", names: "이름 목록", size: "크기 목록", time: "이름과 시간의 목록" },
};

/** What the parameters are about: each topic has a table of its own. */
export const TOPICS = ["basics", "tcp", "tls", "ssh"] as const;
export type Topic = (typeof TOPICS)[number];

const STREAM_KEYS = new Set(HOSTS.flatMap((host) => streamParameters(host).map(({ key }) => key)));
const BASIC_KEYS = /^(?:[a-z]+|network\..*|(?:client|server)\.(?:name|address|port))$/u;

function topicOf({ key }: Parameter): Topic {
  if (STREAM_KEYS.has(key)) return /\.ssh-/u.test(key) ? "ssh" : "tls";
  return BASIC_KEYS.test(key) ? "basics" : "tcp";
}

/** Every parameter of a topic, each with its clause: the two hosts share a row. */
export function parameterTable(language: Language, topic: Topic): string {
  const words = messages(language);
  const rows = PARAMETERS.filter((row) => topicOf(row) === topic && !hasTwin(row)).map((row) => {
    const twin = PARAMETERS.find(({ key }) => row.key.startsWith(`${HOSTS[0]}.`) && key === `${HOSTS[1]}.${row.key.slice(HOSTS[0].length + 1)}`);
    const rowsOfKey = twin === undefined ? [row] : [row, twin];
    const keys = rowsOfKey.map(({ key }) => `\`${key}\``).join(", ");
    return `| ${keys} | ${values(row, language)} | ${defaults(rowsOfKey)} | ${words.parameterDescription(row.key)} | ${row.citation ?? ""} |`;
  });
  return [HEADS[language].parameters, "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

/** Whether a server's key has its row beside the client's. */
function hasTwin({ key }: Parameter): boolean {
  const [first, second] = HOSTS;
  return key.startsWith(`${second}.`) && PARAMETERS.some((other) => other.key === `${first}.${key.slice(second.length + 1)}`);
}

function values(row: Parameter, language: Language): string {
  if (row.kind === "text" || row.kind === "address") return HEADS[language][row.kind];
  if (row.kind === "choice") return (row.choices ?? []).map((choice) => `\`${choice}\``).join(", ");
  const words = (row.words ?? []).map((word) => `\`${word}\``);
  if (row.kind === "names") return [namesIn(row, language), ...words].join(", ");
  const range = [row.min ?? 0, row.max ?? Infinity].map((value) => `\`${formatValue(row, value)}\``).join(" – ");
  return [range, ...words].join(", ");
}

/** The first few of the names that a list may hold, or what it is a list of. */
function namesIn({ choices = [], items }: Parameter, language: Language): string {
  if (items !== undefined || choices.length === 0) return HEADS[language][items ?? "names"];
  const some = choices.slice(0, LISTED).map((choice) => `\`${choice}\``).join(", ");
  return choices.length > LISTED ? `${some}, …` : some;
}

function defaults(rows: readonly Parameter[]): string {
  const written = new Set(rows.map((row) => (row.default === "" ? "–" : `\`${formatValue(row, row.default)}\``)));
  const textbook = [...written].join(", ");
  const [first] = rows;
  return first?.linux === undefined ? textbook : `${textbook} (linux: \`${formatValue(first, first.linux)}\`)`;
}

/** Every preset with its lesson. */
export function presetTable(language: Language): string {
  const rows = [...PRESETS.keys()].map((name) => `| \`${name}\` | ${messages(language).preset(name).lesson} |`);
  return [HEADS[language].presets, "| --- | --- |", ...rows].join("\n");
}

/** What the keys do. */
export function keyTable(language: Language): string {
  const rows = messages(language).diagram.help.keys.map(([keys, what]) => `| ${keys} | ${what} |`);
  return [HEADS[language].keys, "| --- | --- |", ...rows].join("\n");
}
