// TLS as a program of a host: what it hears and says is the room's, and the time that its work takes is the host's.

import type { Milliseconds, StreamPiece } from "../kernel/index.ts";
import type { Session as TlsSession, TlsCall, TlsContent, TlsEffect, TlsInput, TlsSettings, TlsState } from "../tls/index.ts";
import { createTls, stepTls } from "../tls/index.ts";
import type { AnyContent } from "./byte-streams.ts";
import type { Session, SessionCall, SessionEffect, SessionInput } from "./session.ts";
import { isHttp } from "./session.ts";

/** What the program's own alarm is called. */
const WORK = "work";

export class TlsProgram implements Session {
  readonly protocol = "tls";
  private readonly state: TlsState;
  /** What it will do when its work is done; null while it does not work. */
  private held: TlsEffect[] | null = null;
  /** What it has not heard yet, since it works. */
  private readonly unheard: TlsInput[] = [];

  /** `work`: how long it works before it writes what begins with the message of this name. */
  constructor(settings: TlsSettings, session: TlsSession | null, private readonly work: Readonly<Record<string, Milliseconds>>) {
    this.state = createTls(settings, session);
  }

  /** The session that may be taken up next time, or null. */
  get left(): TlsSession | null {
    return this.state.sessions.at(-1) ?? null;
  }

  private get busy(): boolean {
    return this.held !== null;
  }

  step(input: SessionInput): readonly SessionEffect[] {
    if (input.kind === "woken" && input.name === WORK) return this.goOn();
    const heard = tlsInput(input);
    if (heard === null) return [];
    if (this.busy) {
      this.unheard.push(heard);
      return [];
    }
    return this.until(stepTls(this.state, heard));
  }

  /** The work is done: what it was for comes out, then what was missed meanwhile is heard. */
  private goOn(): readonly SessionEffect[] {
    const [first, ...rest] = this.held ?? [];
    this.held = null;
    const effects: SessionEffect[] = first === undefined ? [] : [first, ...this.until(rest)];
    for (let next = this.unheard[0]; next !== undefined && !this.busy; next = this.unheard[0]) {
      this.unheard.shift();
      effects.push(...this.until(stepTls(this.state, next)));
    }
    return effects;
  }

  /** These effects up to the first that needs work; the others are held back. */
  private until(effects: readonly TlsEffect[]): readonly SessionEffect[] {
    const index = effects.findIndex((effect) => this.workFor(effect) > 0);
    const worked = effects[index];
    if (worked === undefined) return effects;
    this.held = effects.slice(index);
    return [...effects.slice(0, index), { kind: "wake", name: WORK, after: this.workFor(worked), rule: worked.rule }];
  }

  private workFor(effect: TlsEffect): Milliseconds {
    return effect.kind === "write" ? this.work[effect.messages[0]?.name ?? ""] ?? 0 : 0;
  }
}

function tlsInput(input: SessionInput): TlsInput | null {
  switch (input.kind) {
    case "received":
      return { kind: "received", pieces: input.pieces.map(forTls) };
    case "call": {
      const call = tlsCall(input.call);
      return call === null ? null : { kind: "call", call };
    }
    default:
      return input;
  }
}

/** What another protocol wrote has no meaning here. */
function forTls(piece: StreamPiece<AnyContent>): StreamPiece<TlsContent> {
  const { unit, from, length } = piece;
  const { content, size } = unit;
  return { unit: { size, content: content.protocol === "ssh" ? { protocol: "plain", text: null } : content }, from, length };
}

/** TLS runs nothing. */
function tlsCall(call: SessionCall): TlsCall | null {
  switch (call.kind) {
    case "send": {
      const { bytes, text, early } = call;
      return { kind: "send", data: { bytes, name: text, protocol: isHttp(text) ? "http" : "tls" }, early: early ?? false };
    }
    case "change-keys":
      return { kind: "update-keys", requested: call.both };
    case "close":
    case "abort":
      return { kind: call.kind };
    case "run":
      return null;
  }
}
