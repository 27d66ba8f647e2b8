// The chapters in which the presets are offered, as a course would take them.

export const CHAPTER_NAMES = ["opening", "transfer", "closing", "trouble", "udp", "flood", "tls", "ssh"] as const;
export type ChapterName = (typeof CHAPTER_NAMES)[number];

/** Every preset stands in exactly one chapter, in the order in which it is offered. */
export const CHAPTERS: Readonly<Record<ChapterName, readonly string[]>> = {
  opening: [
    "three-way-handshake", "lost-syn", "lost-syn-ack", "lost-ack", "simultaneous-open", "old-duplicate-syn", "connection-refused",
    "fast-open",
  ],
  transfer: [
    "data-and-close", "retransmission", "fast-retransmit", "fast-retransmit-sack", "reordering", "slow-start", "zero-window", "nagle-delayed-ack",
  ],
  closing: [
    "four-way-close", "three-segment-close", "simultaneous-close", "half-close", "lost-fin", "lost-last-ack", "time-wait",
  ],
  trouble: ["half-open", "forged-reset"],
  udp: ["udp-request", "udp-lossy-stream", "udp-closed-port", "udp-fragments", "tcp-beside-udp"],
  flood: ["syn-flood", "syn-cookies", "syn-cookies-always", "syn-proxy", "bigger-backlog", "slow-drain", "accept-queue-full"],
  tls: [
    "tls-1-3", "tls-1-2", "tls-1-2-rsa", "tls-resumption", "tls-1-2-resumption", "tls-early-data", "tls-early-data-refused", "tls-hello-retry",
    "tls-key-update", "tls-lost-segment", "tls-client-certificate", "tls-no-client-certificate", "tls-expired-certificate", "tls-unknown-authority",
    "tls-no-common-version", "tls-truncation",
  ],
  ssh: [
    "ssh-public-key", "ssh-password", "ssh-key-refused", "ssh-too-many-tries", "ssh-shell", "ssh-no-common-algorithm", "ssh-changed-host-key",
  ],
};
