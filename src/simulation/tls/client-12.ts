// The client of TLS 1.2 (RFC 5246 §7.3 and §7.4): full handshake, and resumption by ticket (RFC 5077) or session ID.

import { alertFor } from "./alerts.ts";
import type { Certificate, Finished, HandshakeContent, NewSessionTicket, ServerHello, ServerKeyExchange } from "./messages.ts";
import { certificate } from "./messages.ts";
import { certificateVerify, clientKeyExchange, finished } from "./server-messages.ts";
import type { TlsState } from "./state.ts";
import { agreedSuite, connected, epoch, fail, flush, say, sendWaiting } from "./state.ts";

/** The server has chosen TLS 1.2 (RFC 5246 §7.4.1.3). */
export function serverHello12(state: TlsState, { suite, resumes, ticket, sessionId, alpn, downgrade }: ServerHello): void {
  const { hello } = state;
  // Both speak 1.3, and yet 1.2 was chosen: somebody has changed the hello on its way (RFC 8446 §4.1.3).
  if (downgrade && state.settings.versions.includes("1.3")) {
    fail(state, "illegal_parameter", "tls.downgrade");
    return;
  }
  if (hello === null || !hello.suites.includes(suite) || suite.version !== "1.2" || (resumes && hello.session?.suite !== suite)) {
    fail(state, "illegal_parameter", "tls12.server-hello"); return;
  }
  Object.assign(state, { version: "1.2", suite, alpn, resumed: resumes, ticketPromised: ticket, sessionId });
  if (!resumes) state.session = null;
  state.phase = resumes ? (ticket ? "WAIT_NST" : "WAIT_CCS") : "WAIT_CERT";
}

/** Any handshake message after the ServerHello. Says whether it was in its place. */
export function clientTakes12(state: TlsState, content: HandshakeContent): boolean {
  const { phase } = state;
  switch (content.kind) {
    case "Certificate":
      if (phase !== "WAIT_CERT") return false;
      takeCertificate(state, content);
      return true;
    case "ServerKeyExchange":
      if (phase !== "WAIT_SKE") return false;
      takeKeyExchange(state, content);
      return true;
    case "CertificateRequest":
      if (phase !== "WAIT_CR_SHD") return false;
      state.certificateRequested = true;
      state.phase = "WAIT_SHD";
      return true;
    case "ServerHelloDone":
      if (phase !== "WAIT_CR_SHD" && phase !== "WAIT_SHD") return false;
      answer(state);
      return true;
    case "NewSessionTicket":
      if (phase !== "WAIT_NST") return false;
      takeTicket(state, content);
      return true;
    case "Finished":
      if (phase !== "WAIT_FINISHED") return false;
      takeFinished(state, content);
      return true;
    default:
      return false;
  }
}

function takeCertificate(state: TlsState, { credentials }: Certificate): void {
  if (credentials === null) {
    fail(state, "decode_error", "tls12.certificate");
    return;
  }
  if (credentials.problem !== null) {
    fail(state, alertFor(credentials.problem), "tls12.certificate");
    return;
  }
  state.peer = credentials;
  state.phase = agreedSuite(state).keyExchange === "rsa" ? "WAIT_CR_SHD" : "WAIT_SKE";
}

/** The server's public key, signed with the certificate's key (RFC 8422 §5.4). */
function takeKeyExchange(state: TlsState, { group, genuine }: ServerKeyExchange): void {
  if (group !== null && state.hello?.groups.includes(group) !== true) {
    fail(state, "illegal_parameter", "tls12.server-key-exchange");
    return;
  }
  if (!genuine) {
    fail(state, "decrypt_error", "tls12.server-key-exchange");
    return;
  }
  state.group = group;
  state.phase = "WAIT_CR_SHD";
}

/** The client's flight: its certificate if asked for, its key, the turn to the new keys, Finished. */
function answer(state: TlsState): void {
  const { settings, peer } = state;
  const suite = agreedSuite(state);
  if (peer === null) {
    fail(state, "unexpected_message", "tls12.handshake-order");
    return;
  }
  if (state.certificateRequested) say(state, certificate("1.2", settings.credentials), "tls12.client-certificate");
  const exchange = suite.keyExchange;
  say(state, clientKeyExchange(suite, state.group, peer), exchange === "rsa"
    ? "tls12.encrypted-premaster-secret"
    : exchange === "dhe" ? "tls12.client-key-exchange-dhe" : "tls12.client-key-exchange");
  if (state.certificateRequested && settings.credentials !== null) {
    say(state, certificateVerify(settings.credentials), "tls12.certificate-verify");
  }
  finish(state);
  state.phase = state.ticketPromised ? "WAIT_NST" : "WAIT_CCS";
}

/** ChangeCipherSpec, and Finished as the first that is protected (RFC 5246 §7.4.9). */
function finish(state: TlsState): void {
  state.out.changeCipherSpec("tls12.change-cipher-spec");
  state.out.epoch = epoch(state, "client_write_key");
  say(state, finished("1.2", agreedSuite(state)), "tls12.finished");
  flush(state, "tls12.finished");
}

function takeTicket(state: TlsState, { session }: NewSessionTicket): void {
  state.sessions.push({ ...session, serverName: state.settings.serverName });
  state.phase = "WAIT_CCS";
}

/** After a resumption the server is first, and the client's Finished ends the handshake (RFC 5246 §7.3). */
function takeFinished(state: TlsState, { genuine }: Finished): void {
  if (!genuine) {
    fail(state, "decrypt_error", "tls12.finished");
    return;
  }
  if (state.resumed) finish(state);
  connected(state, "tls12.finished");
  if (state.sessionId !== null && !state.resumed) state.sessions.push({ ...state.sessionId, serverName: state.settings.serverName });
  sendWaiting(state);
}
