// Alerts: every way in which a connection fails has its own, and nothing follows it.

import { describe, expect, it } from "vitest";
import type { StreamUnit } from "../../../src/simulation/kernel/index.ts";
import type { Credentials, HandshakeContent, TlsContent, TlsRecord, TlsVersion } from "../../../src/simulation/tls/index.ts";
import { selfSigned } from "../../../src/simulation/tls/index.ts";
import { clientOf, Exchange, serverOf, WHOLE } from "../../support/tls-exchange.ts";

const credentials = selfSigned("server.test", "ecdsa-p256");
const with13 = { versions: ["1.3"] } as const;
const with12 = { versions: ["1.2"] } as const;

type Meddle = (record: TlsRecord, from: "client" | "server", count: number) => TlsContent[];

/** An exchange in which records are changed on their way; `count` numbers the records of each end. */
function meddled(meddle: Meddle, version: typeof with13 | typeof with12 = with13): Exchange {
  const counts = { client: 0, server: 0 };
  return new Exchange(clientOf(version), serverOf(version), null, WHOLE, (unit, from): StreamUnit<TlsContent>[] => {
    if (unit.content.protocol === "plain") return [unit];
    counts[from] += 1;
    return meddle(unit.content, from, counts[from]).map((content) => ({ size: unit.size, content }));
  });
}

function alerts(exchange: Exchange, from: "client" | "server"): string[] {
  return exchange.messages(from).filter(({ name }) => name.startsWith("Alert")).map(({ name, details }) => `${String(details["level"])} ${name.slice(7)}`);
}

describe("Certificates that are not taken (RFC 8446 §6.2, RFC 5246 §7.2.2)", () => {
  const problems: readonly (readonly [Credentials["problem"], string])[] = [
    ["unknown-ca", "unknown_ca"], ["expired", "certificate_expired"], ["revoked", "certificate_revoked"], ["wrong-name", "bad_certificate"],
    ["unsupported", "unsupported_certificate"], ["bad-signature", "bad_certificate"],
  ];

  it.each(problems)("a server's certificate: %s is answered by %s", (problem, description) => {
    for (const version of [with13, with12]) {
      const exchange = new Exchange(clientOf(version), serverOf({ ...version, credentials: { ...credentials, problem } })).open();
      expect(alerts(exchange, "client")).toEqual([`fatal ${description}`]);
      expect(exchange.status("server")).toEqual([`failed: ${description}`]);
      expect(exchange.status("client")).toEqual([`failed: ${description}`]);
    }
  });

  it("who signs with another key than the certificate's gets decrypt_error (RFC 8446 §4.4.3)", () => {
    for (const version of [with13, with12]) {
      const exchange = new Exchange(clientOf(version), serverOf({ ...version, credentials: { ...credentials, forged: true } })).open();
      expect(alerts(exchange, "client")).toEqual(["fatal decrypt_error"]);
    }
  });

  it("a client's certificate likewise, under the server's application keys: the server has finished", () => {
    const client = clientOf({ ...with13, credentials: { ...credentials, problem: "expired" } });
    const exchange = new Exchange(client, serverOf({ ...with13, clientCertificate: "required" })).open();
    expect(exchange.messages("server").at(-1)).toMatchObject({ name: "Alert: certificate_expired", keys: "server_application_traffic_secret_0" });
    // The client thought that it was done.
    expect(exchange.status("client")).toEqual(["ready", "failed: certificate_expired"]);
  });
});

