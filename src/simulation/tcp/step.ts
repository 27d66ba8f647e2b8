// One step of TCP: a segment, a timer or a call comes in, effects come out (RFC 9293 §3.10).

import type { Milliseconds, Step } from "../kernel/index.ts";
import { arrives, arrivesInClosed } from "./arrives/index.ts";
import type { TcpCall } from "./calls.ts";
import { serve } from "./calls.ts";
import type { Turn } from "./effects.ts";
import { createTurn } from "./effects.ts";
import { heard, watch, watchDelivery } from "./keep-alive.ts";
import type { Segment } from "./segment/segment.ts";
import { isSynchronized } from "./state.ts";
import type { Tcb } from "./tcb.ts";
import { expire } from "./timeouts.ts";
import type { TcpTimer } from "./timer.ts";
import { sendAck } from "./transmit.ts";
import { tellVariables } from "./variables.ts";

export type TcpInput =
  | { readonly kind: "segment"; readonly segment: Segment }
  | { readonly kind: "timer"; readonly timer: TcpTimer }
  | { readonly kind: "call"; readonly call: TcpCall };

/** Takes one input in. The block belongs to this function and is changed by it; the turn says what the host is to do. */
export const step: Step<Tcb, TcpInput, Turn> = (tcb, input, now) => {
  const turn = createTurn(now, "tcp.segment.accepted");
  const una = tcb.snd.una;
  tcb.ends?.begin(turn);
  switch (input.kind) {
    case "segment":
      if (!tcb.settings.ackDecides || !isSynchronized(tcb.state)) heard(tcb, turn);
      arrives(tcb, input.segment, turn);
      break;
    case "timer":
      turn.granule = tcb.granules[input.timer];
      expire(tcb, input.timer, turn);
      break;
    case "call":
      serve(tcb, input.call, turn);
      break;
  }
  settle(tcb, input.kind === "segment");
  // An acknowledgement that no segment of this step has carried goes alone.
  if (turn.acknowledge !== null) sendAck(tcb, turn, turn.acknowledge);
  if (tcb.keepAlive !== null) watch(tcb, turn);
  if (tcb.settings.userTimeout !== null) watchDelivery(tcb, turn, tcb.snd.una !== una);
  if (tcb.settings.observed) tellVariables(tcb, turn);
  return turn;
};

/** Sends what a segment has let go and what is owed for it; then a program that reads does so. */
function settle(tcb: Tcb, arrived: boolean): void {
  const { ends, state } = tcb;
  if (ends === null || state === "CLOSED") return;
  if (arrived) ends.settle();
  if (tcb.reading) ends.read(Infinity);
}

/** Takes a segment in where there is no connection. */
export function stepWithoutConnection(segment: Segment, now: Milliseconds): Turn {
  const turn = createTurn(now, "tcp.closed.segment");
  arrivesInClosed(segment, turn);
  return turn;
}
