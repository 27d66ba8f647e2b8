// Telling what the variables of a connection have become, for the trace.

import type { VariableName } from "../trace.ts";
import type { Turn } from "./effects.ts";
import type { TcpRule } from "./rules.ts";
import { distance } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";

/** Adds an effect for each variable that this step has changed. */
export function tellVariables(tcb: Tcb, turn: Turn): void {
  const { told } = tcb;
  const estimator = tcb.ends ?? tcb.estimator;
  if (tcb.state === "CLOSED" || tcb.state === "LISTEN") return;
  if (estimator.srtt !== null && estimator.srtt !== told.srtt) {
    told.srtt = estimator.srtt;
    tell(turn, "srtt", estimator.srtt, "tcp.rto.sample");
  }
  if (estimator.rto !== told.rto) {
    told.rto = estimator.rto;
    tell(turn, "rto", estimator.rto, turn.rule === "tcp.timeout.retransmission" ? "tcp.rto.doubled" : "tcp.rto.sample");
  }
  if (tcb.snd.wnd !== told.rwnd) {
    told.rwnd = tcb.snd.wnd;
    tell(turn, "rwnd", tcb.snd.wnd, "tcp.ack.window");
  }
  const { cwnd, ssthresh } = tcb.ends ?? tcb.congestion;
  if (cwnd !== told.cwnd) {
    told.cwnd = cwnd;
    tell(turn, "cwnd", cwnd, "tcp.congestion.window");
  }
  if (ssthresh !== told.ssthresh) {
    told.ssthresh = ssthresh;
    tell(turn, "ssthresh", ssthresh, "tcp.congestion.threshold");
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
