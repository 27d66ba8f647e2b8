// The names of the block's values, as each language must supply them; keys as in the parameter table.

import type { StreamChoice, StreamParameter } from "./stream-parameter-words.ts";

/** Below `client` and `server`. */
export type HostParameter =
  | "name" | "address" | "port" | "isn" | "mss" | "receive-buffer" | "initial-rto" | "min-rto" | "max-rto" | "syn-retries"
  | "data-retries" | "advice-retries" | "msl" | "nagle" | "delayed-ack" | "congestion" | "initial-window" | "sack" | "timestamps" | "window-scale" | "keep-alive"
  | "fast-open" | "send-buffer" | "wake-up" | "backlog" | "max-syn-backlog" | "syn-cookies" | "abort-on-overflow" | "recycle-oldest"
  | "tail-loss-probe" | "f-rto" | "dsack" | "orphan-retries" | "fin-timeout" | "synack-retries" | "syn-linear-timeouts" | "keep-alive-interval" | "keep-alive-probes" | "user-timeout"
  | "syn-proxy" | "proxy-rtt" | "dont-fragment"
  | StreamParameter;

/** Below `network`. */
export type NetworkParameter = "rtt" | "jitter" | "rate" | "queue" | "loss" | "reordering" | "reorder-delay" | "duplication" | "mtu" | "seed";

/** Words that stand for values: choices, and words in place of numbers. */
export type ChoiceName = "udp" | "textbook" | "linux" | "reno" | "newreno" | "cubic" | "none" | "on" | "off" | "auto" | "unlimited" | "when-full" | "always" | StreamChoice;

export interface ParameterText {
  /** Beside a slider; a few words. */
  readonly label: string;
  /** One sentence. */
  readonly description: string;
}

/** Every value of a block. */
export interface ParameterWords {
  readonly stack: ParameterText;
  readonly beside: ParameterText;
  readonly network: Readonly<Record<NetworkParameter, ParameterText>>;
  /** `host` is the word of the block in this language, such as `Client`. */
  readonly host: Readonly<Record<HostParameter, (host: string) => ParameterText>>;
  readonly choices: Readonly<Record<ChoiceName, string>>;
}

/** The text of a key such as `network.rtt`, or null for a key that nobody has named. */
export function parameterText(words: ParameterWords, hosts: Readonly<Record<string, string>>, key: string): ParameterText | null {
  if (key === "stack" || key === "beside") return words[key];
  const cut = key.indexOf(".");
  const section = key.slice(0, cut);
  const name = key.slice(cut + 1);
  if (section === "network") return has(words.network, name) ? words.network[name] : null;
  const host = hosts[section];
  return host !== undefined && has(words.host, name) ? words.host[name](host) : null;
}

/** A choice in words, or as the block writes it where it has no name of its own. */
export function choiceText(words: ParameterWords, choice: string): string {
  return has(words.choices, choice) ? words.choices[choice] : choice;
}

function has<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
