// Where what sender and receiver decide becomes effects of the turn: segments, timers, and words to the program.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { enter, report, startTimer, stopTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import type { TcpRule } from "../rules.ts";
import { mostBlocks, roomForBlocks } from "../segment/negotiation.ts";
import { ACK, FIN } from "../segment/segment.ts";
import { advance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import type { TcpTimer } from "../timer.ts";
import { emit } from "../transmit.ts";
import type { ReceiverOutlet } from "./receiver.ts";
import type { Outlet, Position } from "./sender.ts";

/** What the outlet asks of those whose words it carries. */
export interface Standing {
  /** Lets the block know where the receiver stands. */
  tellReceiving(): void;
  /** How many SACK blocks a segment that goes now could carry, at most so many. */
  blockCount(most: number): number;
}

/** The outlet of one connection. */
export class ConnectionOutlet implements Outlet, ReceiverOutlet {
  /** What is being written was asked for before the connection was open: the program has been told the outcome. */
  belated = false;

  /** `turn` is the step that is being served. */
  constructor(private readonly tcb: Tcb, public turn: Turn, private readonly standing: Standing) {}

  transmit(position: Position, length: Bytes, flags: number, again: boolean, rule: TcpRule): void {
    const { tcb, turn } = this;
    const seq = advance(tcb.iss, position);
    if (!again && (flags & FIN) !== 0) {
      tcb.fin = advance(seq, length);
      if (tcb.state === "CLOSE-WAIT") enter(tcb, turn, "LAST-ACK", "tcp.close.close-wait");
    }
    const offset = Math.max(0, position - 1);
    // What our SYN carried, and nobody took, has been sent before.
    const resent = again || (length > 0 && offset < (tcb.fastOpen?.carried ?? 0));
    emit(tcb, turn, seq, flags | ACK, length, offset, length > 0 ? tcb.writes.among(offset, length) : null, resent, rule);
  }

  acknowledge(rule: TcpRule): void {
    this.standing.tellReceiving();
    emit(this.tcb, this.turn, this.tcb.snd.nxt, ACK, 0, 0, null, false, rule);
  }

  start(timer: TcpTimer, after: Milliseconds, rule: TcpRule): void {
    // Our SYN stands before everything else, and its timer runs.
    if (this.tcb.syn !== null && timer !== "persist" && timer !== "wake-up") return;
    startTimer(this.tcb, this.turn, timer, after, rule);
  }

  stop(timer: TcpTimer, rule: TcpRule): void {
    if (this.tcb.syn !== null && timer === "retransmission") return;
    stopTimer(this.tcb, this.turn, timer, rule);
  }

  written(): void {
    if (this.belated) return;
    for (; this.tcb.sendsUnderWay > 0; this.tcb.sendsUnderWay -= 1) report(this.turn, "send", "ok", "tcp.call.send");
  }

  blocksAhead(): Bytes {
    const { tcb } = this;
    return tcb.agreed.sack ? roomForBlocks(tcb, this.standing.blockCount(mostBlocks(tcb))) : 0;
  }
}
