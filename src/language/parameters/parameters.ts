// The parameter table: every value that a block can set, with its range, default and clause; one row added here is all it takes.

import type { Parameter } from "../text/block.ts";
import { formatQuantity } from "./quantity.ts";
import { streamParameters } from "./stream-parameters.ts";

/** The hosts that script and faults know. Each of two talks to the other. */
export const HOSTS = ["client", "server"] as const;
export type HostWord = (typeof HOSTS)[number];

/** The host that this one talks to. */
export function peerOf(host: HostWord): HostWord {
  return host === "client" ? "server" : "client";
}

/** The top level of a block, in the order in which new keys are put. */
export const KEYS = ["scenario", "title", "lang", "stack", "beside", "client", "server", "network", "faults", "script", "controls", "links"] as const;
export type Key = (typeof KEYS)[number];

/** Offered as controls where the block names none. */
export const DEFAULT_CONTROLS: readonly string[] = ["network.rtt", "network.loss", "client.isn", "server.isn"];

/** The addresses are those set aside for documentation (RFC 5737). */
const HOST_DEFAULTS = {
  client: { address: "192.0.2.10", port: 49152, isn: 100 },
  server: { address: "198.51.100.1", port: 80, isn: 300 },
} as const satisfies Record<HostWord, unknown>;

const MAX_UINT32 = 4_294_967_295;
export const MAX_PORT = 65_535;

/** What a switch may say. */
const SWITCH = ["on", "off"] as const;
/** YAML's own words for a switch are understood too. */
const SAME_AS: Readonly<Record<string, string>> = { true: "on", false: "off" };

