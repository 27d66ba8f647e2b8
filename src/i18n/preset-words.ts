// The titles and lessons of the presets, as each language must supply them.

/** The names of the presets. */
export type PresetName =
  | "three-way-handshake" | "lost-syn" | "lost-syn-ack" | "lost-ack" | "data-and-close" | "four-way-close" | "simultaneous-close"
  | "fast-open" | "connection-refused" | "retransmission" | "simultaneous-open" | "old-duplicate-syn" | "fast-retransmit" | "fast-retransmit-sack"
  | "reordering" | "slow-start" | "zero-window" | "nagle-delayed-ack" | "half-close" | "lost-fin" | "lost-last-ack" | "time-wait"
  | "half-open" | "forged-reset" | "three-segment-close"
  | "syn-flood" | "syn-cookies" | "syn-cookies-always" | "syn-proxy" | "bigger-backlog" | "slow-drain" | "accept-queue-full"
  | "udp-request" | "udp-lossy-stream" | "udp-closed-port" | "udp-fragments" | "tcp-beside-udp"
  | "tls-1-3" | "tls-1-2" | "tls-resumption" | "tls-hello-retry" | "tls-key-update" | "tls-lost-segment" | "tls-client-certificate" | "tls-expired-certificate"
  | "tls-truncation" | "tls-1-2-rsa" | "tls-1-2-resumption" | "tls-early-data" | "tls-early-data-refused" | "tls-unknown-authority"
  | "tls-no-client-certificate" | "tls-no-common-version"
  | "ssh-public-key" | "ssh-password" | "ssh-key-refused" | "ssh-too-many-tries" | "ssh-shell" | "ssh-no-common-algorithm" | "ssh-changed-host-key";

export interface PresetText {
  readonly title: string;
  /** One line: what the reader learns from it. */
  readonly lesson: string;
}

export type PresetWords = Readonly<Record<PresetName, PresetText>>;

/** The text of a preset; a name that is none stands for itself. */
export function presetText(words: PresetWords, name: string): PresetText {
  return isPreset(words, name) ? words[name] : { title: name, lesson: "" };
}

function isPreset(words: PresetWords, name: string): name is PresetName {
  return Object.hasOwn(words, name);
}
