// A program on one end of a connection: TLS or SSH, spoken to in the same way.

import type { Bytes, StreamEffect, StreamInput, StreamPiece } from "./kernel/index.ts";
import type { AnyContent } from "./byte-streams.ts";
import type { Ssh, SshCall, SshSettings } from "./ssh/index.ts";
import { createSsh, step as stepSsh } from "./ssh/index.ts";
import type { Session as TlsSession, TlsCall, TlsContent, TlsSettings, TlsState } from "./tls/index.ts";
import { createTls, stepTls } from "./tls/index.ts";

/** What the script may ask of whichever program runs. */
export type SessionCall =
  | { readonly kind: "send"; readonly bytes: Bytes; readonly text: string | null; readonly early?: true }
  | { readonly kind: "run"; readonly command: string; readonly answer: Bytes }
  | { readonly kind: "close" }
  | { readonly kind: "abort" };

export type SessionInput = Exclude<StreamInput<AnyContent, SessionCall>, { readonly kind: "call" }> | { readonly kind: "call"; readonly call: SessionCall };
export type SessionEffect = StreamEffect<AnyContent>;

export interface Session {
  readonly protocol: "tls" | "ssh";
  step(input: SessionInput): readonly SessionEffect[];
}

export class TlsProgram implements Session {
  readonly protocol = "tls";
  private readonly state: TlsState;

  constructor(settings: TlsSettings, session: TlsSession | null) {
    this.state = createTls(settings, session);
  }

  /** The session that may be taken up next time, or null. */
  get left(): TlsSession | null {
    return this.state.sessions.at(-1) ?? null;
  }

  step(input: SessionInput): readonly SessionEffect[] {
    switch (input.kind) {
      case "received":
        return stepTls(this.state, { kind: "received", pieces: input.pieces.map(forTls) });
      case "call": {
        const call = tlsCall(input.call);
        return call === null ? [] : stepTls(this.state, { kind: "call", call });
      }
      default:
        return stepTls(this.state, input);
    }
  }
}

function forTls(piece: StreamPiece<AnyContent>): StreamPiece<TlsContent> {
  const { unit, from, length } = piece;
  const { content, size } = unit;
  return { unit: { size, content: content.protocol === "ssh" ? { protocol: "plain", text: null } : content }, from, length };
}

/** HTTP's first lines, as far as they are in use (RFC 9112 §3, §4). */
const HTTP = /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE) \S+ HTTP\/1\.[01]$|^HTTP\/1\.[01] \d{3}(?: .*)?$/;

/** Whether bytes of this name are a message of HTTP. */
export function isHttp(text: string | null): boolean {
  return text !== null && HTTP.test(text);
}

function tlsCall(call: SessionCall): TlsCall | null {
  switch (call.kind) {
    case "send": {
      const { bytes, text, early } = call;
      return { kind: "send", data: { bytes, name: text, protocol: isHttp(text) ? "http" : "tls" }, early: early ?? false };
    }
    case "close":
    case "abort":
      return { kind: call.kind };
    case "run":
      return null;
  }
}

export class SshProgram implements Session {
  readonly protocol = "ssh";
  private readonly state: Ssh;

  constructor(settings: SshSettings) {
    this.state = createSsh(settings);
  }

  step(input: SessionInput): readonly SessionEffect[] {
    if (input.kind !== "call") return stepSsh(this.state, input);
    const call = sshCall(input.call);
    return call === null ? [{ kind: "abort", rule: "host.abort" }] : stepSsh(this.state, { kind: "call", call });
  }
}

/** SSH knows no way to abort a connection. */
function sshCall(call: SessionCall): SshCall | null {
  switch (call.kind) {
    case "send":
      return { kind: "send", bytes: call.bytes, text: call.text };
    case "run":
      return { kind: "run", command: call.command, answer: call.answer };
    case "close":
      return { kind: "close" };
    case "abort":
      return null;
  }
}
