// The SSH room: client and server as machines over a byte stream, without clock, network, callbacks or cryptography.

export type { KeyType } from "./algorithms.ts";
export type { ReadContent, Ssh, SshCall, SshContent, SshEffect } from "./connection.ts";
export { createSsh } from "./connection.ts";
export type { Preferences } from "./proposals.ts";
export { HOST_KEY_ALGORITHMS, PREFERENCES } from "./proposals.ts";
export type { SshRule } from "./rules.ts";
export { SSH_RULES } from "./rules.ts";
export type { SshClientSettings, SshServerSettings, SshSettings } from "./settings.ts";
export { CLIENT, SERVER } from "./settings.ts";
export { step } from "./step.ts";
