// Which options a segment carries: what a SYN offers, what both have agreed on (RFC 9293 §3.7.1, RFC 7323, RFC 2018).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { TcpOption } from "../../contract/index.ts";
import type { ReceiveVariables, SendVariables, Tcb } from "../tcb.ts";
import { DEFAULT_MSS, MAX_SHIFT, NO_OPTIONS, timestampNow } from "./options.ts";

/** What of a block takes part in agreeing on options. */
export type Negotiating = Pick<Tcb, "settings" | "agreed" | "peerScales" | "open" | "state" | "fastOpen" | "syn"> & {
  readonly snd: Pick<SendVariables, "mss">;
  readonly rcv: Pick<ReceiveVariables, "wnd">;
};

/** What timestamps take in each segment, padded. */
const TIMESTAMPS: Bytes = 12;
/** What SACK blocks take, padded, and each of them besides. */
const BLOCKS: Bytes = 4;
const BLOCK: Bytes = 8;

const NOP: TcpOption = { kind: "nop" };

/**
 * The options of our SYN. A SYN that answers one offers only what that one has offered (RFC 7323 §2.2 and §3.2, RFC 2018 §2). The
 * MSS is announced where it differs from what the peer must assume anyway (RFC 9293 §3.7.1, SHLD-5), or always (MAY-3).
 */
export function synOptions(tcb: Negotiating, now: Milliseconds): readonly TcpOption[] {
  const { settings, agreed, fastOpen } = tcb;
  const answers = tcb.state !== "SYN-SENT";
  const timestamps = answers ? agreed.timestamps : settings.timestamps;
  const sack = answers ? agreed.sack : settings.sack;
  const scale = answers ? tcb.peerScales && settings.windowScale !== null : settings.windowScale !== null;
  const options: TcpOption[] = [];
  if (settings.alwaysAnnouncesMss || settings.mss !== DEFAULT_MSS) options.push({ kind: "mss", value: settings.mss });
  if (sack) {
    if (!timestamps) options.push(NOP, NOP);
    options.push({ kind: "sack-permitted" });
  }
  if (timestamps) {
    if (!sack) options.push(NOP, NOP);
    options.push({ kind: "timestamps", value: timestampNow(now), echo: answers ? agreed.recent : 0 });
  }
  if (scale) options.push(NOP, { kind: "window-scale", shift: settings.windowScale ?? 0 });
  // What went without an answer goes again as a plain SYN (RFC 7413 §4.2.2): perhaps somebody on the way has no use for the option.
  if (fastOpen !== null && (answers ? fastOpen.gives : tcb.syn === null)) {
    options.push({ kind: "fast-open", cookie: fastOpen.cookie }, NOP, NOP);
  }
  return options;
}

/** The options of any other segment: the timestamps, and what the peer should know of bytes that came out of order. */
export function segmentOptions(tcb: Tcb, now: Milliseconds, length: Bytes): readonly TcpOption[] {
  const { agreed } = tcb;
  if (!agreed.timestamps && !agreed.sack) return NO_OPTIONS;
  const options: TcpOption[] = [];
  if (agreed.timestamps) options.push(NOP, NOP, { kind: "timestamps", value: timestampNow(now), echo: agreed.recent });
  if (agreed.sack && tcb.ends !== null) {
    const most = length === 0 ? mostBlocks(tcb) : blocksBeside(tcb, length);
    const blocks = most > 0 ? tcb.ends.blocks(most) : [];
    if (blocks.length > 0) options.push(NOP, NOP, { kind: "sack", blocks });
  }
  return options;
}

/** The options of our reset, which acknowledges nothing: timestamps, whose echo is then 0 (RFC 7323 §3.2). */
export function resetOptions({ agreed }: Tcb, now: Milliseconds): readonly TcpOption[] {
  return agreed.timestamps ? [NOP, NOP, { kind: "timestamps", value: timestampNow(now), echo: 0 }] : NO_OPTIONS;
}

/** How many SACK blocks an option can tell of (RFC 2018 §3). */
export function mostBlocks(tcb: Tcb): number {
  return tcb.agreed.timestamps ? 3 : 4;
}

/** The bytes that so many SACK blocks take from the text of a segment (RFC 9293 §3.7.1), of which they leave at least half. */
export function roomForBlocks(tcb: Tcb, count: number): Bytes {
  const some = Math.min(count, blocksBeside(tcb, Math.floor(tcb.snd.mss / 2)));
  return some > 0 ? BLOCKS + BLOCK * some : 0;
}

/** How many SACK blocks find room beside so much text. */
function blocksBeside(tcb: Tcb, length: Bytes): number {
  const room = tcb.snd.mss - length - BLOCKS - (tcb.agreed.timestamps ? TIMESTAMPS : 0);
  return Math.max(0, Math.min(mostBlocks(tcb), Math.floor(room / BLOCK)));
}

/** Takes in what the peer's SYN offers: what we offer too is agreed. */
export function agree(tcb: Negotiating, options: readonly TcpOption[]): void {
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
  tcb.snd.mss = Math.max(Math.min(mss, settings.mss), settings.leastMss);
  // A SYN that answers one offers whole segments of the size that the agreed options leave.
  if (tcb.open === "passive" && settings.firstWindow !== null) {
    tcb.rcv.wnd = settings.firstWindow(settings.mss - (agreed.timestamps ? TIMESTAMPS : 0));
  }
}
