// Properties of TLS over any stream: however it is cut, garbled or cut short, it finishes or fails, and never hangs or takes the wrong.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StreamUnit } from "../../../src/simulation/kernel/index.ts";
import type { TlsContent, TlsSettings, TlsVersion } from "../../../src/simulation/tls/index.ts";
import { GROUPS, rehearse, selfSigned } from "../../../src/simulation/tls/index.ts";
import type { Cut } from "../../support/tls-exchange.ts";
import { clientOf, Exchange, serverOf, WHOLE } from "../../support/tls-exchange.ts";

/** One of these lists. */
function oneOf<Item>(...lists: readonly (readonly Item[])[]): fc.Arbitrary<readonly Item[]> {
  return fc.constantFrom(...lists);
}

const versions = oneOf<TlsVersion>(["1.3"], ["1.2"], ["1.3", "1.2"]);
const groups = fc.shuffledSubarray([...GROUPS], { minLength: 1 });
const kind = fc.constantFrom("ecdsa-p256", "rsa-2048", "ed25519" as const);
const chain = fc.array(fc.integer({ min: 300, max: 9000 }), { minLength: 1, maxLength: 3 });

const client = fc.record({ versions, groups, alpn: oneOf<string>([], ["h2", "http/1.1"]), ticketExtension: fc.boolean() });
const server = fc.record({
  versions, groups, alpn: oneOf<string>([], ["http/1.1"], ["h3"]), clientCertificate: fc.constantFrom("none", "optional", "required" as const),
  tickets: fc.integer({ min: 0, max: 3 }), stateless: fc.boolean(), maxEarlyData: fc.constantFrom(0, 16384), refusesEarlyData: fc.boolean(),
  ticketExtension: fc.boolean(),
});
const credentials = fc.tuple(kind, chain).map(([key, sizes]) => ({ ...selfSigned("server.test", key), chain: sizes }));
const ends = fc.record({ client, server, credentials, ownsCertificate: fc.boolean(), resumes: fc.boolean() }).map((one) => {
  const clientSettings = clientOf({ ...one.client, credentials: one.ownsCertificate ? selfSigned("client.test", "ecdsa-p256") : null });
  const serverSettings = serverOf({ ...one.server, credentials: one.credentials });
  return { client: clientSettings, server: serverSettings, session: one.resumes ? rehearse(clientSettings, serverSettings) : null };
});

/** Cuts every write into chunks of the given sizes, over and over. */
function cutBy(sizes: readonly number[]): Cut {
  return (size) => {
    const result: number[] = [];
    for (let rest = size, index = 0; rest > 0; index += 1) {
      const next = Math.min(rest, sizes[index % sizes.length] ?? rest);
      result.push(next);
      rest -= next;
    }
    return result;
  };
}

const cuts = fc.array(fc.integer({ min: 1, max: 1460 }), { minLength: 1, maxLength: 6 }).map(cutBy);

function run(one: { readonly client: TlsSettings; readonly server: TlsSettings; readonly session: ReturnType<typeof rehearse> }, cut: Cut, early: number): Exchange {
  const exchange = new Exchange(one.client, one.server, one.session, cut);
  exchange.open(early > 0 ? [{ bytes: early, name: null, protocol: "tls" }] : []);
  return exchange.send("client", 20_000).send("server", 40_000);
}

describe("TLS over any stream", () => {
  it("comes to the same, however the stream is cut", () => {
    fc.assert(fc.property(ends, cuts, fc.integer({ min: 0, max: 500 }), (one, cut, early) => {
      const whole = run(one, WHOLE, early);
      const cutUp = run(one, cut, early);
      for (const from of ["client", "server"] as const) {
        expect(cutUp.messages(from)).toEqual(whole.messages(from));
        expect(cutUp.status(from)).toEqual(whole.status(from));
        expect(cutUp.delivered(from)).toBe(whole.delivered(from));
      }
    }));
  });

  it("finishes at both ends with all the data, or fails at both with one alert", () => {
    fc.assert(fc.property(ends, cuts, fc.integer({ min: 0, max: 500 }), (one, cut, early) => {
      const exchange = run(one, cut, early);
      const failed = exchange.messages().filter(({ details }) => details["level"] === "fatal");
      expect(failed.length).toBeLessThanOrEqual(1);
      if (failed.length === 0) {
        expect([exchange.status("client"), exchange.status("server")]).toEqual([["ready"], ["ready"]]);
        expect(exchange.delivered("server")).toBe(20_000 + early);
        expect(exchange.delivered("client")).toBe(40_000);
      } else {
        const why = failed[0]?.name.slice("Alert: ".length) ?? "";
        expect(exchange.status("client").at(-1)).toBe(`failed: ${why}`);
        expect(exchange.status("server").at(-1)).toBe(`failed: ${why}`);
        expect(exchange.delivered("server")).toBeLessThanOrEqual(early);
      }
    }));
  });

  it("has messages that lie side by side in the stream, each as long as its records", () => {
    fc.assert(fc.property(ends, (one) => {
      for (const { effect } of run(one, WHOLE, 0).said) {
        if (effect.kind !== "write") continue;
        let end = 0;
        for (const message of effect.messages) {
          expect(message.start).toBe(end);
          expect(message.end - message.start).toBeGreaterThanOrEqual(message.bytes + 5);
          ({ end } = message);
        }
        expect(effect.units.reduce((sum, { size }) => sum + size, 0)).toBe(end);
        expect((effect.writes ?? [end]).reduce((sum, size) => sum + size, 0)).toBe(end);
      }
    }));
  });

  it("takes no changed, lost, doubled or misplaced record for a good one", () => {
    const fate = fc.constantFrom("garbled", "lost", "doubled", "swapped", "foreign" as const);
    fc.assert(fc.property(ends, fate, fc.constantFrom("client", "server" as const), fc.integer({ min: 1, max: 12 }), (one, what, victim, at) => {
      let count = 0;
      let held: StreamUnit<TlsContent> | null = null;
      const exchange = new Exchange(one.client, one.server, one.session, WHOLE, (unit, from) => {
        if (from !== victim) return [unit];
        count += 1;
        if (held !== null) {
          const before = held;
          held = null;
          return [unit, before];
        }
        if (count !== at || unit.content.protocol === "plain") return [unit];
        switch (what) {
          case "garbled":
            return [{ ...unit, content: { ...unit.content, intact: false } }];
          case "lost":
            return [];
          case "doubled":
            return [unit, unit];
          case "foreign":
            return [{ ...unit, content: { protocol: "plain", text: null } }, unit];
          case "swapped":
            held = unit;
            return [];
        }
      });
      exchange.open().send("client", 2000).send("server", 3000);
      expect(exchange.delivered("server")).toBeLessThanOrEqual(2000);
      expect(exchange.delivered("client")).toBeLessThanOrEqual(3000);
      const ready = exchange.status("client").includes("ready") && exchange.status("server").includes("ready");
      const failed = exchange.status("client").some((status) => status.startsWith("failed")) || exchange.status("server").some((status) => status.startsWith("failed"));
      // A record that never comes leaves its reader waiting; all else is noticed, or was a ChangeCipherSpec that says nothing.
      if (what === "garbled" || what === "foreign") expect(failed || count < at).toBe(true);
      if (!ready && !failed) expect(["lost", "swapped"]).toContain(what);
    }));
  });
});