function hostParameters(host: HostWord): readonly Parameter[] {
  const { address, port, isn } = HOST_DEFAULTS[host];
  return [
    { key: `${host}.name`, kind: "text", default: "" },
    { key: `${host}.address`, kind: "address", default: address, citation: "RFC 5737" },
    { key: `${host}.port`, kind: "count", min: 1, max: MAX_PORT, step: 1, default: port, citation: "RFC 9293 §3.1" },
    { key: `${host}.isn`, kind: "sequence", min: 0, max: MAX_UINT32, step: 1, slider: { min: 0, max: 1000 }, words: ["auto"], default: isn, citation: "RFC 9293 §3.4.1" },
    // 536 is what a peer assumes without the option, so by default no option is sent.
    { key: `${host}.mss`, kind: "size", min: 1, max: 65_495, step: 4, slider: { min: 20, max: 1460 }, default: 536, linux: 1460, citation: "RFC 9293 §3.7.1" },
    // Beyond 65,535 bytes only window scaling makes room known.
    { key: `${host}.receive-buffer`, kind: "size", min: 1, max: 1_000_000_000, step: 1, slider: { min: 1, max: 65_535 }, words: ["auto"], default: 65_535, linux: "auto", citation: "RFC 9293 §3.8.6" },
    { key: `${host}.initial-rto`, kind: "time", min: 1, max: 120_000, step: 100, slider: { min: 200, max: 3000 }, default: 1000, citation: "RFC 6298 §2.1" },
    { key: `${host}.min-rto`, kind: "time", min: 1, max: 120_000, step: 100, slider: { min: 100, max: 3000 }, default: 1000, linux: 200, citation: "RFC 6298 §2.4" },
    { key: `${host}.max-rto`, kind: "time", min: 1, max: 3_600_000, step: 1000, slider: { min: 1000, max: 120_000 }, default: 60_000, linux: 120_000, citation: "RFC 6298 §2.5" },
    // Retries by default add up to the least times that the RFC asks for: 3 minutes for a SYN, 100 seconds for data.
    { key: `${host}.syn-retries`, kind: "count", min: 0, max: 20, step: 1, slider: { min: 0, max: 10 }, default: 7, linux: 6, citation: "RFC 9293 §3.8.3" },
    { key: `${host}.synack-retries`, kind: "count", min: 0, max: 20, step: 1, slider: { min: 0, max: 10 }, words: ["auto"], default: "auto", linux: 5, citation: "RFC 9293 §3.8.3" },
    { key: `${host}.syn-linear-timeouts`, kind: "count", min: 0, max: 20, step: 1, slider: { min: 0, max: 10 }, default: 0, linux: 4 },
    { key: `${host}.data-retries`, kind: "count", min: 0, max: 20, step: 1, slider: { min: 0, max: 15 }, default: 6, linux: 15, citation: "RFC 9293 §3.8.3" },
    { key: `${host}.advice-retries`, kind: "count", min: 1, max: 20, step: 1, slider: { min: 1, max: 10 }, default: 3, citation: "RFC 9293 §3.8.3" },
    { key: `${host}.msl`, kind: "time", min: 1, max: 600_000, step: 1000, slider: { min: 1000, max: 120_000 }, default: 120_000, linux: 30_000, citation: "RFC 9293 §3.4.2" },
    { key: `${host}.nagle`, kind: "choice", choices: SWITCH, default: "on", citation: "RFC 9293 §3.7.4" },
    { key: `${host}.delayed-ack`, kind: "time", min: 0, max: 499, step: 10, slider: { min: 0, max: 490 }, default: 0, linux: 40, citation: "RFC 9293 §3.8.6.3" },
    { key: `${host}.congestion`, kind: "choice", choices: ["reno", "newreno", "cubic", "none"], default: "newreno", linux: "cubic", citation: "RFC 5681, RFC 6582, RFC 9438" },
    { key: `${host}.initial-window`, kind: "count", min: 1, max: 100, step: 1, slider: { min: 1, max: 10 }, words: ["auto"], default: "auto", linux: 10, citation: "RFC 6928" },
    { key: `${host}.sack`, kind: "choice", choices: SWITCH, default: "off", linux: "on", citation: "RFC 2018, RFC 6675" },
    { key: `${host}.dsack`, kind: "choice", choices: SWITCH, default: "on", citation: "RFC 2883" },
    { key: `${host}.timestamps`, kind: "choice", choices: SWITCH, default: "off", linux: "on", citation: "RFC 7323 §3" },
    { key: `${host}.window-scale`, kind: "choice", choices: SWITCH, default: "off", linux: "on", citation: "RFC 7323 §2" },
    { key: `${host}.fast-open`, kind: "choice", choices: SWITCH, default: "off", citation: "RFC 7413" },
    { key: `${host}.tail-loss-probe`, kind: "choice", choices: SWITCH, default: "off", linux: "on", citation: "RFC 8985 §7" },
    { key: `${host}.f-rto`, kind: "choice", choices: SWITCH, default: "off", linux: "on", citation: "RFC 5682" },
    { key: `${host}.orphan-retries`, kind: "count", min: 1, max: 20, step: 1, slider: { min: 1, max: 15 }, words: ["auto"], default: "auto", linux: 8, citation: "RFC 9293 §3.8.3" },
    { key: `${host}.fin-timeout`, kind: "time", min: 1000, max: 3_600_000, step: 1000, slider: { min: 1000, max: 60_000 }, words: ["auto"], default: "auto", linux: 60_000, citation: "RFC 9293 §3.6" },
    { key: `${host}.send-buffer`, kind: "size", min: 1, max: 1_000_000_000, step: 1, slider: { min: 4000, max: 100_000 }, words: ["auto"], default: "auto", citation: "RFC 9293 §3.10.2" },
    { key: `${host}.wake-up`, kind: "time", min: 0, max: 60_000, step: 1, slider: { min: 0, max: 100 }, default: 0 },
    { key: `${host}.backlog`, kind: "count", min: 1, max: 65_535, step: 1, slider: { min: 1, max: 64 }, words: ["auto"], default: "auto", linux: 4096, citation: "RFC 4987 §2.2" },
    { key: `${host}.max-syn-backlog`, kind: "count", min: 16, max: 65_535, step: 1, slider: { min: 16, max: 2048 }, words: ["auto"], default: "auto", linux: 2048, citation: "RFC 4987 §3.2" },
    { key: `${host}.syn-cookies`, kind: "choice", choices: ["off", "when-full", "always"], default: "off", linux: "when-full", citation: "RFC 4987 §3.6" },
    { key: `${host}.abort-on-overflow`, kind: "choice", choices: SWITCH, default: "off" },
    { key: `${host}.recycle-oldest`, kind: "choice", choices: SWITCH, default: "off", citation: "RFC 4987 §3.4" },
    { key: `${host}.keep-alive`, kind: "time", min: 1, max: 86_400_000, step: 1000, slider: { min: 1000, max: 7_200_000 }, words: ["off"], default: "off", citation: "RFC 9293 §3.8.4" },
    { key: `${host}.keep-alive-interval`, kind: "time", min: 1, max: 3_600_000, step: 1000, slider: { min: 1000, max: 75_000 }, default: 75_000, citation: "RFC 9293 §3.8.4" },
    { key: `${host}.keep-alive-probes`, kind: "count", min: 1, max: 100, step: 1, slider: { min: 1, max: 10 }, default: 9, citation: "RFC 9293 §3.8.4" },
    { key: `${host}.user-timeout`, kind: "time", min: 1, max: 86_400_000, step: 1000, slider: { min: 1000, max: 300_000 }, words: ["off"], default: "off", citation: "RFC 9293 §3.9.1.1" },
    { key: `${host}.dont-fragment`, kind: "choice", choices: SWITCH, default: "off", citation: "RFC 791 §2.3" },
    ...(host === "server" ? PROXY_PARAMETERS : []),
    ...streamParameters(host),
  ];
}

