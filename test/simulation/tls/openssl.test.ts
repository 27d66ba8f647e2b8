// What OpenSSL 3.0 says in each kind of handshake, record by record, as its own `-msg` shows: held against the machine.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Credentials, KeyKind, Session, TlsSettings } from "../../../src/simulation/tls/index.ts";
import { distinguishedName, selfSigned, SUITES } from "../../../src/simulation/tls/index.ts";
import { clientOf, Exchange, serverOf } from "../../support/tls-exchange.ts";

type Changes = Partial<Omit<TlsSettings, "role">>;

const MEASURED = v.parse(
  v.record(v.string(), v.array(v.array(v.string()))),
  JSON.parse(readFileSync(fileURLToPath(new URL("../../captures/messages/openssl-3.0.json", import.meta.url)), "utf8")),
);

const T13 = { versions: ["1.3"] } as const;
const T12 = { versions: ["1.2"] } as const;
const ALL = { versions: ["1.3", "1.2", "1.1", "1.0"] } as const;

const only = (...names: readonly string[]): Changes => ({ suites: SUITES.filter(({ name }) => names.includes(name)) });
const key = (kind: KeyKind): Changes => ({ credentials: selfSigned("server.test", kind) });
/** The measured client's certificate came out a byte longer than the server's. */
const CLIENT: Credentials = { ...selfSigned("client.test", "ecdsa-p256"), chain: [389] };
const UNTRUSTED: Credentials = { ...selfSigned("server.test", "ecdsa-p256"), problem: "unknown-ca" };
const NAMES = { authorities: [distinguishedName("client.test")] };

/** Client and server of each measurement; with more than one connection, each resumes the one before. */
const CASES: Readonly<Record<string, readonly [Changes, Changes, Changes?]>> = {
  "TLS 1.3 offered, TLS 1.2 wanted": [T13, T12],
  "TLS 1.2, client certificate": [{ ...T12, credentials: CLIENT }, { ...T12, clientCertificate: "required", ...NAMES }],
  "TLS 1.3, client certificate of an unknown CA": [{ ...T13, credentials: { ...CLIENT, problem: "unknown-ca" } }, { ...T13, clientCertificate: "required" }],
  "TLS 1.2, AES128-SHA256 with RSA key exchange": [T12, { ...T12, ...key("rsa-2048"), ...only("TLS_RSA_WITH_AES_128_CBC_SHA256") }],
  "TLS 1.2, AES256-GCM-SHA384 with RSA key exchange": [T12, { ...T12, ...key("rsa-2048"), ...only("TLS_RSA_WITH_AES_256_GCM_SHA384") }],
  "TLS 1.2, AES128-SHA with RSA key exchange": [T12, { ...T12, ...key("rsa-2048"), ...only("TLS_RSA_WITH_AES_128_CBC_SHA") }],
  "TLS 1.2, ECDHE-RSA-CHACHA20-POLY1305": [T12, { ...T12, ...key("rsa-2048"), ...only("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256") }],
  "TLS 1.2, DHE-RSA-AES128-GCM-SHA256": [T12, { ...T12, ...key("rsa-2048"), ...only("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256") }],
  "TLS 1.3, RSA certificate": [T13, { ...T13, ...key("rsa-2048") }],
  "TLS 1.3, Ed25519 certificate": [T13, { ...T13, ...key("ed25519") }],
  "TLS 1.3, resumed": [T13, T13],
  "TLS 1.3, AES-128, resumed": [T13, { ...T13, ...only("TLS_AES_128_GCM_SHA256") }],
  "TLS 1.2, resumed by session ID": [T12, { ...T12, ticketExtension: false }],
  "TLS 1.3, ALPN": [{ ...T13, alpn: ["h2", "http/1.1"] }, { ...T13, alpn: ["http/1.1"] }],
  "TLS 1.3, no common application protocol": [{ ...T13, alpn: ["h2"] }, { ...T13, alpn: ["http/1.1"] }],
  "TLS 1.2, ALPN": [{ ...T12, alpn: ["h2", "http/1.1"] }, { ...T12, alpn: ["http/1.1"] }],
  "every version offered": [ALL, ALL],
  "every version offered, TLS 1.2 chosen": [ALL, T12],
  "every version offered, TLS 1.2 resumed": [ALL, T12],
  "TLS 1.2 offered, TLS 1.3 wanted": [T12, T13],
  "no common group": [{ ...ALL, groups: ["x25519"] }, { ...T13, groups: ["secp384r1"] }],
  "no common cipher suite in TLS 1.3": [{ ...T13, ...only("TLS_AES_256_GCM_SHA384") }, { ...T13, ...only("TLS_AES_128_GCM_SHA256") }],
  "no common cipher suite in TLS 1.2": [
    { ...T12, ...only("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384") }, { ...T12, ...only("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256") },
  ],
  "TLS 1.3, server certificate of an unknown CA": [ALL, { ...T13, credentials: UNTRUSTED }],
  "TLS 1.2, server certificate of an unknown CA": [ALL, { ...T12, credentials: UNTRUSTED }],
  "TLS 1.3, certificate of another name": [T13, { ...T13, credentials: { ...UNTRUSTED, problem: "wrong-name" } }],
  "TLS 1.3, no client certificate where one is required": [T13, { ...T13, clientCertificate: "required", ...NAMES }],
  "TLS 1.2, no client certificate where one is required": [T12, { ...T12, clientCertificate: "required" }],
  "TLS 1.3, no client certificate where one is asked for": [T13, { ...T13, clientCertificate: "optional" }],
  "TLS 1.2, no client certificate where one is asked for": [T12, { ...T12, clientCertificate: "optional" }],
  "TLS 1.3, HelloRetryRequest for P-256": [T13, { ...T13, groups: ["secp256r1"] }],
  "TLS 1.3, resumed with a HelloRetryRequest": [T13, { ...T13, groups: ["secp256r1"] }],
  "TLS 1.2, P-256": [T12, { ...T12, groups: ["secp256r1"] }],
  "TLS 1.3, P-256 before X25519": [{ ...T13, groups: ["secp256r1", "x25519"] }, T13],
  "TLS 1.3, early data with a sealed ticket": [T13, { ...T13, maxEarlyData: 16384 }],
  "TLS 1.3, early data taken, then refused as a replay": [T13, { ...T13, maxEarlyData: 16384, stateless: false }, { issuer: "a server that has taken it already" }],
};

