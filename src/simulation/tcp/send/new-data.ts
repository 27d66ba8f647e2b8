// Sending for the first time: what the program writes becomes chunks, chunks become units of segments, as far as both windows go
// (RFC 9293 §3.8.6, RFC 5681 §3.1).

import type { Bytes } from "../../kernel/index.ts";
import type { CongestionControl } from "../congestion/control.ts";
import type { RateReduction } from "../congestion/prr.ts";
import type { WindowValidation } from "../congestion/validation.ts";
import type { SenderRule } from "../ends/sender-rules.ts";
import type { Position } from "../ends/sender.ts";
import type { Flow } from "../recovery/flow.ts";
import { transmitPiece } from "../recovery/retransmitter.ts";
import type { TailLossProbe } from "../recovery/tail-loss-probe.ts";
import type { TransmissionTimer } from "../recovery/transmission-timer.ts";
import type { Nagle } from "./nagle.ts";
import type { UnsentChunks } from "./segments.ts";
import type { SendBuffer } from "./send-buffer.ts";
import type { Units } from "./units.ts";
import { SEND, WAIT_FOR_CWND } from "./units.ts";
import type { WindowProbe } from "./window-probe.ts";

/** Send all that may go; one unit; or one segment whatever the congestion window says. */
export const ALL = 0;
export const ONE_UNIT = 1;
export const PROBE = 2;
export type Extent = typeof ALL | typeof ONE_UNIT | typeof PROBE;

/** The unsent part of a Linux sender. */
export class NewData {
  /** Where the latest push stood. */
  private pushedEnd: Position;

  constructor(
    private readonly flow: Flow,
    readonly chunks: UnsentChunks,
    private readonly nagle: Nagle,
    private readonly buffer: SendBuffer,
    private readonly units: Units,
    private readonly validation: WindowValidation,
    private readonly reduction: RateReduction,
    private readonly control: CongestionControl,
    private readonly timer: TransmissionTimer,
    private readonly lossProbe: TailLossProbe,
    private readonly windowProbe: WindowProbe,
  ) {
    this.pushedEnd = flow.nxt;
  }

  /** Bytes that the program has written and the peer has not acknowledged, and the chunks they are in. */
  get queuedBytes(): Bytes {
    return this.chunks.end - this.flow.una;
  }

  get queuedChunks(): number {
    return this.chunks.count + this.flow.board.buffers;
  }

  /**
   * Queues bytes as far as there is room, and sends on the way whenever half of the peer's window has come together. Tells how many are
   * left, for which there was no room. `resumed`: the same SEND goes on after it had to wait.
   */
  write(bytes: Bytes, resumed: boolean): Bytes {
    const { chunks, flow } = this;
    const size = this.units.chunkOf(flow.size);
    let left = bytes;
    let first = !resumed;
    while (left > 0) {
      const length = chunks.lastLength;
      let room = size - length;
      if (chunks.count === 0 || room <= 0) {
        if (!this.buffer.hasRoom(this.queuedBytes, this.queuedChunks)) {
          this.buffer.wanting = true;
          // The program waits; what is queued so far need not wait with it.
          if (!first && chunks.count > 0) {
            this.markPush();
            this.push(ALL, true);
          }
          this.buffer.woken = false;
          if (this.buffer.hasRoom(this.queuedBytes, this.queuedChunks)) continue;
          return left;
        }
        this.validation.afterIdle();
        chunks.append(0);
        room = size;
      } else if (first) {
        chunks.push(false);
      }
      first = false;
      const more = Math.min(left, room);
      chunks.extend(more);
      left -= more;
      if (more < room || left === 0) continue;
      if (chunks.end > this.pushedEnd + (flow.maxWindow >> 1)) {
        this.markPush();
        this.push(ALL, true);
      } else if (chunks.count === 1) {
        this.push(ONE_UNIT, true);
      }
    }
    this.markPush();
    this.push(ALL, false);
    return 0;
  }

  /** Where the program has found no room: the room grows, unless the congestion window is full, and wakes the program once it is enough. */
  checkRoom(): void {
    const { buffer, flow } = this;
    if (!buffer.wanting) return;
    if (flow.flight < flow.cwnd) {
      buffer.grow(flow.cwnd, flow.reordering);
      this.validation.touch();
    }
    buffer.wake(this.queuedBytes, this.queuedChunks);
  }

  /** The FIN follows the last byte; it is sent without delay. */
  finish(): void {
    this.chunks.finish();
    this.push(ALL, true);
  }

