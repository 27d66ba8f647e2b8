// Who plays by no rule: floods of SYNs under strange addresses, and segments that nobody sent.

export { Attacker } from "./attacker.ts";
export { Intruder } from "./intruder.ts";
export { Tally } from "./tally.ts";
