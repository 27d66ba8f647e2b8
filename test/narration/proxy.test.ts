import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import { narrate } from "../../src/narration/index.ts";
import type { Step } from "../../src/narration/index.ts";
import { simulate } from "../../src/simulation/index.ts";

function steps(text: string): readonly Step[] {
  const { scenario, diagnostics } = compile(text, new Map());
  if (scenario === null) throw new Error(diagnostics.map(({ code }) => code).join());
  return narrate(simulate(scenario));
}

const BLOCK = `
server: { syn-proxy: on }
script:
  - server listens
  - client connects
  - client sends 100 bytes
  - when server received 100 bytes server sends 50 bytes
`;

describe("the story of a SYN proxy (RFC 4987 §3.8)", () => {
  const told = steps(BLOCK);

  it("tells each of its deeds once, and nothing of what it merely passes on", () => {
    expect(told.filter(({ host }) => host === "proxy").map(({ key }) => key)).toEqual(["proxy-answers", "proxy-opens", "proxy-joins", "proxy-translates"]);
  });

  it("has client and server speak of one another, not of the proxy", () => {
    const others = told.filter(({ host }) => host !== "proxy");
    expect(others.length).toBeGreaterThan(8);
    for (const { values } of others) expect(Object.values(values)).not.toContain("proxy");
  });

  it("names the numbers before and behind", () => {
    const joins = told.find(({ key }) => key === "proxy-joins");
    expect(joins?.values).toEqual({ host: "proxy", peer: "client", server: "server", seq: 300, ack: 301 });
    const translates = told.find(({ key }) => key === "proxy-translates");
    expect(translates?.values).toMatchObject({ field: "ack", after: 301 });
  });

  it("tells what it refuses and what it drops", () => {
    const forged = steps(`${BLOCK}  - at 2s network injects ACK to server seq 1 ack 1 from 203.0.113.7\n  - at 3s network injects RST to server seq 1 from 203.0.113.7\n`);
    expect(forged.filter(({ host, at }) => host === "proxy" && at >= 2000).map(({ key }) => key)).toEqual(["injected", "proxy-refuses", "injected", "proxy-drops"]);
  });

  it("tells why a kernel's server does not take the proxy's ACK", () => {
    const stamped = steps(`stack: linux${BLOCK}`);
    expect(stamped.filter(({ host }) => host === "server").map(({ key }) => key)).toEqual(["listen", "syn-answered", "echo-unknown", "established-by-data", "data-received", "data-sent", "ack-received"]);
  });
});