  /** Sends what may go. `pushing`: small segments do not wait for others. Tells whether anything was sent. */
  push(extent: Extent, pushing: boolean): boolean {
    const { flow, chunks } = this;
    const { board } = flow;
    const { size } = flow;
    const largest = this.units.largestOf(size);
    flow.round += 1;
    let sent = 0;
    let limited = false;
    while (chunks.count > 0) {
      const room = flow.cwnd - board.flight;
      let quota = Math.min(Math.max(flow.cwnd >> 1, 1), room, largest);
      if (room <= 0) {
        if (extent !== PROBE) break;
        quota = 1;
      }
      chunks.pull(quota * size - chunks.firstLength);
      if (!this.windowLetsGo(size)) break;
      if (chunks.firstLength <= size) {
        if (this.isHeldBack(pushing, size)) break;
      } else if (extent === ALL) {
        const decision = this.units.decide(chunks, largest, size);
        if (decision !== SEND) {
          if (decision === WAIT_FOR_CWND) limited = true;
          break;
        }
      }
      sent += this.sendUnit(quota, pushing, size, extent === PROBE ? "tcp.recovery.loss-probe" : "tcp.send.data");
      if (extent !== ALL) break;
    }
    if (board.flight >= flow.cwnd) limited = true;
    if (sent > 0 || limited) this.validation.note(limited, this.buffer.wanting);
    if (sent > 0) {
      if (flow.reducing) this.reduction.note(sent);
      if (extent !== PROBE) this.lossProbe.schedule(false);
    } else if (board.out === 0 && chunks.count > 0) {
      this.windowProbe.later();
    }
    return sent > 0;
  }

  /** Puts the first bytes of the queue on their way as one unit, of this many bytes at most in segments of `size`; tells how many those are. */
  send(most: Bytes, size: Bytes, rule: SenderRule): number {
    const { flow, chunks } = this;
    const { board } = flow;
    if (chunks.firstLength > most) chunks.cut(most);
    if (board.flight === 0 && flow.lastSentAt >= 0) this.control.resume(flow.now - flow.lastSentAt);
    const wasEmpty = board.out === 0;
    const end = chunks.endOf(0);
    const final = chunks.isFinal(0);
    const piece = board.append(chunks.start, end, chunks.isPushed(0), final, flow.now, size);
    board.orderLatest(piece);
    chunks.sent();
    flow.nxt = end;
    transmitPiece(flow, piece, false, final && piece.length === 0 ? "tcp.close.fin" : rule);
    if (wasEmpty || this.timer.purpose === "loss-probe") this.timer.rearm();
    this.nagle.sent(end, piece.length, piece.segments, size);
    // Asked after each unit: between two of them the congestion window is not full.
    this.checkRoom();
    return piece.segments;
  }

  /** Marks the last chunk as pushed. */
  markPush(): void {
    this.chunks.push(true);
    this.pushedEnd = this.chunks.end;
  }

  /** Sends what a window that is too small for the first segment lets go of it. */
  override(most: Bytes): void {
    const { chunks, flow } = this;
    // A FIN that the window does not reach stays behind its bytes.
    if (chunks.endOf(0) > flow.windowEnd) chunks.cut(Math.min(most, chunks.firstLength));
    chunks.pushFirst();
    this.pushedEnd = Math.max(this.pushedEnd, chunks.endOf(0));
    this.send(most, this.flow.size, "tcp.send.override");
  }

  /** Whether the peer's window lets the first segment go as a whole. */
  private windowLetsGo(size: Bytes): boolean {
    const { flow, chunks } = this;
    return (chunks.firstLength > size ? chunks.start + size : chunks.endOf(0)) <= flow.windowEnd;
  }

  /** A small segment at the end of the queue may have to wait for the acknowledgement of another. A FIN never does. */
  private isHeldBack(pushing: boolean, size: Bytes): boolean {
    const { flow, chunks } = this;
    if (pushing || chunks.count > 1 || chunks.isFinal(0) || chunks.firstLength >= size) return false;
    return this.nagle.holds(flow.una, flow.board.out > 0);
  }

  private sendUnit(quota: number, pushing: boolean, size: Bytes, rule: SenderRule): number {
    const { flow, chunks } = this;
    const length = chunks.firstLength;
    let most = size;
    if (length > size) {
      const window = flow.windowEnd - chunks.start;
      const byQuota = size * quota;
      const needed = Math.min(length, window);
      if (byQuota <= window && (chunks.count > 1 || byQuota <= needed)) {
        most = byQuota;
      } else {
        const rest = needed % size;
        const waits = rest > 0 && !pushing && this.nagle.holds(flow.una, flow.board.out > 0);
        most = Math.min(byQuota, waits ? needed - rest : needed);
      }
    }
    return this.send(most, size, rule);
  }
}
