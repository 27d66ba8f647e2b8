// What OpenSSL 3.0 said in a measurement, message by message, and what our two ends say, in the same shape.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import type { Said } from "./tls-exchange.ts";

const schema = v.array(v.object({
  frame: v.number(),
  t: v.number(),
  dir: v.picklist(["c>s", "s>c"]),
  connection: v.number(),
  tcp_len: v.number(),
  records: v.array(v.object({ type: v.string(), length: v.number() })),
  handshake: v.array(v.object({ name: v.string(), length: v.number() })),
  alerts: v.array(v.object({ level: v.number(), description: v.number() })),
}));

/** One segment's worth of TLS: its direction and bytes, its records, the messages in them. */
export interface Flight {
  readonly dir: "c>s" | "s>c";
  readonly bytes: number;
  readonly records: readonly string[];
  readonly messages: readonly string[];
}

/** The flights of one connection of a measurement. */
export function capturedFlights(name: string, connection: number): Flight[] {
  const file = fileURLToPath(new URL(`../captures/messages/${name}.json`, import.meta.url));
  return v.parse(schema, JSON.parse(readFileSync(file, "utf8"))).filter((row) => row.connection === connection).map((row) => ({
    dir: row.dir,
    bytes: row.tcp_len,
    records: row.records.map(({ type, length }) => `${type} ${String(length)}`),
    messages: [
      ...row.handshake.map(({ name: message, length }) => `${message} ${String(length)}`),
      ...row.alerts.map(({ level, description }) => `alert ${String(level)} ${String(description)}`),
    ],
  }));
}

/** What two ends wrote, one flight for each write. */
export function simulatedFlights(said: readonly Said[]): Flight[] {
  return said.flatMap(({ from, effect }) => {
    if (effect.kind !== "write") return [];
    return [{
      dir: from === "client" ? "c>s" as const : "s>c" as const,
      bytes: effect.units.reduce((sum, { size }) => sum + size, 0),
      records: effect.units.flatMap(({ content }) => (content.protocol === "tls" ? [`${content.body.type} ${String(content.length)}`] : [])),
      messages: effect.messages.flatMap(({ name, bytes, details }) => messageOf(name, bytes, details)),
    }];
  });
}

/** A message as the captures write it: handshake messages with their bodies' lengths, alerts by number; others are records alone. */
export function messageOf(name: string, bytes: number, details: Readonly<Record<string, unknown>>): string[] {
  if (name.startsWith("Alert")) return [`alert ${details["level"] === "fatal" ? "2" : "1"} ${String(details["number"])}`];
  if (name === "ChangeCipherSpec" || details["data"] === true) return [];
  // The captures call a HelloRetryRequest what it is on the wire, and count bodies.
  return [`${name === "HelloRetryRequest" ? "ServerHello" : name} ${String(bytes - 4)}`];
}
