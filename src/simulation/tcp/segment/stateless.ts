// The SYN+ACK of a listener that keeps nothing of the SYN it answers (RFC 4987 §3.6).

import type { Milliseconds } from "../../kernel/index.ts";
import type { TcpOption } from "../../contract/index.ts";
import type { Settings } from "../settings.ts";
import type { Negotiating } from "./negotiation.ts";
import { agree, synOptions } from "./negotiation.ts";
import { DEFAULT_MSS, nothingAgreed } from "./options.ts";
import type { Segment } from "./segment.ts";
import { ACK, SYN } from "./segment.ts";
import { advance, sequence } from "./sequence.ts";

/** The largest window without scaling. */
const MAX_WINDOW = 65_535;

/** The answer, and what it has agreed to. */
export interface StatelessAnswer {
  readonly answer: Segment;
  readonly sack: boolean;
  /** The peer's shift, or null. */
  readonly windowScale: number | null;
}

/**
 * `<SEQ=iss><ACK=SEG.SEQ+1><CTL=SYN,ACK>` as a connection in SYN-RECEIVED would send it, where the SYN offers these of its
 * options. Whatever is agreed is forgotten again: it is for the caller to hide it in `iss`, or not to offer it.
 */
export function answerStatelessly(settings: Settings, syn: Segment, offered: readonly TcpOption[], iss: number, now: Milliseconds): StatelessAnswer {
  const listener: Negotiating = {
    settings,
    agreed: nothingAgreed(),
    peerScales: false,
    open: "passive",
    state: "SYN-RECEIVED",
    fastOpen: null,
    syn: null,
    snd: { mss: DEFAULT_MSS },
    rcv: { wnd: settings.firstWindow === null ? Math.min(settings.receiveBuffer, MAX_WINDOW) : settings.firstWindow(settings.mss) },
  };
  agree(listener, offered);
  const { agreed, peerScales } = listener;
  return {
    answer: {
      sourcePort: syn.destinationPort,
      destinationPort: syn.sourcePort,
      seq: sequence(iss),
      ack: advance(syn.seq, 1),
      flags: SYN | ACK,
      window: Math.min(listener.rcv.wnd, MAX_WINDOW),
      options: synOptions(listener, now),
      length: 0,
      offset: 0,
      text: null,
    },
    sack: agreed.sack,
    windowScale: peerScales && settings.windowScale !== null ? agreed.sendShift : null,
  };
}
