// SYN cookies (RFC 4987 §3.6): what a listener would remember of a SYN, hidden in the sequence number that it answers with.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { RandomStream } from "../kernel/index.ts";
import type { TcpOption } from "../contract/index.ts";
import type { HashKey } from "./siphash.ts";
import { sipHash } from "./siphash.ts";

/** Who talks to whom: addresses as 32 bits, and ports. */
export interface FourTuple {
  readonly source: number;
  readonly sourcePort: number;
  readonly destination: number;
  readonly destinationPort: number;
}

/** The segment sizes that a cookie can tell apart; any other is rounded down to one of them. */
export const COOKIE_SIZES: readonly Bytes[] = [536, 1300, 1440, 1460];

/** The cookie's clock ticks once a minute; its upper 8 bits hold the clock. */
export const COOKIE_PERIOD: Milliseconds = 60_000;
const CLOCK_SHIFT = 24;
const HASH_MASK = 0xffffff;
/** A cookie is taken in the minute of its making and in the next one. */
const LARGEST_AGE = 2;

/** What the lowest bits of a timestamp remember: the shift of the window, and whether SACK was offered. */
const SHIFT_MASK = 0xf;
const NO_SHIFT = 0xf;
const SACK_BIT = 0x10;
const OPTION_BITS = 6;

/** The options that a cookie keeps with timestamps and without; Fast Open, whose data would have to be kept, is never among them. */
const KEPT: ReadonlySet<TcpOption["kind"]> = new Set(["mss", "sack-permitted", "timestamps", "window-scale", "nop"]);
const KEPT_WITHOUT: ReadonlySet<TcpOption["kind"]> = new Set(["mss"]);

/** What a SYN has offered, as far as a cookie and its timestamp keep it. */
export interface CookieOptions {
  readonly mss: Bytes;
  readonly timestamps: boolean;
  readonly sack: boolean;
  /** The peer's shift, or null. */
  readonly windowScale: number | null;
}

/** Makes cookies and knows its own again; remembers nothing but two secrets. */
export class CookieJar {
  private readonly first: HashKey;
  private readonly second: HashKey;

  /** The secrets come from the run's seed and the host's name. */
  constructor(seed: number, host: string) {
    const luck = new RandomStream(seed, "syn-cookies", host);
    const key = (): HashKey => [luck.next(), luck.next(), luck.next(), luck.next()];
    this.first = key();
    this.second = key();
  }

  /**
   * The sequence number of the SYN+ACK that answers a SYN: a hash of who talks to whom, the SYN's own sequence number, the
   * minute in the upper 8 bits, and the size in a second hash that the minute goes into.
   */
  make(peers: FourTuple, seq: number, mss: Bytes, now: Milliseconds): number {
    const minute = minuteOf(now);
    const data = sizeIndex(mss);
    return (this.hash(this.first, peers, 0) + seq + (minute << CLOCK_SHIFT) + ((this.hash(this.second, peers, minute) + data) & HASH_MASK)) >>> 0;
  }

  /** The segment size that a cookie of ours remembers, or null when it is none of ours or too old. `seq` is the SYN's. */
  read(peers: FourTuple, seq: number, cookie: number, now: Milliseconds): Bytes | null {
    const minute = minuteOf(now);
    const bare = (cookie - this.hash(this.first, peers, 0) - seq) >>> 0;
    const age = (minute - (bare >>> CLOCK_SHIFT)) & 0xff;
    if (age >= LARGEST_AGE) return null;
    const data = (bare - this.hash(this.second, peers, minute - age)) & HASH_MASK;
    return COOKIE_SIZES[data] ?? null;
  }

  private hash(key: HashKey, peers: FourTuple, minute: number): number {
    return sipHash(key, peers.source, peers.destination, (peers.sourcePort << 16) | peers.destinationPort, minute);
  }
}

/** Simplified: the minutes count from the beginning of the run, not of the host. */
function minuteOf(now: Milliseconds): number {
  return Math.floor(now / COOKIE_PERIOD);
}

function sizeIndex(mss: Bytes): number {
  let index = COOKIE_SIZES.length - 1;
  while (index > 0 && mss < (COOKIE_SIZES[index] ?? 0)) index -= 1;
  return index;
}

/** The segment size that a SYN offers (RFC 9293 §3.7.1: 536 where it does not say). */
export function offeredSize(options: readonly TcpOption[]): Bytes {
  for (const option of options) if (option.kind === "mss") return option.value;
  return 536;
}

/** The size that a cookie will remember for this one. */
export function cookieSize(mss: Bytes): Bytes {
  return COOKIE_SIZES[sizeIndex(mss)] ?? mss;
}

/** A timestamp of about `value` whose lowest bits remember what else the SYN offered; it may be a little ahead. */
export function stampWithOptions(value: number, { sack, windowScale }: Pick<CookieOptions, "sack" | "windowScale">): number {
  return ((value & -(1 << OPTION_BITS)) | (windowScale ?? NO_SHIFT) | (sack ? SACK_BIT : 0)) >>> 0;
}

/** The same, but never later than `value`. */
export function rememberInTimestamp(value: number, options: Pick<CookieOptions, "sack" | "windowScale">): number {
  const stamped = stampWithOptions(value, options);
  // The clock must not run ahead: what would be later than now goes back by one step of the bits.
  return (stamped > (value >>> 0) ? stamped - (1 << OPTION_BITS) : stamped) >>> 0;
}

/** What the SYN had offered, by the size from the cookie and the timestamp that the peer echoes; null where none is. */
export function recallOptions(mss: Bytes, echo: number | null): CookieOptions {
  if (echo === null) return { mss, timestamps: false, sack: false, windowScale: null };
  const shift = echo & SHIFT_MASK;
  return { mss, timestamps: true, sack: (echo & SACK_BIT) !== 0, windowScale: shift === NO_SHIFT ? null : shift };
}

/**
 * What a cookie lets a listener remember of a SYN's options: without timestamps nothing but the size, so that nothing else may be
 * agreed on. `stamps`: whether the listener wants timestamps.
 */
export function keptByCookie(options: readonly TcpOption[], stamps: boolean): readonly TcpOption[] {
  const kept = stamps && options.some(({ kind }) => kind === "timestamps") ? KEPT : KEPT_WITHOUT;
  return options.filter(({ kind }) => kept.has(kind));
}

/** The options of the SYN as they are recalled, in the form in which they came. */
export function asOptions(recalled: CookieOptions, timestamp: number): readonly TcpOption[] {
  const options: TcpOption[] = [{ kind: "mss", value: recalled.mss }];
  if (recalled.sack) options.push({ kind: "sack-permitted" });
  if (recalled.timestamps) options.push({ kind: "timestamps", value: timestamp, echo: 0 });
  if (recalled.windowScale !== null) options.push({ kind: "window-scale", shift: recalled.windowScale });
  return options;
}
