// A flight: what one end writes in one go, cut into records and put through OpenSSL's write buffer.

import type { Bytes, MessageDetail, StreamEffect, StreamMessage, StreamProtocol, StreamUnit } from "../kernel/index.ts";
import type { AlertDescription, AlertLevel } from "./alerts.ts";
import { ALERT_NUMBER } from "./alerts.ts";
import { describe } from "./details.ts";
import type { HandshakeMessage } from "./messages.ts";
import type { Epoch, RecordBody, TlsContent } from "./record.ts";
import { HEADER, LARGEST_FRAGMENT, protectedLength } from "./record.ts";
import type { TlsRule } from "./rules.ts";

/** What a handshake is buffered in before it is handed to TCP. */
const BUFFER: Bytes = 4096;

/** What the user sends: so many bytes, and what they are called. */
export interface UserData {
  readonly bytes: Bytes;
  readonly name: string | null;
  /** Whose message it is: `tls` for bytes that nobody named. */
  readonly protocol: StreamProtocol;
}

/** Collects records; everything is protected as the epoch says that is current when it is added. */
export class Flight {
  epoch: Epoch | null = null;
  private units: StreamUnit<TlsContent>[] = [];
  private messages: StreamMessage[] = [];
  private size: Bytes = 0;
  /** What was protected last, and how many records under it. */
  private counted: { readonly epoch: Epoch; next: number } | null = null;

  get empty(): boolean {
    return this.units.length === 0;
  }

  /** A handshake message begins a record of its own, as OpenSSL has it, and goes on in the next where one does not hold it. */
  handshake(message: HandshakeMessage, rule: TlsRule): void {
    const lengths = cut(message.bytes);
    let from = 0;
    const bodies = lengths.map((length): [RecordBody, Bytes] => {
      const body: RecordBody = { type: "handshake", message, from, length };
      from += length;
      return [body, length];
    });
    const { content } = message;
    const name = content.kind === "HelloRetryRequest" ? "HelloRetryRequest" : content.kind;
    this.add(bodies, { protocol: "tls", name, bytes: message.bytes, rule, details: describe(message) });
  }

  /** ChangeCipherSpec: in 1.2 the turn to new keys (RFC 5246 §7.1), in 1.3 for the sake of middleboxes (RFC 8446 §D.4). */
  changeCipherSpec(rule: TlsRule): void {
    const { epoch } = this;
    // It is never protected itself, save in a renegotiation, which there is none of.
    this.epoch = null;
    this.add([[{ type: "change_cipher_spec" }, 1]], { protocol: "tls", name: "ChangeCipherSpec", bytes: 1, rule, details: {} });
    this.epoch = epoch;
  }

  /** An alert: two bytes (RFC 8446 §6). */
  alert(level: AlertLevel, description: AlertDescription, rule: TlsRule): void {
    const details = { level, number: ALERT_NUMBER[description] };
    this.add([[{ type: "alert", level, description }, 2]], { protocol: "tls", name: `Alert: ${description}`, bytes: 2, rule, details });
  }

  /** What the user sends. */
  applicationData({ bytes, name, protocol }: UserData, rule: TlsRule): void {
    const lengths = cut(bytes);
    const bodies = lengths.map((length, index): [RecordBody, Bytes] =>
      [{ type: "application_data", bytes: length, ends: index === lengths.length - 1 ? name : null }, length]);
    this.add(bodies, { protocol, name: name ?? "application_data", bytes, rule, details: { data: true } });
  }

  /** Hands over what was collected, as one write or as several; nothing where there is nothing. */
  take(handshaking: boolean, rule: TlsRule): StreamEffect<TlsContent, TlsRule>[] {
    if (this.empty) return [];
    const { units, messages } = this;
    const sizes = units.map(({ size }) => size);
    const writes = handshaking ? buffered(sizes) : sizes;
    this.units = [];
    this.messages = [];
    this.size = 0;
    return [{ kind: "write", units, messages, ...(writes.length > 1 ? { writes } : {}), rule }];
  }

  private add(
    bodies: readonly (readonly [RecordBody, Bytes])[],
    message: Pick<StreamMessage, "protocol" | "name" | "bytes" | "rule"> & { readonly details: Readonly<Record<string, MessageDetail>> },
  ): void {
    const start = this.size;
    const keys = this.epoch?.keys ?? null;
    const records: string[] = [];
    for (const [body, content] of bodies) {
      const length = protectedLength(content, this.epoch);
      this.units.push({ size: HEADER + length, content: { protocol: "tls", length, keys, sequence: this.number(), body, intact: true } });
      this.size += HEADER + length;
      records.push(`${body.type} ${String(length)}`);
    }
    this.messages.push({ ...message, start, end: this.size, keys, details: { ...message.details, records } });
  }
  /** The number of the next record. */
  private number(): number {
    const { epoch } = this;
    if (epoch === null) return 0;
    if (this.counted?.epoch !== epoch) this.counted = { epoch, next: 0 };
    this.counted.next += 1;
    return this.counted.next - 1;
  }
}

/** The contents of the records that so many bytes are cut into (RFC 8446 §5.1). */
function cut(bytes: Bytes): Bytes[] {
  const lengths: Bytes[] = [];
  for (let rest = bytes; rest > 0; rest -= LARGEST_FRAGMENT) lengths.push(Math.min(rest, LARGEST_FRAGMENT));
  return lengths;
}

/** The writes by which records leave a buffer that is emptied when it is full and at the end. */
function buffered(sizes: readonly Bytes[]): Bytes[] {
  const writes: Bytes[] = [];
  let held = 0;
  for (const size of sizes) {
    let rest = size;
    if (rest > BUFFER - held) {
      if (held > 0) {
        rest -= BUFFER - held;
        writes.push(BUFFER);
        held = 0;
      }
      if (rest >= BUFFER) {
        writes.push(rest);
        rest = 0;
      }
    }
    held += rest;
  }
  if (held > 0) writes.push(held);
  return writes;
}
