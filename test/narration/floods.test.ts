// What is told of a flood: its own story, and what it does to whoever is honest; never each of its SYNs.

import { describe, expect, it } from "vitest";
import { facts, narrate } from "../../src/narration/index.ts";
import { messages } from "../../src/i18n/index.ts";
import type { Scenario, Statement, TcpSpec } from "../../src/simulation/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { scenario, TCP } from "../support/scenario.ts";

function flooded(server: Partial<TcpSpec>, told?: { readonly first: number; readonly count: number }): Scenario {
  const script: readonly Statement[] = [{ host: "server", call: { kind: "listen", backlog: 8 } }, { host: "client", at: 400, call: { kind: "connect", to: "server" } }];
  const base = scenario({ stack: "linux", client: { mss: 1460 }, server: { mss: 1460, ...server }, script });
  const attacker = { id: "attacker", name: "Attacker", address: "203.0.113.66", port: 1024, tcp: TCP };
  return { ...base, hosts: [...base.hosts, attacker], floods: [{ from: "attacker", to: "server", count: 100, every: 2, at: 100, ...(told === undefined ? {} : { told }) }] };
}

function told(made: Scenario): readonly string[] {
  return narrate(simulate(made)).map(({ host, key }) => `${host} ${key}`);
}

describe("the story of a flood (RFC 4987)", () => {
  it("is that the queue fills, SYNs are dropped, and an honest client gets in when old entries go", () => {
    expect(told(flooded({ synCookies: "off" })).filter((each) => !each.includes("retransmitted"))).toEqual([
      "server listen", "attacker flood-begins", "server syn-queue-full", "server flood-dropped", "server flood-over", "client syn-sent", "server syn-dropped",
      ...Array<string>(5).fill("server syn-dropped"), "server half-open-given-up", "server syn-answered", "client established-first", "server established-both",
      "server half-open-given-up",
    ]);
  });

  it("is that cookies let the honest client in at once", () => {
    expect(told(flooded({ synCookies: "when-full" }))).toEqual([
      "server listen", "attacker flood-begins", "server syn-queue-full", "server flood-answered-by-cookies", "server flood-over", "client syn-sent", "server cookie-sent",
      "client established-by-cookie", "server cookie-returned", "server half-open-given-up", "server half-open-given-up",
    ]);
  });

  it("is told in few words however much of it is told packet by packet", () => {
    expect(told(flooded({ synCookies: "off" }, { first: 0, count: 5 })).length).toBeLessThan(30);
  });

  it("stands in the subtitle, and its answers to nobody are no losses", () => {
    const made = flooded({ synCookies: "when-full" });
    const found = facts(simulate(made), made);
    expect(found.floods).toEqual([{ count: 100, backlog: 8, cookies: "when-full", proxied: false }]);
    expect(found.lost).toEqual([]);
    expect([messages("en").subtitle(found), messages("ko").subtitle(found)]).toEqual([
      "100 spoofed SYNs · backlog 8 · cookies when full · RTT 100 ms", "위조된 SYN 100개 · 백로그 8 · 가득 차면 쿠키 · RTT 100 ms",
    ]);
  });
});
