// TCP options in the header (RFC 9293 §3.2, RFC 7323): their lengths, their bounds, and what two ends can agree on.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { invariant } from "../../kernel/index.ts";
import type { TcpOption } from "../../contract/index.ts";

/** No options: shared, because most segments of the textbook stack carry none. */
export const NO_OPTIONS: readonly TcpOption[] = [];

/** The most bytes of options that a header can hold: the data offset counts at most 15 words, five are the header's own. */
const MAX_OPTIONS = 40;

/** What a peer may send when it has not said otherwise (RFC 9293 §3.7.1, MUST-15). */
export const DEFAULT_MSS: Bytes = 536;

/** The largest shift there is (RFC 7323 §2.3). */
export const MAX_SHIFT = 14;

/** What both ends have agreed on, and what the options have told so far. */
export interface Agreement {
  timestamps: boolean;
  sack: boolean;
  /** Snd.Wind.Shift and Rcv.Wind.Shift (RFC 7323 §2.2). */
  sendShift: number;
  receiveShift: number;
  /** TS.Recent (RFC 7323 §4.3). */
  recent: number;
}

/** Before any option has been heard. */
export function nothingAgreed(): Agreement {
  return { timestamps: false, sack: false, sendShift: 0, receiveShift: 0, recent: 0 };
}

/** The length of the options in the header, padded to whole words of 32 bits. */
export function optionsLength(options: readonly TcpOption[]): Bytes {
  let length = 0;
  for (const option of options) length += optionLength(option);
  const padded = (length + 3) & ~3;
  invariant(padded <= MAX_OPTIONS, "the options do not fit the header", { padded });
  return padded;
}

function optionLength(option: TcpOption): Bytes {
  switch (option.kind) {
    case "nop":
      return 1;
    case "sack-permitted":
      return 2;
    case "window-scale":
      return 3;
    case "mss":
      return 4;
    case "timestamps":
      return 10;
    case "sack":
      return 2 + 8 * option.blocks.length;
    case "fast-open":
      return 2 + option.cookie.length / 2;
  }
}

/** The smallest shift with which the whole receive buffer can be offered (RFC 7323 §2.3). */
export function shiftFor(receiveBuffer: Bytes): number {
  let shift = 0;
  while (shift < MAX_SHIFT && 65_535 * (1 << shift) < receiveBuffer) shift += 1;
  return shift;
}

/** The clock of timestamps: one tick a millisecond (RFC 7323 §5.4). */
export function timestampNow(now: Milliseconds): number {
  return Math.floor(now) >>> 0;
}

/** The timestamps of a segment, or undefined. */
export function timestampsOf(options: readonly TcpOption[]): Extract<TcpOption, { readonly kind: "timestamps" }> | undefined {
  for (const option of options) if (option.kind === "timestamps") return option;
  return undefined;
}
