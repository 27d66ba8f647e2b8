// The machine held against OpenSSL 3.0: every flight of the measured connections, byte for byte.

import { describe, expect, it } from "vitest";
import type { Credentials } from "../../../src/simulation/tls/index.ts";
import { distinguishedName, selfSigned } from "../../../src/simulation/tls/index.ts";
import { capturedFlights, simulatedFlights } from "../../support/tls-capture.ts";
import { clientOf, Exchange, serverOf } from "../../support/tls-exchange.ts";

/** The measured server's certificate; its ECDSA signature came out so long this time. */
function signed(length: number, subject = "server.test"): Credentials {
  return { ...selfSigned(subject, "ecdsa-p256"), signature: length };
}

const only13 = { versions: ["1.3"] } as const;
const only12 = { versions: ["1.2"] } as const;

/** Five bytes and a line end there, and back reversed; then the client closes. */
function echo(exchange: Exchange, bytes: number): Exchange {
  return exchange.send("client", bytes).send("server", bytes).close("client").close("server");
}

describe("OpenSSL 3.0's connections (RFC 8446, RFC 5246)", () => {
  it("TLS 1.3 in full", () => {
    const exchange = echo(new Exchange(clientOf(only13), serverOf({ ...only13, credentials: signed(70) })).open(), 6);
    expect(simulatedFlights(exchange.said)).toEqual(capturedFlights("tls13", 0));
  });

  it("TLS 1.3 with a HelloRetryRequest", () => {
    const exchange = echo(new Exchange(clientOf(only13), serverOf({ ...only13, groups: ["secp384r1"], credentials: signed(71) })).open(), 6);
    expect(simulatedFlights(exchange.said)).toEqual(capturedFlights("tls13_hrr", 0));
  });

  it("TLS 1.3 with a client certificate", () => {
    const server = serverOf({
      ...only13, credentials: signed(71), clientCertificate: "required", authorities: [distinguishedName("client.test")],
    });
    const exchange = echo(new Exchange(clientOf({ ...only13, credentials: signed(70, "client.test") }), server).open(), 6);
    expect(simulatedFlights(exchange.said)).toEqual(capturedFlights("tls13_mutual", 0));
  });

  it("TLS 1.3 with early data in the second connection", () => {
    const server = serverOf({ ...only13, credentials: signed(71), maxEarlyData: 16384, stateless: false });
    const first = new Exchange(clientOf(only13), server).open().close("server").close("client");
    expect(simulatedFlights(first.said)).toEqual(capturedFlights("tls13_0rtt", 0));
    const session = first.client.sessions.at(-1) ?? null;
    const second = new Exchange(clientOf(only13), server, session).open([{ bytes: 11, name: null, protocol: "tls" }]).close("server").close("client");
    expect(simulatedFlights(second.said)).toEqual(capturedFlights("tls13_0rtt", 1));
    expect(second.delivered("server")).toBe(11);
  });

  it("TLS 1.2 in full", () => {
    const exchange = echo(new Exchange(clientOf(only12), serverOf({ ...only12, credentials: signed(71) })).open(), 6);
    expect(simulatedFlights(exchange.said)).toEqual(capturedFlights("tls12", 0));
  });

  it("TLS 1.2 resumed by ticket", () => {
    const server = serverOf({ ...only12, credentials: signed(71) });
    const first = echo(new Exchange(clientOf(only12), server).open(), 6);
    expect(simulatedFlights(first.said)).toEqual(capturedFlights("tls12_resume", 0));
    const second = echo(new Exchange(clientOf(only12), server, first.client.sessions.at(-1) ?? null).open(), 6);
    expect(simulatedFlights(second.said)).toEqual(capturedFlights("tls12_resume", 1));
  });
});