/** What an end says, as the measurement prints it: direction, outer type, length, then the message, if it is one. */
function printed(exchange: Exchange): string[] {
  return exchange.said.flatMap(({ from, effect }) => {
    if (effect.kind !== "write") return [];
    return effect.units.flatMap(({ content }) => {
      if (content.protocol !== "tls") return [];
      const { body } = content;
      const type = content.keys?.includes("secret") === true ? "application_data" : body.type;
      const message = body.type === "handshake"
        ? ` ${body.message.content.kind === "HelloRetryRequest" ? "ServerHello" : body.message.content.kind} ${String(body.message.bytes)}`
        : body.type === "alert" ? ` alert ${body.level === "fatal" ? "2" : "1"} ${String(NUMBERS[body.description])}` : "";
      return [`${from === "client" ? "c>s" : "s>c"} ${type} ${String(content.length)}${message}`];
    });
  });
}

const NUMBERS: Readonly<Record<string, number>> = {
  close_notify: 0, handshake_failure: 40, bad_certificate: 42, unknown_ca: 48, protocol_version: 70, certificate_required: 116, no_application_protocol: 120,
};

/** Lengths of the messages that hold an ECDSA signature of P-256, which is 70 to 72 bytes long, by chance: as if it were 71. */
const SIGNED: Readonly<Record<number, number>> = { 78: 79, 79: 79, 80: 79, 114: 115, 115: 115, 116: 115, 147: 148, 148: 148, 149: 148 };

function even(line: string): string {
  const [head, type, record, name, size] = line.split(" ");
  const to = SIGNED[Number(size)];
  if ((name !== "CertificateVerify" && name !== "ServerKeyExchange") || to === undefined) return line;
  return [head, type, String(Number(record) + to - Number(size)), name, String(to)].join(" ");
}

/** The client's lines, and of the server's as many as the measured client read: it looked at nothing after an error or its own close. */
function directions(lines: readonly string[], serverLines: number): Readonly<Record<string, readonly string[]>> {
  return {
    client: lines.filter((line) => line.startsWith("c>s")),
    server: lines.filter((line) => line.startsWith("s>c")).slice(0, serverLines),
  };
}

/** Without the data that is sent again after it was refused: s_client leaves that to its user (RFC 8446 §4.2.10: it may). */
function withoutRepetition(lines: readonly string[]): string[] {
  return lines.filter((line, index) => line !== "c>s application_data 28" || lines.indexOf(line) === index);
}

describe("OpenSSL 3.0, record by record", () => {
  it("is measured in every case, and every measurement is a case", () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(MEASURED).sort());
  });

  it.each(Object.entries(CASES))("%s", (name, [client, server, last]) => {
    const connections = MEASURED[name] ?? [];
    let session: Session | null = null;
    for (const [index, measured] of connections.entries()) {
      const changes = index === connections.length - 1 ? last ?? {} : {};
      const exchange: Exchange = new Exchange(clientOf(client), serverOf({ ...server, ...changes }), session);
      exchange.open(name.includes("early") && index > 0 ? [{ bytes: 11, name: null, protocol: "tls" }] : []);
      if (exchange.status("client").at(-1) === "ready") exchange.close("client");
      session ??= exchange.client.sessions.at(-1) ?? null;
      const read = measured.filter((line) => line.startsWith("s>c")).length;
      expect(directions(withoutRepetition(printed(exchange)).map(even), read)).toEqual(directions(measured.map(even), read));
    }
  });
});
