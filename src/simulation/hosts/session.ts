// A program on one end of a connection: TLS or SSH, spoken to in the same way.

import type { Bytes, StreamEffect, StreamInput } from "../kernel/index.ts";
import type { AnyContent } from "./byte-streams.ts";

/** What the script may ask of whichever program runs. */
export type SessionCall =
  | { readonly kind: "send"; readonly bytes: Bytes; readonly text: string | null; readonly early?: true }
  | { readonly kind: "run"; readonly command: string; readonly answer: Bytes }
  | { readonly kind: "change-keys"; readonly both: boolean }
  | { readonly kind: "close" }
  | { readonly kind: "abort" };

export type SessionInput = Exclude<StreamInput<AnyContent, SessionCall>, { readonly kind: "call" }> | { readonly kind: "call"; readonly call: SessionCall };
export type SessionEffect = StreamEffect<AnyContent>;

export interface Session {
  readonly protocol: "tls" | "ssh";
  step(input: SessionInput): readonly SessionEffect[];
}

/** HTTP's first lines, as far as they are in use (RFC 9112 §3, §4). */
const HTTP = /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE) \S+ HTTP\/1\.[01]$|^HTTP\/1\.[01] \d{3}(?: .*)?$/;

/** Whether bytes of this name are a message of HTTP. */
export function isHttp(text: string | null): boolean {
  return text !== null && HTTP.test(text);
}
