// Telling what the variables of a connection have become, for the trace.

import type { VariableName } from "../contract/index.ts";
import { UNLIMITED } from "./congestion/textbook.ts";
import type { Turn } from "./effects.ts";
import type { TcpRule } from "./rules.ts";
import { distance } from "./segment/sequence.ts";
import type { Tcb } from "./tcb.ts";

/** Adds an effect for each variable that this step has changed. */
export function tellVariables(tcb: Tcb, turn: Turn): void {
  const { told, ends } = tcb;
  if (tcb.state === "CLOSED" || tcb.state === "LISTEN") return;
  const srtt = ends?.srtt ?? null;
  if (srtt !== null && srtt !== told.srtt) {
    told.srtt = srtt;
    tell(turn, "srtt", srtt, "tcp.rto.sample");
  }
  const rto = ends?.rto ?? tcb.syn?.rto ?? told.rto;
  if (rto !== told.rto) {
    told.rto = rto;
    tell(turn, "rto", rto, turn.rule === "tcp.timeout.retransmission" ? "tcp.rto.doubled" : "tcp.rto.sample");
  }
  if (tcb.snd.wnd !== told.rwnd) {
    told.rwnd = tcb.snd.wnd;
    tell(turn, "rwnd", tcb.snd.wnd, "tcp.ack.window");
  }
  const cwnd = ends?.cwnd ?? told.cwnd;
  if (cwnd !== told.cwnd) {
    told.cwnd = cwnd;
    tell(turn, "cwnd", cwnd, "tcp.congestion.window");
  }
  // A trace holds no number that is not finite.
  const ssthresh = Math.min(ends?.ssthresh ?? told.ssthresh, UNLIMITED);
  if (ssthresh !== told.ssthresh) {
    told.ssthresh = ssthresh;
    tell(turn, "ssthresh", ssthresh, "tcp.congestion.threshold");
  }
  const urgent = ends?.urgent ?? 0;
  if (urgent !== told.urgent) {
    told.urgent = urgent;
    tell(turn, "urgent", urgent, "tcp.urgent");
  }
  const flight = distance(tcb.snd.una, tcb.snd.nxt);
  if (flight !== told.flight) {
    told.flight = flight;
    tell(turn, "flight", flight, "tcp.send.flight");
  }
}

function tell(turn: Turn, name: VariableName, value: number, rule: TcpRule): void {
  turn.effects.push({ kind: "variable", name, value, rule });
}
