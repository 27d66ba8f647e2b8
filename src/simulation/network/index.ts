// The network room: what lies between hosts.

export type { Affliction } from "./faults.ts";
export { Faults } from "./faults.ts";
export type { Fate } from "./link.ts";
export { Link } from "./link.ts";
export type { NetworkRule } from "./rules.ts";
export { NETWORK_RULES } from "./rules.ts";
