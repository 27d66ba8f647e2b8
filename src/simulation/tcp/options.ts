// TCP options in the header (RFC 9293 §3.2, RFC 7323, RFC 2018): what a SYN offers, what both agree on, and how long they are.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { TcpOption } from "../trace.ts";
import { sackBlocks } from "./sack-blocks.ts";
import type { Tcb } from "./tcb.ts";

/** No options: shared, because most segments of the textbook stack carry none. */
export const NO_OPTIONS: readonly TcpOption[] = [];

/** The most bytes of options that a header can hold: the data offset counts at most 15 words, five are the header's own. */
const MAX_OPTIONS = 40;

/** What a peer may send when it has not said otherwise (RFC 9293 §3.7.1, MUST-15). */
export const DEFAULT_MSS: Bytes = 536;

/** The largest shift there is (RFC 7323 §2.3). */
const MAX_SHIFT = 14;

const NOP: TcpOption = { kind: "nop" };

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
  while (shift < MAX_SHIFT && 65_535 * 2 ** shift < receiveBuffer) shift += 1;
  return shift;
}

/** The clock of timestamps: one tick a millisecond (RFC 7323 §5.4). */
export function timestampNow(now: Milliseconds): number {
  return Math.floor(now) >>> 0;
}

/**
 * The options of our SYN. A SYN that answers one offers only what that one has offered (RFC 7323 §2.2 and §3.2, RFC 2018 §2). The
 * MSS is announced where it differs from what the peer must assume anyway (RFC 9293 §3.7.1, SHLD-5).
 */
export function synOptions(tcb: Tcb, now: Milliseconds): readonly TcpOption[] {
  const { settings, agreed } = tcb;
  const answers = tcb.state !== "SYN-SENT";
  const timestamps = answers ? agreed.timestamps : settings.timestamps;
  const sack = answers ? agreed.sack : settings.sack;
  const scale = answers ? tcb.peerScales && settings.windowScale !== null : settings.windowScale !== null;
  const options: TcpOption[] = [];
  if (settings.mss !== DEFAULT_MSS) options.push({ kind: "mss", value: settings.mss });
  if (sack) {
    if (!timestamps) options.push(NOP, NOP);
    options.push({ kind: "sack-permitted" });
  }
  if (timestamps) {
    if (!sack) options.push(NOP, NOP);
    options.push({ kind: "timestamps", value: timestampNow(now), echo: answers ? agreed.recent : 0 });
  }
  if (scale) options.push(NOP, { kind: "window-scale", shift: settings.windowScale ?? 0 });
  return options;
}

/** The options of any other segment: the timestamps, and what the peer should know of bytes that came out of order. */
export function segmentOptions(tcb: Tcb, now: Milliseconds): readonly TcpOption[] {
  const { agreed } = tcb;
  if (!agreed.timestamps && !agreed.sack) return NO_OPTIONS;
  const options: TcpOption[] = [];
  if (agreed.timestamps) options.push(NOP, NOP, { kind: "timestamps", value: timestampNow(now), echo: agreed.recent });
  if (agreed.sack) {
    const blocks = sackBlocks(tcb.receiveQueue, agreed.timestamps ? 3 : 4);
    if (blocks.length > 0) options.push(NOP, NOP, { kind: "sack", blocks });
  }
  return options;
}

/** How many bytes the options of the next segment with text take (RFC 9293 §3.7.1: Eff.snd.MSS leaves room for them). */
export function optionsAhead(tcb: Tcb): Bytes {
  const blocks = tcb.agreed.sack ? tcb.receiveQueue.blockCount : 0;
  const timestamps = tcb.agreed.timestamps ? 12 : 0;
  return blocks === 0 ? timestamps : timestamps + 4 + 8 * Math.min(blocks, timestamps > 0 ? 3 : 4);
}

/** Takes in what the peer's SYN offers: what we offer too is agreed. */
export function agree(tcb: Tcb, options: readonly TcpOption[]): void {
  const { settings, agreed } = tcb;
  let mss = DEFAULT_MSS;
  for (const option of options) {
    switch (option.kind) {
      case "mss":
        mss = option.value;
        break;
      case "sack-permitted":
        agreed.sack = settings.sack;
        break;
      case "timestamps":
        agreed.timestamps = settings.timestamps;
        agreed.recent = option.value;
        break;
      case "window-scale":
        tcb.peerScales = true;
        if (settings.windowScale !== null) {
          agreed.sendShift = Math.min(option.shift, MAX_SHIFT);
          agreed.receiveShift = settings.windowScale;
        }
        break;
      default:
        break;
    }
  }
  tcb.snd.mss = Math.min(mss, settings.mss);
}

/** The timestamps of a segment, or undefined. */
export function timestampsOf(options: readonly TcpOption[]): Extract<TcpOption, { readonly kind: "timestamps" }> | undefined {
  for (const option of options) if (option.kind === "timestamps") return option;
  return undefined;
}
