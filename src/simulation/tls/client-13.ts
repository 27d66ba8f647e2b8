// The client of TLS 1.3 (RFC 8446 §2 and Appendix A.1): what it says, and what it does with each message of the server.

import { alertFor } from "./alerts.ts";
import { clientHello } from "./client-hello.ts";
import type {
  Certificate, CertificateVerify, EncryptedExtensions, Finished, HandshakeContent, HelloRetryRequest, NewSessionTicket, ServerHello,
} from "./messages.ts";
import { certificate, handshake } from "./messages.ts";
import { certificateVerify, finished } from "./server-messages.ts";
import type { TlsState } from "./state.ts";
import { agreedSuite, connected, epoch, fail, flush, say, sendWaiting } from "./state.ts";

/** Opens the handshake (RFC 8446 §4.1.2), with early data where a session allows it (§4.2.10). */
export function openHandshake(state: TlsState): void {
  const { settings, session } = state;
  const early = session?.version === "1.3" && session.earlyData > 0 && settings.versions.includes("1.3") && state.waiting.some((one) => one.early);
  const { message, content } = clientHello(settings, session, early, null);
  state.hello = content;
  state.phase = "WAIT_SH";
  say(state, message, settings.versions.includes("1.3") ? "tls.client-hello" : "tls12.client-hello");
  if (early) sendEarly(state, session.earlyData);
  flush(state, "tls.client-hello");
}

function sendEarly(state: TlsState, limit: number): void {
  const { session } = state;
  if (session === null) return;
  state.earlyData = "offered";
  compatibility(state);
  state.out.epoch = { keys: "client_early_traffic_secret", version: "1.3", suite: session.suite };
  let room = limit;
  while (state.waiting[0]?.early === true && state.waiting[0].data.bytes <= room) {
    const one = state.waiting.shift();
    if (one === undefined) break;
    room -= one.data.bytes;
    state.early.push(one.data);
    state.out.applicationData(one.data, "tls.early-data");
  }
}

/** The ChangeCipherSpec that means nothing, once, before the first protected record (RFC 8446 §D.4). */
function compatibility(state: TlsState): void {
  if (state.compatible) return;
  state.compatible = true;
  state.out.changeCipherSpec("tls.compatibility");
}

/** A server asks for another key share (RFC 8446 §4.1.4). */
export function helloRetryRequest(state: TlsState, { suite, group }: HelloRetryRequest): void {
  const { hello } = state;
  if (hello === null || state.retried) {
    fail(state, "unexpected_message", "tls.hello-retry-request");
    return;
  }
  if (!hello.groups.includes(group) || hello.shares.includes(group) || !hello.suites.includes(suite)) {
    fail(state, "illegal_parameter", "tls.hello-retry-request"); return;
  }
  state.retried = true;
  refuseEarlyData(state);
  state.out.epoch = null;
  // A pre-shared key that does not go with the server's hash is taken out (RFC 8446 §4.1.2).
  if (state.session !== null && state.session.hash !== suite.hash) state.session = null;
  const second = clientHello(state.settings, state.session, false, group);
  state.hello = second.content;
  compatibility(state);
  say(state, second.message, "tls.second-client-hello");
  flush(state, "tls.second-client-hello");
}

/** The server has chosen TLS 1.3 (RFC 8446 §4.1.3): the handshake's keys are there. */
export function serverHello(state: TlsState, message: ServerHello): void {
  const { hello } = state;
  const { suite, group, resumes } = message;
  if (hello === null || !hello.suites.includes(suite) || group === null || !hello.shares.includes(group) || (resumes && hello.binder !== suite.hash)) {
    fail(state, "illegal_parameter", "tls.server-hello"); return;
  }
  Object.assign(state, { version: "1.3", suite, group, resumed: resumes });
  if (!resumes) state.session = null;
  state.reading = epoch(state, "server_handshake_traffic_secret");
  state.phase = "WAIT_EE";
}

