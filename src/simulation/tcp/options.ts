// TCP options in the header (RFC 9293 §3.2): their order, their length and what a SYN says with them.

import type { Bytes } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { TcpOption } from "../trace.ts";

/** No options: shared, because most segments of the textbook stack carry none. */
export const NO_OPTIONS: readonly TcpOption[] = [];

/** The most bytes of options that a header can hold: the data offset counts at most 15 words, five are the header's own. */
const MAX_OPTIONS = 40;

/** What a peer may send when it has not said otherwise (RFC 9293 §3.7.1, MUST-15). */
export const DEFAULT_MSS: Bytes = 536;

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

/** The MSS that a SYN announces: the default when it carries no such option. */
export function announcedMss(options: readonly TcpOption[]): Bytes {
  for (const option of options) if (option.kind === "mss") return option.value;
  return DEFAULT_MSS;
}
