// The server of TLS 1.2 (RFC 5246 §7.3 and §7.4): full handshake, and resumption by ticket (RFC 5077) or session ID.

import { alertFor } from "./alerts.ts";
import type { Certificate, CertificateVerify, Finished, HandshakeContent } from "./messages.ts";
import { certificate, handshake } from "./messages.ts";
import type { Agreement } from "./negotiation.ts";
import { nextSession } from "./server-13.ts";
import { certificateRequest, finished, newSessionTicket, serverHello12, serverKeyExchange } from "./server-messages.ts";
import type { TlsState } from "./state.ts";
import { agreedSuite, connected, epoch, fail, flush, say, sendWaiting } from "./state.ts";

/** The server's first flight; where it resumes, it finishes first (RFC 5246 §7.3). */
export function answer12(state: TlsState, { suite, group, alpn, session }: Extract<Agreement, { readonly kind: "agreed" }>): void {
  const { settings, hello } = state;
  const resumed = session !== null;
  Object.assign(state, { version: "1.2", suite, group, alpn, session, resumed });
  const tickets = settings.ticketExtension && hello?.tickets === true;
  state.ticketPromised = tickets && !resumed;
  state.sessionId = tickets || resumed ? null : { ...nextSession(state), ticket: null };
  say(state, serverHello12(suite, resumed, state.ticketPromised, state.sessionId, alpn, settings.versions.includes("1.3")), resumed
    ? (session.ticket === null ? "tls12.session-resumption" : "tls12.ticket-resumption")
    : "tls12.server-hello");
  if (resumed) {
    finish(state);
    state.phase = "WAIT_CCS";
  } else {
    sayRest(state);
  }
}

/** Certificate, key, request, done: in the clear. */
function sayRest(state: TlsState): void {
  const { settings, group } = state;
  const { credentials } = settings;
  const { keyExchange } = agreedSuite(state);
  say(state, certificate("1.2", credentials), "tls12.certificate");
  if (keyExchange !== "rsa" && credentials !== null) {
    say(state, serverKeyExchange(group, credentials), keyExchange === "dhe" ? "tls12.server-key-exchange-dhe" : "tls12.server-key-exchange");
  }
  if (settings.clientCertificate !== "none") {
    state.certificateRequested = true;
    say(state, certificateRequest("1.2", settings.authorities), "tls12.certificate-request");
  }
  say(state, handshake({ kind: "ServerHelloDone" }, 0), "tls12.server-hello-done");
  flush(state, "tls12.server-hello-done");
  state.phase = state.certificateRequested ? "WAIT_CERT" : "WAIT_CKE";
}

/** Any handshake message after the ClientHello. Says whether it was in its place. */
export function serverTakes12(state: TlsState, content: HandshakeContent): boolean {
  const { phase } = state;
  switch (content.kind) {
    case "Certificate":
      if (phase !== "WAIT_CERT") return false;
      takeCertificate(state, content);
      return true;
    case "ClientKeyExchange":
      if (phase !== "WAIT_CKE") return false;
      state.phase = state.peer === null ? "WAIT_CCS" : "WAIT_CV";
      return true;
    case "CertificateVerify":
      if (phase !== "WAIT_CV") return false;
      takeVerify(state, content);
      return true;
    case "Finished":
      if (phase !== "WAIT_FINISHED") return false;
      takeFinished(state, content);
      return true;
    default:
      return false;
  }
}

/** A client without a certificate sends an empty list (RFC 5246 §7.4.6). */
function takeCertificate(state: TlsState, { credentials }: Certificate): void {
  if (credentials === null && state.settings.clientCertificate === "required") {
    fail(state, "handshake_failure", "tls12.client-certificate"); return;
  }
  if (credentials !== null && credentials.problem !== null) {
    fail(state, alertFor(credentials.problem), "tls12.client-certificate");
    return;
  }
  state.peer = credentials;
  state.phase = "WAIT_CKE";
}

function takeVerify(state: TlsState, { genuine }: CertificateVerify): void {
  if (!genuine) {
    fail(state, "decrypt_error", "tls12.certificate-verify");
    return;
  }
  state.phase = "WAIT_CCS";
}

function takeFinished(state: TlsState, { genuine }: Finished): void {
  if (!genuine) {
    fail(state, "decrypt_error", "tls12.finished");
    return;
  }
  if (!state.resumed) finish(state);
  connected(state, "tls12.finished");
  sendWaiting(state);
}

/** The ticket if one was promised, still in the clear; then ChangeCipherSpec and Finished (RFC 5077 §3.3). */
function finish(state: TlsState): void {
  if (state.ticketPromised) say(state, newSessionTicket(nextSession(state)), "tls12.new-session-ticket");
  state.out.changeCipherSpec("tls12.change-cipher-spec");
  state.out.epoch = epoch(state, "server_write_key");
  say(state, finished("1.2", agreedSuite(state)), "tls12.finished");
  flush(state, "tls12.finished");
}
