import { describe, expect, it } from "vitest";
import { chunks, clientOf, Exchange, serverOf } from "../../support/tls-exchange.ts";

const with13 = { versions: ["1.3"] } as const;

/** What both ends have said since the handshake, tickets aside: who, what, and under which keys. */
function talk(exchange: Exchange): string[] {
  return exchange.said.flatMap(({ from, effect }) => (effect.kind === "write" ? effect.messages.map(({ name, keys }) => `${from} ${name} ${keys ?? "-"}`) : []))
    .filter((line) => /application_data|KeyUpdate/u.test(line));
}

function open(): Exchange {
  return new Exchange(clientOf(with13), serverOf(with13)).open();
}

const update = (requested: boolean) => ({ kind: "call", call: { kind: "update-keys", requested } }) as const;

describe("KeyUpdate (RFC 8446 §4.6.3)", () => {
  it("goes under the old keys, and what follows it under the next", () => {
    const exchange = open().send("client", 10).tell("client", update(false)).send("client", 10).send("server", 10);
    expect(talk(exchange)).toEqual([
      "client application_data client_application_traffic_secret_0", "client KeyUpdate client_application_traffic_secret_0",
      "client application_data client_application_traffic_secret_1", "server application_data server_application_traffic_secret_0",
    ]);
    expect([exchange.delivered("server"), exchange.delivered("client")]).toEqual([20, 10]);
  });

  it("is five bytes in a record of 27, as OpenSSL writes it", () => {
    const [message] = open().tell("client", update(true)).messages("client").filter(({ name }) => name === "KeyUpdate");
    expect(message).toMatchObject({ bytes: 5, start: 0, end: 27, details: { request_update: "update_requested" } });
  });

  it("that asks for another is answered before the next data, and by one that asks for none", () => {
    const exchange = open().tell("client", update(true));
    expect(talk(exchange).filter((line) => line.startsWith("server"))).toEqual([]);
    exchange.send("server", 10).send("server", 10);
    expect(talk(exchange).filter((line) => line.startsWith("server"))).toEqual([
      "server KeyUpdate server_application_traffic_secret_0",
      "server application_data server_application_traffic_secret_1", "server application_data server_application_traffic_secret_1",
    ]);
    expect(exchange.messages("server").filter(({ name }) => name === "KeyUpdate")).toMatchObject([{ details: { request_update: "update_not_requested" } }]);
    expect(exchange.delivered("client")).toBe(20);
  });

  it("may come again and again, from both ends at once, however the stream is cut", () => {
    const exchange = new Exchange(clientOf(with13), serverOf(with13), null, (size) => Array.from({ length: size }, () => 1)).open();
    for (let round = 0; round < 3; round += 1) exchange.tell("client", update(true)).tell("server", update(true)).send("client", 5).send("server", 5);
    expect([exchange.delivered("server"), exchange.delivered("client")]).toEqual([15, 15]);
    expect([...exchange.status("client"), ...exchange.status("server")]).toEqual(["ready", "ready"]);
  });

  it("is asked for once where several ask before the answer", () => {
    const exchange = open().tell("client", update(true)).tell("client", update(true)).send("server", 1);
    expect(talk(exchange).filter((line) => line.startsWith("server KeyUpdate"))).toHaveLength(1);
  });

  it("is unexpected before the handshake is over", () => {
    const donor = open().tell("server", update(false));
    const record = donor.said.flatMap(({ from, effect }) => (from === "server" && effect.kind === "write" ? effect.units : [])).at(-1);
    if (record === undefined || record.content.protocol !== "tls") throw new Error("no record");
    const exchange = new Exchange(clientOf(with13), serverOf(with13));
    exchange.tell("server", { kind: "opened" });
    for (const pieces of chunks([{ ...record, content: { ...record.content, keys: null, sequence: 0 } }], (size) => [size])) exchange.tell("server", { kind: "received", pieces });
    expect(exchange.status("server")).toEqual(["failed: unexpected_message"]);
  });

  it("does not exist in TLS 1.2", () => {
    const exchange = new Exchange(clientOf({ versions: ["1.2"] }), serverOf()).open().tell("client", update(true)).send("client", 3);
    expect(exchange.messages().some(({ name }) => name === "KeyUpdate")).toBe(false);
    expect(exchange.delivered("server")).toBe(3);
  });
});
