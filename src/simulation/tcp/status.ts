// STATUS (RFC 9293 §3.9.1.5, §3.10.6): where a connection stands, as its program may ask at any time.

import type { ConnectionStatus } from "../contract/index.ts";
import { acknowledgedBytes, outstandingSends } from "./outstanding.ts";
import type { Tcb } from "./tcb.ts";

/** The answer for a block that exists. */
export function statusOf(tcb: Tcb): ConnectionStatus {
  const { ends, state, settings } = tcb;
  // In LISTEN and SYN-SENT no window of the peer's has been heard of.
  const heard = state !== "LISTEN" && state !== "SYN-SENT";
  return {
    state,
    sendWindow: heard ? tcb.snd.wnd : null,
    receiveWindow: tcb.rcv.wnd,
    sends: outstandingSends(tcb).length,
    unacknowledged: tcb.writes.written - acknowledgedBytes(tcb),
    receives: tcb.receives.length,
    unread: ends?.unread ?? 0,
    urgent: ends?.urgent ?? 0,
    rto: ends?.rto ?? tcb.syn?.rto ?? null,
    userTimeout: settings.userTimeout ?? settings.silenceLimit,
  };
}
