// Two ends of TLS joined by nothing but a stream each way: what they say to each other, however the stream is cut.

import type { StreamMessage, StreamPiece, StreamUnit } from "../../src/simulation/kernel/index.ts";
import type { Session, TlsContent, TlsEffect, TlsInput, TlsSettings, TlsState, UserData } from "../../src/simulation/tls/index.ts";
import { createTls, stepTls, tlsSettings } from "../../src/simulation/tls/index.ts";

/** One way of cutting a write into what arrives: sizes that are taken in turn. */
export type Cut = (size: number) => readonly number[];

export const WHOLE: Cut = (size) => [size];

/** What an end did, in order. */
export interface Said {
  readonly from: "client" | "server";
  readonly effect: TlsEffect;
}

export class Exchange {
  readonly client: TlsState;
  readonly server: TlsState;
  readonly said: Said[] = [];
  private readonly coming: { readonly to: "client" | "server"; readonly input: TlsInput }[] = [];

  constructor(
    client: TlsSettings, server: TlsSettings, session: Session | null = null, private readonly cut: Cut = WHOLE,
    /** May change what is on its way. */
    private readonly meddle: (unit: StreamUnit<TlsContent>, from: "client" | "server") => StreamUnit<TlsContent>[] = (unit) => [unit],
  ) {
    this.client = createTls(client, session);
    this.server = createTls(server);
  }

  /** Opens the stream and lets both talk until nobody has anything to say. */
  open(early: readonly UserData[] = []): this {
    for (const data of early) this.tell("client", { kind: "call", call: { kind: "send", data, early: true } });
    this.tell("server", { kind: "opened" });
    return this.tell("client", { kind: "opened" });
  }

  send(from: "client" | "server", bytes: number, name: string | null = null): this {
    return this.tell(from, { kind: "call", call: { kind: "send", data: { bytes, name, protocol: "tls" }, early: false } });
  }

  close(from: "client" | "server"): this {
    return this.tell(from, { kind: "call", call: { kind: "close" } });
  }

  tell(to: "client" | "server", input: TlsInput): this {
    this.coming.push({ to, input });
    for (let next = this.coming.shift(); next !== undefined; next = this.coming.shift()) this.happen(next.to, next.input);
    return this;
  }

  /** The messages of one end, or of both in the order of writing. */
  messages(from?: "client" | "server"): StreamMessage[] {
    return this.said.filter((said) => from === undefined || said.from === from)
      .flatMap(({ effect }) => (effect.kind === "write" ? effect.messages : []));
  }

  /** How it went for an end: its statuses, with the reason where there is one. */
  status(from: "client" | "server"): string[] {
    return this.said.flatMap((said) => said.from === from && said.effect.kind === "status"
      ? [said.effect.why === null ? said.effect.status : `${said.effect.status}: ${said.effect.why}`]
      : []);
  }

  /** The bytes that the user of an end got. */
  delivered(to: "client" | "server"): number {
    return this.said.reduce((sum, said) => sum + (said.from === to && said.effect.kind === "deliver" ? said.effect.bytes : 0), 0);
  }

  private happen(to: "client" | "server", input: TlsInput): void {
    const effects = stepTls(to === "client" ? this.client : this.server, input);
    const peer = to === "client" ? "server" : "client";
    for (const effect of effects) {
      this.said.push({ from: to, effect });
      if (effect.kind === "close") this.coming.push({ to: peer, input: { kind: "ended" } });
      if (effect.kind === "abort") this.coming.push({ to: peer, input: { kind: "reset" } });
      if (effect.kind === "wake") this.coming.push({ to, input: { kind: "woken", name: effect.name } });
      if (effect.kind !== "write") continue;
      const units = effect.units.flatMap((unit) => this.meddle(unit, to));
      for (const pieces of chunks(units, this.cut)) this.coming.push({ to: peer, input: { kind: "received", pieces } });
    }
  }
}

/** Cuts units into chunks of the sizes wanted, across their borders. */
export function chunks(units: readonly StreamUnit<TlsContent>[], cut: Cut): StreamPiece<TlsContent>[][] {
  const total = units.reduce((sum, { size }) => sum + size, 0);
  const result: StreamPiece<TlsContent>[][] = [];
  let begin = 0;
  for (const size of cut(total)) {
    const end = begin + size;
    let at = 0;
    const pieces: StreamPiece<TlsContent>[] = [];
    for (const unit of units) {
      const from = Math.max(begin, at);
      const to = Math.min(end, at + unit.size);
      if (to > from) pieces.push({ unit, from: from - at, length: to - from });
      at += unit.size;
    }
    result.push(pieces);
    begin = end;
  }
  return result;
}

/** A client that asks for `server.test`. */
export function clientOf(changes: Partial<Omit<TlsSettings, "role">> = {}): TlsSettings {
  return tlsSettings("client", { serverName: "server.test", ...changes });
}

/** A server with a certificate of 388 bytes. */
export function serverOf(changes: Partial<Omit<TlsSettings, "role">> = {}): TlsSettings {
  return tlsSettings("server", changes);
}
