// How far the program has read, and what it is told on the way: text, urgent data ahead, the end (RFC 9293 §3.8.5, §3.10.3).

import type { Bytes } from "../../kernel/index.ts";
import type { Turn } from "../effects.ts";
import type { Receiver } from "./receiver.ts";
import type { Position } from "./sender.ts";

export class Reading {
  /** How many bytes the program has read, and whether the end of file waits behind those that it has not. */
  private delivered: Bytes = 0;
  private endWaits = false;
  /** RCV.UP: the position behind the urgent data. */
  private urgentEnd: Position = 1;

  constructor(private readonly receiver: Receiver) {}

  /** How many bytes the program has to read to be past the urgent data; 0 without any. */
  get urgent(): Bytes {
    return Math.max(0, this.urgentEnd - 1 - this.delivered);
  }

  /** The program has read everything, and been told of its end. */
  get exhausted(): boolean {
    return this.receiver.ended && this.receiver.unread === 0 && !this.endWaits;
  }

  /** RCV.UP <- max(RCV.UP,SEG.UP) */
  urge(end: Position): void {
    this.urgentEnd = Math.max(this.urgentEnd, end);
  }

  /** The peer's FIN has been reached. */
  end(): void {
    this.endWaits = true;
  }

  /** Hands the program what is there, at most so many bytes. Tells how many. */
  take(most: Bytes, turn: Turn): Bytes {
    const bytes = Math.min(this.receiver.unread, most);
    if (bytes === 0) return 0;
    turn.effects.push({ kind: "deliver", offset: this.delivered, bytes, fin: false, rule: "tcp.text.deliver" });
    this.delivered += bytes;
    return bytes;
  }

  /** Tells a program that reads on of the end, once everything before it is read. */
  finish(turn: Turn): void {
    if (!this.endWaits || this.receiver.unread > 0) return;
    this.endWaits = false;
    turn.effects.push({ kind: "deliver", offset: 0, bytes: 0, fin: true, rule: "tcp.fin" });
  }
}
