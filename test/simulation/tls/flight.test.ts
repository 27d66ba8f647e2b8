// How a flight leaves: records put through a write buffer of 4096 bytes, as a trace of OpenSSL 3.0's system calls shows.

import { describe, expect, it } from "vitest";
import { selfSigned } from "../../../src/simulation/tls/index.ts";
import { clientOf, Exchange, serverOf } from "../../support/tls-exchange.ts";

function writes(chain: readonly number[], signature = 70): (readonly number[])[] {
  const credentials = { ...selfSigned("server.test", "ecdsa-p256"), chain, signature };
  const exchange = new Exchange(clientOf({ versions: ["1.3"] }), serverOf({ versions: ["1.3"], credentials })).open();
  return exchange.said.flatMap(({ from, effect }) => from === "server" && effect.kind === "write" ? [effect.writes ?? [effect.units.reduce((sum, { size }) => sum + size, 0)]] : []);
}

describe("The write buffer of a handshake", () => {
  it("is emptied when it is full and at the end of the flight: certificates of 388, 1912 and 3412 bytes were written as 4096 + 1996", () => {
    expect(writes([388, 1912, 3412])).toEqual([[4096, 1996], [255], [255]]);
  });

  it("is gone round by what would fill it again: a certificate of 12012 bytes left as 4096 + 8112 + 175", () => {
    expect(writes([12_012], 71)).toEqual([[4096, 8112, 175], [255], [255]]);
  });

  it("leaves a short flight in one write, and each ticket in one of its own", () => {
    expect(writes([388])).toEqual([[758], [255], [255]]);
  });
});
