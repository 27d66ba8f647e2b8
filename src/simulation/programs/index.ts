// The programs on the hosts: the lines of the script, done one after another.

export { Program } from "./program.ts";
export { happened } from "./trigger.ts";
