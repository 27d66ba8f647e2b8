// The room of SYN floods: a listener's queues, its cookies, and who fills them (RFC 4987).

export { addressBits, addressText } from "./address.ts";
export type { Admission, CookiePolicy } from "./admission.ts";
export { admit } from "./admission.ts";
export type { CookieOptions, FourTuple } from "./cookie.ts";
export { asOptions, COOKIE_PERIOD, COOKIE_SIZES, CookieJar, cookieSize, keptByCookie, offeredSize, recallOptions, rememberInTimestamp } from "./cookie.ts";
export { Counters } from "./counters.ts";
export type { QueueBounds } from "./queues.ts";
export { ListenQueues } from "./queues.ts";
export type { HashKey } from "./siphash.ts";
export { sipHash } from "./siphash.ts";
export type { SynFloodRule } from "./rules.ts";
export { SYNFLOOD_RULES } from "./rules.ts";
export type { Handling, Relay } from "./syn-proxy.ts";
export { SynProxy } from "./syn-proxy.ts";
export type { Phase, Side } from "./tracked-connection.ts";
export { TrackedConnection } from "./tracked-connection.ts";