/** What stands before the server. */
const PROXY_PARAMETERS: readonly Parameter[] = [
  { key: "server.syn-proxy", kind: "choice", choices: SWITCH, default: "off", citation: "RFC 4987 §3.8" },
  { key: "server.proxy-rtt", kind: "time", min: 0, max: 60_000, step: 5, slider: { min: 0, max: 200 }, default: 20, citation: "RFC 4987 §3.8" },
];

/** Every parameter, in the order in which a section's new keys are put. */
export const PARAMETERS: readonly Parameter[] = [
  { key: "stack", kind: "choice", choices: ["textbook", "linux"], default: "textbook" },
  { key: "beside", kind: "choice", choices: ["off", "udp"], default: "off", citation: "RFC 768" },
  ...HOSTS.flatMap(hostParameters),
  { key: "network.rtt", kind: "time", min: 0, max: 60_000, step: 10, slider: { min: 10, max: 1000 }, default: 100 },
  { key: "network.jitter", kind: "time", min: 0, max: 60_000, step: 5, slider: { min: 0, max: 200 }, default: 0 },
  { key: "network.rate", kind: "rate", min: 1000, max: 100_000_000_000, step: 100_000, slider: { min: 100_000, max: 10_000_000 }, words: ["unlimited"], default: "unlimited" },
  { key: "network.queue", kind: "count", min: 1, max: 10_000, step: 1, slider: { min: 1, max: 100 }, default: 100 },
  { key: "network.loss", kind: "ratio", min: 0, max: 100, step: 1, slider: { min: 0, max: 50 }, default: 0 },
  { key: "network.reordering", kind: "ratio", min: 0, max: 100, step: 1, slider: { min: 0, max: 50 }, default: 0 },
  { key: "network.reorder-delay", kind: "time", min: 0, max: 60_000, step: 5, slider: { min: 0, max: 200 }, default: 20 },
  { key: "network.duplication", kind: "ratio", min: 0, max: 100, step: 1, slider: { min: 0, max: 50 }, default: 0 },
  { key: "network.mtu", kind: "size", min: 68, max: 65_535, step: 4, slider: { min: 576, max: 1500 }, default: 1500, citation: "RFC 791 §3.2" },
  { key: "network.seed", kind: "count", min: 0, max: MAX_UINT32, step: 1, slider: { min: 1, max: 100 }, default: 1 },
];

const BY_KEY: ReadonlyMap<string, Parameter> = new Map(PARAMETERS.map((row) => [row.key, row]));

/** The row of a key such as `network.rtt`; undefined when there is none. */
export function parameter(key: string): Parameter | undefined {
  return BY_KEY.get(key);
}

/** The keys below a section such as `network`, without its name, in the table's order. */
export function keysOfSection(section: string): readonly string[] {
  return PARAMETERS.filter(({ key }) => key.startsWith(`${section}.`)).map(({ key }) => key.slice(section.length + 1));
}

/** True for a parameter that a slider, stepper or choice can set: texts, addresses and lists are only typed. */
export function isControllable(row: Parameter): boolean {
  return row.kind !== "text" && row.kind !== "address" && row.kind !== "names";
}

/** What nobody says is this: by the textbook, or as Linux does. */
export function defaultOf(row: Parameter, stack: string): number | string {
  return stack === "linux" ? (row.linux ?? row.default) : row.default;
}

/** The stack that a value needs, where not both can do it; null where both can. */
export function stackFor(key: string, value: number | string): "textbook" | "linux" | null {
  const name = key.slice(key.indexOf(".") + 1);
  if (name === "congestion") return value === "cubic" ? "linux" : value === "none" ? "textbook" : null;
  if (name === "tail-loss-probe" || name === "f-rto") return value === "on" ? "linux" : null;
  if (["send-buffer", "max-syn-backlog", "orphan-retries", "fin-timeout"].includes(name)) return typeof value === "number" ? "linux" : null;
  return name === "wake-up" && value !== 0 ? "linux" : null;
}

/** One of the words that a value may be, whatever its case and spelling; undefined when it is none. */
export function wordOf<W extends string>(words: readonly W[], text: string): W | undefined {
  const found = text.trim().toLowerCase();
  return words.find((each) => each.toLowerCase() === found) ?? words.find((each) => each === SAME_AS[found]);
}

/** A value as the block writes it (`100ms`); with a `gap` of `" "` as a reader likes it (`100 ms`). */
export function formatValue(row: Parameter, value: number | string, gap = ""): string {
  if (row.kind === "names" && row.words?.includes(String(value)) !== true) return `[${value}]`;
  if (typeof value === "string" || row.kind === "choice" || row.kind === "text" || row.kind === "address" || row.kind === "names") return String(value);
  return formatQuantity(row.kind, value, gap);
}