describe("What is not TLS, or not what was sent (RFC 8446 §5)", () => {
  it("is refused with unexpected_message where it is another protocol", () => {
    const exchange = new Exchange(clientOf(), serverOf());
    exchange.tell("server", { kind: "opened" });
    const unit = { size: 78, content: { protocol: "plain", text: "GET / HTTP/1.1" } as const };
    exchange.tell("server", { kind: "received", pieces: [{ unit, from: 0, length: 30 }] });
    expect(alerts(exchange, "server")).toEqual(["fatal unexpected_message"]);
  });

  it("is refused with bad_record_mac where a protected record was changed (§5.2)", () => {
    const exchange = meddled((record, from, count) => [{ ...record, intact: !(from === "server" && count === 3) }]).open();
    expect(alerts(exchange, "client")).toEqual(["fatal bad_record_mac"]);
  });

  it("is refused with decode_error where a hello in the clear makes no sense", () => {
    const exchange = meddled((record, from, count) => [{ ...record, intact: !(from === "client" && count === 1) }]).open();
    expect(alerts(exchange, "server")).toEqual(["fatal decode_error"]);
  });

  it("is refused with record_overflow where a record is longer than 2^14 + 256", () => {
    const exchange = meddled((record, from, count) => [from === "server" && count === 4 ? { ...record, length: 16641 } : record]).open();
    expect(alerts(exchange, "client")).toEqual(["fatal record_overflow"]);
  });

  it("is refused with bad_record_mac where a record comes twice: its number is in its protection (§5.3)", () => {
    const exchange = meddled((record, from) => (from === "client" && record.body.type === "application_data" ? [record, record] : [record]));
    exchange.open().send("client", 10);
    expect(exchange.delivered("server")).toBe(10);
    expect(alerts(exchange, "server")).toEqual(["fatal bad_record_mac"]);
  });
});

describe("Messages out of order (RFC 8446 §4, RFC 5246 §7.4)", () => {
  const others: readonly HandshakeContent[] = [
    { kind: "ServerHelloDone" }, { kind: "EndOfEarlyData" }, { kind: "Finished", genuine: true }, { kind: "CertificateVerify", genuine: true },
    { kind: "EncryptedExtensions", alpn: null, earlyData: false }, { kind: "Certificate", credentials },
    { kind: "ServerKeyExchange", group: "x25519", genuine: true }, { kind: "CertificateRequest", schemes: [] }, { kind: "ClientKeyExchange" },
  ];
  /** What may stand in a message's place besides itself. */
  const allowed: Readonly<Record<string, readonly string[]>> = {
    Certificate: ["CertificateRequest"], ServerHelloDone: ["CertificateRequest"],
  };

  it.each(others.map((content) => [content.kind, content] as const))("%s in the place of any other message", (kind, content) => {
    for (const version of [with13, with12]) {
      const names = new Exchange(clientOf(version), serverOf(version)).open().messages().map(({ name }) => name);
      for (const name of new Set(names)) {
        if (name === kind || name === "ChangeCipherSpec" || name === "NewSessionTicket" || allowed[name]?.includes(kind) === true) continue;
        const exchange = meddled((record) => {
          const { body } = record;
          if (body.type !== "handshake" || body.message.content.kind !== name) return [record];
          return [{ ...record, body: { ...body, message: { content, bytes: body.message.bytes } } }];
        }, version).open();
        const reader = exchange.said.find(({ effect }) => effect.kind === "write" && effect.messages.at(-1)?.name.startsWith("Alert") === true)?.from ?? "client";
        expect([name, alerts(exchange, reader)[0]]).toEqual([name, "fatal unexpected_message"]);
      }
    }
  });

  it("in 1.2, a Finished without ChangeCipherSpec is not readable as what it should be", () => {
    const exchange = meddled((record, from) => (from === "client" && record.body.type === "change_cipher_spec" ? [] : [record]), with12).open();
    expect(exchange.status("server")).toEqual(["failed: unexpected_message"]);
  });

  it("in 1.2, a ChangeCipherSpec before its time (the early CCS attack)", () => {
    const ccs: TlsRecord = { protocol: "tls", length: 1, keys: null, sequence: 0, body: { type: "change_cipher_spec" }, intact: true };
    const exchange = meddled((record, from, count) => (from === "client" && count === 2 ? [ccs, record] : [record]), with12).open();
    expect(alerts(exchange, "server")).toEqual(["fatal unexpected_message"]);
  });

  it("in 1.3, a ChangeCipherSpec is dropped during the handshake, and an error after it (§5)", () => {
    const ccs: TlsRecord = { protocol: "tls", length: 1, keys: null, sequence: 0, body: { type: "change_cipher_spec" }, intact: true };
    const during = meddled((record, from, count) => (from === "server" && count === 5 ? [ccs, record] : [record])).open();
    expect(during.status("client")).toEqual(["ready"]);
    const after = meddled((record, from) => (from === "client" && record.body.type === "application_data" ? [ccs, record] : [record]));
    expect(alerts(after.open().send("client", 10), "server")).toEqual(["fatal unexpected_message"]);
  });
});

