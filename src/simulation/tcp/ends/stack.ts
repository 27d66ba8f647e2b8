// Which stack's sender and receiver a connection gets when it opens, and what they are told of the opening.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Turn } from "../effects.ts";
import { Patience } from "../recovery/patience.ts";
import { LinuxRtoEstimator } from "../rto-estimator/linux.ts";
import { Rfc6298Estimator } from "../rto-estimator/rfc6298.ts";
import { timestampNow, timestampsOf } from "../segment/options.ts";
import type { Segment } from "../segment/segment.ts";
import { SYN } from "../segment/segment.ts";
import { advance, distance } from "../segment/sequence.ts";
import type { OurSyn, Tcb } from "../tcb.ts";
import type { Ends } from "./ends.ts";
import { LinuxReceiver } from "./linux-receiver.ts";
import { LinuxSender } from "./linux-sender.ts";
import type { ReceiverOpening, ReceiverOutlet } from "./receiver.ts";
import type { Opening, Outlet } from "./sender.ts";
import type { Halves } from "./stack-ends.ts";
import { StackEnds } from "./stack-ends.ts";
import { TextbookReceiver } from "./textbook-receiver.ts";
import { TextbookSender } from "./textbook-sender.ts";

/**
 * Simplified: what hosts and wire of a measurement add to a round trip, as a constant. The network of a run adds nothing, yet on this depends
 * where one unit of segments ends and the next begins.
 */
const HOST_TIME: Milliseconds = 0.55;

/** The options of every segment where timestamps are agreed. */
const TIMESTAMPS: Bytes = 12;

/**
 * Sender and receiver of a connection, by a segment of the peer's whose options are agreed: the one that has just acknowledged our
 * SYN `syn`, or the peer's SYN where a FIN goes before that (RFC 9293 §3.10.4, SYN-RECEIVED).
 */
export function openEnds(tcb: Tcb, segment: Segment | null, syn: OurSyn, turn: Turn): Ends {
  const { agreed, settings } = tcb;
  const { sack, timestamps } = agreed;
  const options = timestamps ? TIMESTAMPS : 0;
  const opening: Opening = {
    // Simplified: one byte at least, though a peer may have said that it takes less than the options need.
    mss: Math.max(1, tcb.snd.mss - options),
    window: segment === null ? tcb.snd.wnd : windowOf(tcb, segment),
    next: 1 + (segment === null ? 0 : acceptedOfSyn(tcb, segment)),
    sack,
    timestamps,
    rtt: segment === null ? null : roundTripOfSyn(tcb, segment, syn, turn),
    synRetries: Math.max(0, syn.transmissions - 1),
    synTimeouts: syn.timeouts,
  };
  // A SYN without ACK has told a window before.
  const crossed = tcb.open === "active" && tcb.snd.maxWnd > 0;
  const receiving = { next: 1, window: tcb.rcv.wnd, shift: agreed.receiveShift, sack, timestamps, crossed };
  return new StackEnds(tcb, segment, turn, (outlet) => settings.stack === "linux"
    ? linux(tcb, turn.now, opening, { ...receiving, mss: Math.max(1, settings.mss - options) }, outlet)
    : textbook(tcb, turn.now, opening, { ...receiving, mss: opening.mss }, outlet));
}

function linux(
  { settings, nagle }: Tcb, now: Milliseconds, opening: Opening, receiving: ReceiverOpening, outlet: Outlet & ReceiverOutlet,
): Halves {
  const roundTrip = new LinuxRtoEstimator(settings.initialRto, settings.minRto, settings.maxRto);
  const sender = new LinuxSender(
    now, opening,
    {
      congestion: settings.congestion === "cubic" ? "cubic" : "reno",
      initialWindow: settings.initialWindow ?? 10,
      nagle,
      tailLossProbe: settings.tailLossProbe,
      fRto: settings.fRto,
      sendBuffer: settings.sendBuffer,
      wakeUp: settings.wakeUp,
      hostTime: HOST_TIME,
    },
    roundTrip, new Patience(settings.dataRetries, settings.orphanRetries, settings.silenceLimit, settings.maxRto), outlet,
  );
  const receiver = new LinuxReceiver(outlet, roundTrip, {
    buffer: settings.receiveBuffer, locked: settings.receiveBufferFixed, delayedAck: settings.delayedAck, duplicateSack: settings.dsack,
  });
  receiver.open(now, receiving);
  return { sender, receiver, roundTrip };
}

function textbook(
  { settings, nagle }: Tcb, now: Milliseconds, opening: Opening, receiving: ReceiverOpening, outlet: Outlet & ReceiverOutlet,
): Halves {
  const { initialWindow, dataRetries, maxRto, burst, delayedAck } = settings;
  const roundTrip = new Rfc6298Estimator(settings.initialRto, settings.minRto, maxRto);
  const congestion = settings.congestion === "cubic" ? "newreno" : settings.congestion;
  const sender = new TextbookSender(now, opening, { congestion, initialWindow, nagle, dataRetries, maxRto, burst }, roundTrip, outlet);
  const receiver = new TextbookReceiver(outlet, { buffer: settings.receiveBuffer, delayedAck, duplicateSack: settings.dsack });
  receiver.open(now, receiving);
  return { sender, receiver, roundTrip };
}

/** How much of the data that our SYN carried a segment acknowledges (RFC 7413 §4.2.2). */
function acceptedOfSyn({ fastOpen, iss }: Tcb, segment: Segment): Bytes {
  if (fastOpen === null) return 0;
  return Math.max(0, Math.min(distance(advance(iss, 1), segment.ack), fastOpen.carried));
}

/** SEG.WND: the header's field, scaled save in a SYN (RFC 7323 §2.3). */
function windowOf(tcb: Tcb, segment: Segment): Bytes {
  return (segment.flags & SYN) === 0 ? segment.window * (1 << tcb.agreed.sendShift) : segment.window;
}

/** The round trip of our SYN: of one that was sent twice, only the echo of its timestamp can tell (RFC 6298 §3). */
export function roundTripOfSyn(tcb: Tcb, segment: Segment, syn: OurSyn, turn: Turn): Milliseconds | null {
  if (syn.transmissions === 0) return null;
  if (syn.transmissions === 1) return turn.now - syn.sentAt;
  const echo = tcb.agreed.timestamps ? timestampsOf(segment.options)?.echo : undefined;
  return echo === undefined ? null : Math.max(1, timestampNow(turn.now) - echo);
}
