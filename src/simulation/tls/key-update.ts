// KeyUpdate (RFC 8446 §4.6.3): an end changes the keys of its direction in the midst of a connection, and may ask the other for the same.

import type { KeyUpdate } from "./messages.ts";
import { handshake } from "./messages.ts";
import type { KeyName } from "./record.ts";
import type { TlsSettings } from "./settings.ts";
import type { TlsState } from "./state.ts";
import { epoch, fail, flush, say } from "./state.ts";

/** Says so under the old keys, and goes on under the next (RFC 8446 §7.2). Before 1.3, and before the handshake is over, there is no such thing. */
export function updateKeys(state: TlsState, requested: boolean): void {
  const { updates, settings } = state;
  if (state.version !== "1.3" || state.phase !== "CONNECTED" || state.closeSent) return;
  say(state, handshake({ kind: "KeyUpdate", requested }, 1), "tls.key-update");
  flush(state, "tls.key-update");
  updates.sent += 1;
  updates.owed = false;
  state.out.epoch = epoch(state, secretOf(settings.role, updates.sent));
}

/** Who is asked answers before its next data, as OpenSSL does it: not at once. */
export function answerKeyUpdate(state: TlsState): void {
  if (state.updates.owed) updateKeys(state, false);
}

/** The peer has updated its keys. Says whether it may. */
export function takeKeyUpdate(state: TlsState, { requested }: KeyUpdate): boolean {
  const { updates, settings } = state;
  if (state.phase !== "CONNECTED") return false;
  // A message of the old keys may not share a record with what comes under the new (RFC 8446 §5.1); each has a record of its own here.
  if (state.assembling !== null) {
    fail(state, "unexpected_message", "tls.key-update");
    return true;
  }
  updates.received += 1;
  updates.owed ||= requested;
  state.reading = epoch(state, secretOf(settings.role === "client" ? "server" : "client", updates.received));
  return true;
}

function secretOf(role: TlsSettings["role"], generation: number): KeyName {
  return `${role}_application_traffic_secret_${generation}`;
}
