// The server of TLS 1.3 (RFC 8446 §2 and Appendix A.2): what it answers, and what it does with each message of the client.

import type { CipherSuite, NamedGroup } from "./algorithms.ts";
import { alertFor } from "./alerts.ts";
import type { Certificate, Finished, HandshakeContent } from "./messages.ts";
import { certificate } from "./messages.ts";
import type { Agreement } from "./negotiation.ts";
import {
  certificateRequest, certificateVerify, encryptedExtensions, finished, helloRetryRequest, newSessionTicket, serverHello13,
} from "./server-messages.ts";
import type { Session } from "./settings.ts";
import type { TlsState } from "./state.ts";
import { agreedSuite, connected, epoch, fail, flush, say, sendWaiting } from "./state.ts";
import { takeVerify } from "./client-13.ts";
import { SESSION_ID, sealedTicket } from "./ticket.ts";

/** Asks for another key share (RFC 8446 §4.1.4); only once. */
export function askAgain(state: TlsState, suite: CipherSuite, group: NamedGroup): void {
  if (state.retried) {
    fail(state, "illegal_parameter", "tls.second-client-hello");
    return;
  }
  state.retried = true;
  state.phase = "RECVD_CH";
  if (state.hello?.earlyData === true) state.earlyData = "rejected";
  say(state, helloRetryRequest(suite, group), "tls.hello-retry-request");
  compatibility(state);
  flush(state, "tls.hello-retry-request");
}

function compatibility(state: TlsState): void {
  if (state.compatible) return;
  state.compatible = true;
  state.out.changeCipherSpec("tls.compatibility");
}

/** The server's first flight, up to its Finished, in one go (RFC 8446 §2). */
export function answer13(state: TlsState, agreement: Extract<Agreement, { readonly kind: "agreed" }>, group: NamedGroup): void {
  const { settings, out, hello } = state;
  const { suite, alpn, session } = agreement;
  const resumed = session !== null;
  Object.assign(state, { version: "1.3", suite, group, alpn, session, resumed });
  if (hello?.earlyData === true) state.earlyData = takesEarlyData(state) ? "accepted" : "rejected";
  say(state, serverHello13(suite, group, resumed), "tls.server-hello");
  compatibility(state);
  out.epoch = epoch(state, "server_handshake_traffic_secret");
  say(state, encryptedExtensions(settings, group, alpn, state.earlyData === "accepted"), "tls.encrypted-extensions");
  if (!resumed) {
    if (settings.clientCertificate !== "none") {
      state.certificateRequested = true;
      say(state, certificateRequest("1.3", settings.authorities), "tls.certificate-request");
    }
    say(state, certificate("1.3", settings.credentials), "tls.certificate");
    if (settings.credentials !== null) say(state, certificateVerify(settings.credentials), "tls.certificate-verify");
  }
  say(state, finished("1.3", suite), "tls.finished");
  flush(state, "tls.server-hello");
  out.epoch = epoch(state, "server_application_traffic_secret_0");
  const early = state.earlyData === "accepted";
  state.reading = epoch(state, early ? "client_early_traffic_secret" : "client_handshake_traffic_secret");
  state.phase = early ? "WAIT_EOED" : state.certificateRequested ? "WAIT_CERT" : "WAIT_FINISHED";
}

/** Early data is taken only where everything is as it was (RFC 8446 §4.2.10), and nothing speaks against it (§8). */
function takesEarlyData(state: TlsState): boolean {
  const { settings, session } = state;
  if (session === null || state.retried || settings.refusesEarlyData) return false;
  return settings.maxEarlyData > 0 && session.earlyData > 0 && session.suite === state.suite && session.alpn === state.alpn;
}

/** Any handshake message after the ClientHello. Says whether it was in its place. */
export function serverTakes13(state: TlsState, content: HandshakeContent): boolean {
  const { phase } = state;
  switch (content.kind) {
    case "EndOfEarlyData":
      if (phase !== "WAIT_EOED") return false;
      state.reading = epoch(state, "client_handshake_traffic_secret");
      state.phase = "WAIT_FINISHED";
      return true;
    case "Certificate":
      if (phase !== "WAIT_CERT") return false;
      takeClientCertificate(state, content);
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

/** An empty list is a client without a certificate (RFC 8446 §4.4.2.4). */
function takeClientCertificate(state: TlsState, { credentials }: Certificate): void {
  if (credentials === null) {
    if (state.settings.clientCertificate === "required") {
      fail(state, "certificate_required", "tls.certificate");
      return;
    }
    state.phase = "WAIT_FINISHED";
    return;
  }
  if (credentials.problem !== null) {
    fail(state, alertFor(credentials.problem), "tls.certificate");
    return;
  }
  state.peer = credentials;
  state.phase = "WAIT_CV";
}

/** The client is done too: tickets follow at once, each in a write of its own. */
function takeFinished(state: TlsState, { genuine }: Finished): void {
  if (!genuine) {
    fail(state, "decrypt_error", "tls.finished");
    return;
  }
  const { settings } = state;
  state.reading = epoch(state, "client_application_traffic_secret_0");
  connected(state, "tls.finished");
  const tickets = state.resumed ? Math.min(1, settings.tickets) : settings.tickets;
  for (let count = 0; count < tickets; count += 1) {
    say(state, newSessionTicket(nextSession(state)), "tls.new-session-ticket");
    flush(state, "tls.new-session-ticket");
  }
  sendWaiting(state);
}

/** The session that a ticket of this connection stands for. */
export function nextSession(state: TlsState): Session {
  const { settings, alpn, hello, peer } = state;
  const suite = agreedSuite(state);
  const version = suite.version;
  const earlyData = version === "1.3" ? settings.maxEarlyData : 0;
  const sealed = sealedTicket({ version, suite, alpn, peerCertificate: peer?.chain[0] ?? 0, maxEarlyData: earlyData });
  const ticket = settings.stateless || version === "1.2" ? sealed : SESSION_ID;
  return { version, suite, hash: suite.hash, serverName: hello?.serverName ?? null, alpn, ticket, issuer: settings.issuer, earlyData, expired: false };
}
