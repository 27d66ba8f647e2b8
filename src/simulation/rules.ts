// The rules of hosts and programs, beside those of the protocols and the network, and all of them together.

import type { Citation } from "./kernel/index.ts";
import { NETWORK_RULES } from "./network/index.ts";
import { SSH_RULES } from "./ssh/index.ts";
import { SYNFLOOD_RULES } from "./synflood/index.ts";
import { TCP_RULES } from "./tcp/index.ts";
import { TLS_RULES } from "./tls/index.ts";
import { UDP_RULES } from "./udp/index.ts";

export const HOST_RULES = {
  "host.wait": { document: "Scenario" },
  "host.crash": { document: "RFC 9293", section: "3.5.1" },
  "host.exit": { document: "RFC 9293", section: "3.10.4" },
  "host.session": { document: "Scenario" },
  "host.work": { document: "Scenario" },
  "host.abort": { document: "RFC 9293", section: "3.9.1.5" },
  "host.http": { document: "RFC 9112", section: "2.1" },
  "host.frames": { document: "Scenario" },
  "host.frame": { document: "Scenario" },
} as const satisfies Record<string, Citation>;

/** The clause behind every rule of the simulation, by the rule's id. */
export const RULES: Readonly<Record<string, Citation>> = {
  ...HOST_RULES, ...NETWORK_RULES, ...SYNFLOOD_RULES, ...TCP_RULES, ...UDP_RULES, ...TLS_RULES, ...SSH_RULES,
};