describe("The end of a connection (RFC 8446 §6.1, RFC 5246 §7.2.1)", () => {
  it("is said by close_notify, protected like the data, and answered at once in 1.2", () => {
    const exchange = new Exchange(clientOf(with12), serverOf(with12)).open().close("client");
    expect(exchange.messages().slice(-2).map(({ name, keys }) => [name, keys])).toEqual([
      ["Alert: close_notify", "client_write_key"], ["Alert: close_notify", "server_write_key"],
    ]);
    expect(exchange.status("server")).toEqual(["ready", "ended"]);
  });

  it("leaves the other direction open in 1.3", () => {
    const exchange = new Exchange(clientOf(with13), serverOf(with13)).open().close("client").send("server", 500);
    expect(exchange.delivered("client")).toBe(500);
    expect(exchange.status("server")).toEqual(["ready", "ended"]);
    expect(exchange.close("server").status("client")).toEqual(["ready", "ended"]);
  });

  it("is a truncation where the stream ends without it", () => {
    for (const version of [with13, with12]) {
      const exchange = new Exchange(clientOf(version), serverOf(version)).open().send("server", 100).tell("client", { kind: "ended" });
      expect(exchange.status("client")).toEqual(["ready", "failed: truncated"]);
    }
  });

  it("is a failure where the stream is reset", () => {
    const exchange = new Exchange(clientOf(), serverOf()).open().tell("client", { kind: "reset" });
    expect(exchange.status("client")).toEqual(["ready", "failed: reset"]);
  });

  it("takes nothing after close_notify", () => {
    const exchange = new Exchange(clientOf(with13), serverOf(with13)).open().close("client").send("client", 10);
    expect(exchange.delivered("server")).toBe(0);
  });

  it("in the midst of a handshake is user_canceled, then close_notify", () => {
    const exchange = new Exchange(clientOf(with13), serverOf(with13), null, () => []).open().close("client");
    expect(alerts(exchange, "client")).toEqual(["warning user_canceled", "warning close_notify"]);
  });
});

describe("The downgrade sentinel (RFC 8446 §4.1.3)", () => {
  const speaks = (versions: readonly TlsVersion[]) => ({ versions });
  const random = (exchange: Exchange): unknown => exchange.messages("server").find(({ name }) => name === "ServerHello")?.details["random"];

  it("ends the random number of a server that speaks 1.3 and has to speak 1.2", () => {
    expect(random(new Exchange(clientOf(speaks(["1.2"])), serverOf(speaks(["1.3", "1.2"]))).open())).toBe("… DOWNGRD 01");
    expect(random(new Exchange(clientOf(speaks(["1.3", "1.2"])), serverOf(speaks(["1.2"]))).open())).toBeUndefined();
    expect(random(new Exchange(clientOf(), serverOf()).open())).toBeUndefined();
  });

  it("betrays who takes 1.3 out of a hello on its way: the client breaks off with illegal_parameter", () => {
    const attacked = new Exchange(clientOf(), serverOf(), null, WHOLE, (unit) => {
      const { content } = unit;
      if (content.protocol !== "tls" || content.body.type !== "handshake" || content.body.message.content.kind !== "ClientHello") return [unit];
      const { message } = content.body;
      const hello = { ...content.body.message.content, versions: ["1.2"] } as const;
      return [{ ...unit, content: { ...content, body: { ...content.body, message: { ...message, content: hello } } } }];
    }).open();
    expect(attacked.status("client")).toEqual(["failed: illegal_parameter"]);
    expect(attacked.messages("client").at(-1)).toMatchObject({ name: "Alert: illegal_parameter", rule: "tls.downgrade", keys: null });
  });
});
