// TLS as a program over a byte stream (RFC 8446, RFC 5246): one step takes one input and says what is to be done.

import { openHandshake } from "./client-13.ts";
import { rule, takePieces } from "./incoming.ts";
import type { TlsCall, TlsEffect, TlsInput, TlsState } from "./state.ts";
import { answerKeyUpdate, updateKeys } from "./key-update.ts";
import { flush, giveUp, LEAVE } from "./state.ts";

/**
 * One step. No cryptography is done: who may read what, in which order and at what length is simulated, and secrets are names.
 * Simplified: no renegotiation, no authentication after the handshake, no compression.
 */
export function stepTls(state: TlsState, input: TlsInput): readonly TlsEffect[] {
  state.effects = [];
  if (input.kind === "woken" && input.name === LEAVE) {
    state.effects.push({ kind: "close", rule: rule(state, "tls.error-alert") });
  } else if (!state.over) {
    switch (input.kind) {
      case "opened":
        if (state.settings.role === "client" && state.phase === "START") openHandshake(state);
        break;
      case "received":
        takePieces(state, input.pieces);
        break;
      case "ended":
        takeEnd(state);
        break;
      case "reset":
        state.over = true;
        state.effects.push({ kind: "status", status: "failed", why: "reset", rule: rule(state, "tls.truncation") });
        break;
      case "woken":
        break;
      case "call":
        takeCall(state, input.call);
        break;
    }
  }
  return state.effects;
}

/** An end of the stream without close_notify may be an attacker's doing: what came before it may be cut short (RFC 8446 §6.1). */
function takeEnd(state: TlsState): void {
  if (state.closeReceived) return;
  giveUp(state, "truncated", rule(state, "tls.truncation"));
}

function takeCall(state: TlsState, call: TlsCall): void {
  switch (call.kind) {
    case "send":
      if (state.closeSent || call.data.bytes === 0) return;
      if (state.phase !== "CONNECTED" && !answersEarly(state)) {
        state.waiting.push({ data: call.data, early: call.early });
        return;
      }
      answerKeyUpdate(state);
      state.out.applicationData(call.data, rule(state, "tls.application-data"));
      flush(state, rule(state, "tls.application-data"));
      return;
    case "update-keys":
      updateKeys(state, call.requested);
      return;
    case "close":
      close(state);
      return;
    case "abort":
      state.over = true;
      state.effects.push({ kind: "abort", rule: rule(state, "tls.close-notify") });
      return;
  }
}

/** Whether a server may answer early data before the client has finished: its own keys for data are there (RFC 8446 §4.4.4, §8). */
function answersEarly(state: TlsState): boolean {
  return state.settings.role === "server" && state.earlyData === "accepted" && (state.phase === "WAIT_EOED" || state.phase === "WAIT_FINISHED");
}

/** Says that no more will come, then closes the stream. A handshake that is broken off is called so first (RFC 8446 §6.1). */
function close(state: TlsState): void {
  const why = rule(state, "tls.close-notify");
  if (!state.closeSent && state.phase !== "START") {
    if (state.phase !== "CONNECTED") state.out.alert("warning", "user_canceled", why);
    state.out.alert("warning", "close_notify", why);
    flush(state, why);
  }
  state.closeSent = true;
  state.effects.push({ kind: "close", rule: why });
}
