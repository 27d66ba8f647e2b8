import { describe, expect, it } from "vitest";
import { compile, faultForPacket } from "../../../src/language/index.ts";
import type { Scenario } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";

const BLOCK = "script:\n  - server listens\n  - client connects\n  - client sends 10 bytes\n";

function scenarioOf(text: string): Scenario {
  const { scenario, diagnostics } = compile(text, new Map(), { proxy: "Porter" });
  if (scenario === null) throw new Error(diagnostics.map(({ code }) => code).join());
  return scenario;
}

describe("server.syn-proxy (RFC 4987 §3.8)", () => {
  it("puts a host of its own between client and server", () => {
    const { hosts, synProxy } = scenarioOf(`server: { syn-proxy: on }\n${BLOCK}`);
    expect(hosts.map(({ id, name }) => `${id} ${name}`)).toEqual(["client client", "server server", "proxy Porter"]);
    expect(synProxy).toEqual({ host: "proxy", of: "server", rtt: 20 });
  });

  it("stands as far from the server as is said", () => {
    expect(scenarioOf(`server: { syn-proxy: on, proxy-rtt: 5ms }\n${BLOCK}`).synProxy?.rtt).toBe(5);
    expect(scenarioOf(`server: { proxy-rtt: 5ms }\n${BLOCK}`)).not.toHaveProperty("synProxy");
  });

  it("is no parameter of the client", () => {
    expect(compile(`client: { syn-proxy: on }\n${BLOCK}`, new Map()).diagnostics.map(({ code }) => code)).toEqual(["unknown-key"]);
  });

  it("has its segments lost by scripted faults, also by those that a click would write", () => {
    const block = `server: { syn-proxy: on }\n${BLOCK}`;
    const trace = simulate(scenarioOf(block));
    const opening = trace.packets.find(({ from, to }) => from === "proxy" && to === "server");
    expect(opening === undefined ? null : faultForPacket(trace, opening.id, "drop")).toEqual({ kind: "drop", from: "proxy", match: "SYN", nth: 1 });
    const lost = simulate(scenarioOf(`faults: [drop proxy SYN 1]\n${block}`));
    expect(lost.packets.find(({ loss }) => loss !== null)).toMatchObject({ from: "proxy", to: "server", loss: { why: "fault" } });
  });

  it("has SYNs of a flood lost by scripted faults", () => {
    const flood = "script:\n  - server listens backlog 8\n  - attacker floods server with 20 SYNs every 1ms\n";
    const [account] = simulate(scenarioOf(`faults: [drop attacker SYN 2 to 4]\n${flood}`)).floods ?? [];
    expect(account?.tallies.reduce((sum, { lost }) => sum + lost, 0)).toBe(3);
  });
});
