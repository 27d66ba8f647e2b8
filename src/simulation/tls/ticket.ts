// How long a ticket is: the sealed state of the session (RFC 5077 §4) as OpenSSL 3.0 encodes it, or the number of a session kept.

import type { Bytes } from "../kernel/index.ts";
import type { CipherSuite, SpokenVersion } from "./algorithms.ts";
import { HASH } from "./algorithms.ts";

/** What decides on a ticket's length. */
export interface TicketState {
  readonly version: SpokenVersion;
  readonly suite: CipherSuite;
  readonly alpn: string | null;
  /** The peer's own certificate in DER, or 0. */
  readonly peerCertificate: Bytes;
  readonly maxEarlyData: Bytes;
}

/** A DER value with its tag and length (X.690 §8.1). */
function der(content: Bytes): Bytes {
  return content + (content < 128 ? 2 : content < 256 ? 3 : 4);
}

/** A DER value inside an explicit context tag. */
function explicit(content: Bytes): Bytes {
  return der(der(content));
}

/** The bytes of a non-negative DER integer. */
function integer(value: number): Bytes {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 256)) bytes += 1;
  return bytes;
}

/** The session as a DER sequence. Simplified: the random `age_add` is counted as four bytes; half of them have five. */
function sessionState(state: TicketState): Bytes {
  const modern = state.version === "1.3";
  const secret = modern ? HASH[state.suite.hash] : 48;
  let content = der(1) + der(2) + der(2) + der(modern ? 32 : 0) + der(secret);
  // Time of day, timeout of two hours, the server's context.
  content += explicit(4) + explicit(integer(7200)) + explicit(4);
  if (state.peerCertificate > 0) content += der(state.peerCertificate);
  // That the extended master secret was used (RFC 7627), the random added to the ticket's age.
  content += modern ? explicit(4) : explicit(1);
  if (state.maxEarlyData > 0) content += explicit(integer(state.maxEarlyData));
  if (state.alpn !== null) content += explicit(state.alpn.length);
  // The group of the key exchange.
  return der(content + explicit(1));
}

/**
 * A sealed ticket: the key's name, an initialisation vector, the state padded to whole blocks of AES, a MAC by HMAC-SHA-256.
 */
export function sealedTicket(state: TicketState): Bytes {
  const blocks = Math.floor(sessionState(state) / 16) + 1;
  return 16 + 16 + 16 * blocks + 32;
}

/** A ticket that only names what the server keeps: a session ID. */
export const SESSION_ID: Bytes = 32;