/** Any handshake message after the ServerHello. Says whether it was in its place. */
export function clientTakes13(state: TlsState, content: HandshakeContent): boolean {
  const { phase } = state;
  switch (content.kind) {
    case "EncryptedExtensions":
      if (phase !== "WAIT_EE") return false;
      takeExtensions(state, content);
      return true;
    case "CertificateRequest":
      if (phase !== "WAIT_CERT_CR") return false;
      state.certificateRequested = true;
      state.phase = "WAIT_CERT";
      return true;
    case "Certificate":
      if (phase !== "WAIT_CERT_CR" && phase !== "WAIT_CERT") return false;
      takeCertificate(state, content);
      return true;
    case "CertificateVerify":
      if (phase !== "WAIT_CV") return false;
      takeVerify(state, content);
      return true;
    case "Finished":
      if (phase !== "WAIT_FINISHED") return false;
      takeFinished(state, content);
      return true;
    case "NewSessionTicket":
      if (phase !== "CONNECTED") return false;
      takeTicket(state, content);
      return true;
    default:
      return false;
  }
}

function takeExtensions(state: TlsState, { alpn, earlyData }: EncryptedExtensions): void {
  if ((alpn !== null && !state.settings.alpn.includes(alpn)) || (earlyData && state.earlyData !== "offered")) {
    fail(state, "illegal_parameter", "tls.encrypted-extensions"); return;
  }
  state.alpn = alpn;
  if (earlyData) state.earlyData = "accepted";
  else refuseEarlyData(state);
  state.phase = state.resumed ? "WAIT_FINISHED" : "WAIT_CERT_CR";
}

/** Early data that is not taken is sent again when the handshake is over (RFC 8446 §4.2.10). */
function refuseEarlyData(state: TlsState): void {
  if (state.earlyData !== "offered") return;
  state.earlyData = "rejected";
  state.waiting.unshift(...state.early.map((data) => ({ data, early: false })));
  state.early = [];
}

/** A certificate of the peer is checked as soon as it is there (RFC 8446 §4.4.2.4). */
export function takeCertificate(state: TlsState, { credentials }: Certificate): void {
  if (credentials === null) {
    fail(state, "decode_error", "tls.certificate");
    return;
  }
  if (credentials.problem !== null) {
    fail(state, alertFor(credentials.problem), "tls.certificate");
    return;
  }
  state.peer = credentials;
  state.phase = "WAIT_CV";
}

/** The proof that the peer has its certificate's key (RFC 8446 §4.4.3). */
export function takeVerify(state: TlsState, { genuine }: CertificateVerify): void {
  if (!genuine) {
    fail(state, "decrypt_error", "tls.certificate-verify");
    return;
  }
  state.phase = "WAIT_FINISHED";
}

/** The server is done (RFC 8446 §4.4.4): the client's own flight follows, and with it application data. */
function takeFinished(state: TlsState, { genuine }: Finished): void {
  if (!genuine) {
    fail(state, "decrypt_error", "tls.finished");
    return;
  }
  const { settings, out } = state;
  compatibility(state);
  if (state.earlyData === "accepted") say(state, handshake({ kind: "EndOfEarlyData" }, 0), "tls.end-of-early-data");
  out.epoch = epoch(state, "client_handshake_traffic_secret");
  if (state.certificateRequested) {
    say(state, certificate("1.3", settings.credentials), "tls.certificate");
    if (settings.credentials !== null) say(state, certificateVerify(settings.credentials), "tls.certificate-verify");
  }
  say(state, finished("1.3", agreedSuite(state)), "tls.finished");
  flush(state, "tls.finished");
  out.epoch = epoch(state, "client_application_traffic_secret_0");
  state.reading = epoch(state, "server_application_traffic_secret_0");
  connected(state, "tls.finished");
  sendWaiting(state);
}

/** A ticket for another time (RFC 8446 §4.6.1). */
function takeTicket(state: TlsState, { session }: NewSessionTicket): void {
  state.sessions.push({ ...session, serverName: state.settings.serverName });
}
