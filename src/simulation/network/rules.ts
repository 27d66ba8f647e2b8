// What can befall a packet between hosts, each with the text that allows it.

import type { Citation } from "../kernel/index.ts";

/** The rules of the network by id. A network owes nobody delivery or order: that is why there is TCP (RFC 9293 §2.2). */
export const NETWORK_RULES = {
  "network.delivery": { document: "RFC 9293", section: "3.9.2" },
  "network.loss": { document: "RFC 9293", section: "2.2" },
  "network.queue-full": { document: "RFC 7567", section: "1" },
  "network.duplication": { document: "RFC 9293", section: "3.4" },
  "network.reordering": { document: "RFC 9293", section: "2.2" },
  "network.corruption": { document: "RFC 9293", section: "3.1" },
  "network.injection": { document: "Scenario" },
  "network.nobody": { document: "RFC 9293", section: "2.2" },
  "network.fault": { document: "Scenario" },
} as const satisfies Record<string, Citation>;

export type NetworkRule = keyof typeof NETWORK_RULES;
