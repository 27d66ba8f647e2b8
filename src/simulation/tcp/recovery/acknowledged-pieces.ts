// What a cumulative acknowledgement takes off the scoreboard, and the round trip that it tells (RFC 9293 §3.10.7.4, RFC 6298 §3, RFC 7323 §4).

import type { Milliseconds } from "../../kernel/index.ts";
import type { CongestionControl } from "../congestion/control.ts";
import type { Position } from "../ends/sender.ts";
import type { Flow } from "./flow.ts";
import { NEVER } from "./flow.ts";
import type { Rack } from "./rack.ts";
import type { RenoDuplicates } from "./reno-dupacks.ts";

/** The least round trip that timestamps can tell. */
const LEAST: Milliseconds = 1;

/** Clears the scoreboard up to SND.UNA. */
export class AcknowledgedPieces {
  private firstSentAt: Milliseconds = NEVER;
  private lastSentAt: Milliseconds = NEVER;
  private lowest: Position = 0;

  constructor(
    private readonly flow: Flow,
    private readonly rack: Rack,
    private readonly duplicates: RenoDuplicates,
    private readonly control: CongestionControl,
  ) {}

  /** SND.UNA has moved, or SACK blocks were taken in. `highestBefore`: the highest sacked position before that. */
  clear(highestBefore: Position): void {
    const { flow } = this;
    const { ack, board } = flow;
    this.shift();
    const measured = this.measure();
    if (ack.dataAcked) {
      ack.setTimer = true;
      if (!flow.sack) this.duplicates.acknowledged(ack.segmentsAcked);
      else flow.noteReordering(this.lowest, highestBefore);
    } else if (board.first !== null && measured && ack.firstSackedAt !== NEVER && ack.firstSackedIn < board.first.sentIn) {
      // What is sacked went before the oldest was sent last: that one has its whole time still to come.
      ack.setTimer = true;
    }
  }

  /** Takes off what is wholly acknowledged, and trims what is in part. */
  private shift(): void {
    const { flow } = this;
    const { ack, board } = flow;
    this.firstSentAt = this.lastSentAt = NEVER;
    this.lowest = flow.nxt;
    for (let piece = board.first; piece !== null; piece = board.first) {
      const { start } = piece;
      let { segments } = piece;
      const whole = piece.end <= flow.una;
      if (!whole) {
        if (segments === 1 || flow.una <= start) break;
        board.trim(piece, flow.una);
        segments -= piece.segments;
        if (segments === 0) break;
      }
      if (piece.everResent) {
        ack.resentAcked = true;
      } else if (!piece.sacked) {
        this.lastSentAt = piece.sentAt;
        if (this.firstSentAt === NEVER) this.firstSentAt = piece.sentAt;
        this.lowest = Math.min(this.lowest, start);
        if (piece.end <= flow.high) ack.originalAcked = true;
      }
      if (!piece.sacked && flow.sack) {
        flow.delivered += segments;
        const spurious = piece.everResent && ack.echo !== NEVER && ack.echo < Math.floor(piece.sentAt);
        if (!spurious) this.rack.arrived(piece);
      }
      ack.segmentsAcked += segments;
      ack.dataAcked = true;
      if (!whole) break;
      board.remove(piece);
    }
    ack.reneged = board.first?.sacked === true;
  }

  /** Takes at most one sample: of what was sent once and is acknowledged, or sacked, or else by the timestamp. */
  private measure(): boolean {
    const { flow } = this;
    const { ack, now } = flow;
    let rtt: Milliseconds;
    let latest: Milliseconds;
    if (this.firstSentAt !== NEVER && !ack.resentAcked) {
      rtt = now - this.firstSentAt;
      latest = now - this.lastSentAt;
    } else if (ack.firstSackedAt !== NEVER) {
      rtt = now - ack.firstSackedAt;
      latest = now - ack.lastSackedAt;
    } else if (ack.dataAcked && ack.echo !== NEVER) {
      rtt = latest = Math.max(flow.stamp - ack.echo, LEAST);
    } else {
      return false;
    }
    if (ack.firstSackedAt !== NEVER) latest = now - ack.lastSackedAt;
    flow.minRtt.sample(now, latest);
    flow.estimator.sample(rtt, flow.una, flow.nxt);
    this.control.measured(latest);
    return true;
  }
}
