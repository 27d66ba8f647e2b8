// Two ends of an SSH connection, joined by a stream that takes its time and breaks where it likes; all that they write is kept.

import type { StreamEffect, StreamPiece, StreamUnit } from "../../../src/simulation/kernel/index.ts";
import type { ReadContent, SshCall, SshClientSettings, SshServerSettings } from "../../../src/simulation/ssh/index.ts";
import { CLIENT, createSsh, SERVER, step } from "../../../src/simulation/ssh/index.ts";

export type Role = "client" | "server";

export interface Written {
  readonly at: number;
  readonly from: Role;
  readonly size: number;
  readonly messages: readonly string[];
  readonly sizes: readonly number[];
  readonly keys: readonly (string | null)[];
}

export interface Meeting {
  readonly written: readonly Written[];
  /** Every status, as `client ready` or `server failed: why`. */
  readonly told: readonly string[];
  readonly delivered: Readonly<Record<Role, number>>;
  /** Who closed the stream, in order. */
  readonly closed: readonly Role[];
  /** Every message that was read, as `client SSH_MSG_KEXINIT`. */
  readonly read: readonly string[];
}

export interface Plan {
  readonly client?: Partial<SshClientSettings>;
  readonly server?: Partial<SshServerSettings>;
  readonly calls?: readonly { readonly role: Role; readonly call: SshCall; readonly at?: number }[];
  /** Says how many bytes the next part of a stream has. */
  readonly chunk?: () => number;
  readonly latency?: number;
  /** Written instead of what an end says, at the start. */
  readonly stranger?: { readonly role: Role; readonly units: readonly StreamUnit<ReadContent>[] };
}

type Happening = { readonly at: number; readonly role: Role; readonly input: Parameters<typeof step>[1] };

export const RUN: SshCall = { kind: "run", command: "echo hi", answer: 3 };

/** Lets two ends meet until neither has anything to say. */
export function meet({ client = {}, server = {}, calls = [], chunk = () => Infinity, latency = 25, stranger }: Plan): Meeting {
  const ends = { client: createSsh({ ...CLIENT, ...client }), server: createSsh({ ...SERVER, ...server }) };
  const written: Written[] = [];
  const told: string[] = [];
  const read: string[] = [];
  const delivered = { client: 0, server: 0 };
  const closed: Role[] = [];
  const agenda: Happening[] = [];
  const schedule = (happening: Happening): void => {
    const place = agenda.findIndex(({ at }) => at > happening.at);
    agenda.splice(place < 0 ? agenda.length : place, 0, happening);
  };
  const carry = (at: number, from: Role, units: readonly StreamUnit<ReadContent>[]): void => {
    const role = from === "client" ? "server" : "client";
    for (const pieces of broken(units, chunk)) schedule({ at: at + latency, role, input: { kind: "received", pieces } });
  };
  const carryOut = (at: number, role: Role, effects: readonly StreamEffect<ReadContent>[]): void => {
    for (const effect of effects) {
      switch (effect.kind) {
        case "write":
          written.push({
            at, from: role, size: effect.units.reduce((size, unit) => size + unit.size, 0), messages: effect.messages.map(({ name }) => name),
            sizes: effect.messages.map(({ start, end }) => end - start), keys: effect.messages.map(({ keys }) => keys),
          });
          carry(at, role, effect.units);
          break;
        case "status":
          told.push(`${role} ${effect.status}${effect.why === null ? "" : `: ${effect.why}`}`);
          break;
        case "deliver":
          delivered[role] += effect.bytes;
          break;
        case "wake":
          schedule({ at: at + effect.after, role, input: { kind: "woken", name: effect.name } });
          break;
        case "close":
          closed.push(role);
          schedule({ at: at + latency, role: role === "client" ? "server" : "client", input: { kind: "ended" } });
          break;
        case "read":
          read.push(`${role} ${effect.name}`);
          break;
        default:
          break;
      }
    }
  };
  for (const role of ["client", "server"] as const) {
    if (stranger?.role === role) carry(0, role, stranger.units);
    else schedule({ at: 0, role, input: { kind: "opened" } });
  }
  for (const { role, call, at } of calls) schedule({ at: at ?? 0, role, input: { kind: "call", call } });
  for (let next = agenda.shift(); next !== undefined; next = agenda.shift()) {
    if (stranger?.role !== next.role) carryOut(next.at, next.role, step(ends[next.role], next.input));
  }
  return { written, told, delivered, closed, read };
}

/** The same bytes in parts of other lengths: each part is what arrives at once. */
function broken(units: readonly StreamUnit<ReadContent>[], chunk: () => number): StreamPiece<ReadContent>[][] {
  const parts: StreamPiece<ReadContent>[][] = [];
  let part: StreamPiece<ReadContent>[] = [];
  let room = chunk();
  for (const unit of units) {
    for (let from = 0; from < unit.size;) {
      const length = Math.min(room, unit.size - from);
      part.push({ unit, from, length });
      from += length;
      room -= length;
      if (room === 0) {
        parts.push(part);
        part = [];
        room = chunk();
      }
    }
  }
  return part.length === 0 ? parts : [...parts, part];
}

/** What was written, a line each, such as `c 41`. */
export function sizes({ written }: Meeting): string[] {
  return written.map(({ from, size }) => `${from.slice(0, 1)}${String(size)}`);
}
