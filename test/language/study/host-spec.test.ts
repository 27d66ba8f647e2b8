import { describe, expect, it } from "vitest";

import { PARAMETERS, formatValue } from "../../../src/language/index.ts";
import type { TcpSpec } from "../../../src/simulation/index.ts";
import { simulate, tcpPackets } from "../../../src/simulation/index.ts";
import { problems, scenario, study, value, values } from "../reading.ts";

/** What the client's TCP is set to beyond what it always is. */
function tcp(settings: string): Partial<TcpSpec> | undefined {
  return scenario(`client: { ${settings} }\nscenario: lost-syn`).hosts[0]?.tcp;
}

describe("the MTU of the links (RFC 9293 §3.7.1)", () => {
  const sizes = (block: string): readonly number[] => scenario(block).hosts.map(({ tcp: { mss } }) => mss);

  it("leaves room for both headers, where somebody has said it", () => {
    expect(sizes("stack: linux\nscript: [client connects]")).toEqual([1460, 1460]);
    expect(sizes("stack: linux\nnetwork: { mtu: 576 }\nscript: [client connects]")).toEqual([536, 536]);
    expect(sizes("client: { mss: 100 }\nnetwork: { mtu: 1400 }\nscript: [client connects]")).toEqual([100, 536]);
    expect(scenario("network: { mtu: 1500 }\nscript: [client connects]").network.mtu).toBeUndefined();
  });
});

describe("what a host's TCP may be set to", () => {
  it.each<[string, Partial<TcpSpec>]>([
    ["nagle: off", { nagle: false }],
    ["nagle: on", { nagle: true }],
    ["delayed-ack: 200ms", { delayedAck: 200 }],
    ["congestion: none", { congestion: "none" }],
    ["congestion: reno", { congestion: "reno" }],
    ["congestion: NewReno", { congestion: "newreno" }],
    ["initial-window: 10", { initialWindow: 10 }],
    ["sack: on", { sack: true }],
    ["timestamps: on", { timestamps: true }],
    ["window-scale: on, receive-buffer: 1 MB", { windowScale: true, receiveBuffer: 1_000_000 }],
    ["keep-alive: 2s", { keepAlive: { idle: 2000, interval: 75_000, probes: 9 } }],
    ["keep-alive: 2s, keep-alive-interval: 1s, keep-alive-probes: 3", { keepAlive: { idle: 2000, interval: 1000, probes: 3 } }],
    ["backlog: 3, syn-cookies: always", { backlog: 3, synCookies: "always" }],
    ["fast-open: on", { fastOpen: true }],
    ["user-timeout: 5min", { userTimeout: 300_000 }],
  ])("%s", (settings, expected) => {
    expect(tcp(settings)).toMatchObject(expected);
  });

  it.each<[string, keyof TcpSpec]>([
    ["isn: auto", "isn"], ["receive-buffer: auto", "receiveBuffer"], ["initial-window: auto", "initialWindow"], ["keep-alive: off", "keepAlive"],
    ["keep-alive-probes: 3", "keepAlive"], ["user-timeout: off", "userTimeout"], ["mss: 700", "sack"], ["mss: 700", "nagle"], ["mss: 700", "congestion"],
  ])("%s leaves %s to the stack", (settings, key) => {
    expect(tcp(settings)).not.toHaveProperty(key);
  });

  it("is, said or not, the same by default", () => {
    // Whoever sets something of TLS or SSH at a server makes it speak that.
    const stream = /\.(?:tls|ssh|certificate|session|signature|early|client)-/;
    const said = ["client", "server"].map((host) => {
      const rows = PARAMETERS.filter(({ key, default: fallback }) => key.startsWith(`${host}.`) && fallback !== "" && !stream.test(key));
      return `${host}: { ${rows.map((row) => `${row.key.slice(host.length + 1)}: ${formatValue(row, row.default)}`).join(", ")} }\n`;
    });
    const run = "script: [client connects, client sends 9 kB, client closes]\nfaults: [drop client data 3]\nnetwork: { loss: 10% }\n";
    expect(JSON.stringify(simulate(scenario(run + said.join(""))).events)).toBe(JSON.stringify(simulate(scenario(run)).events));
  });
});

describe("stack: linux", () => {
  const linux = (settings: string): Partial<TcpSpec> | undefined => scenario(`stack: linux\nclient: { ${settings} }\nscenario: lost-syn`).hosts[0]?.tcp;

  it("has defaults of its own, and what it does by itself is left to it", () => {
    expect(linux("")).toEqual({ isn: 100, mss: 1460, initialRto: 1000, minRto: 200, maxRto: 120_000, synRetries: 6, dataRetries: 15, msl: 30_000 });
    const { parameters } = study("stack: linux\nscenario: lost-syn");
    expect(["sack", "congestion", "delayed-ack", "initial-window"].map((name) => parameters.get(`client.${name}`))).toEqual(["on", "cubic", 40, 10].map((each) => ({ value: each, origin: "default", span: null })));
  });

  it("is what a preset or a block says", () => {
    expect(scenario("stack: linux\nscenario: lost-syn").stack).toBe("linux");
    expect(scenario("stack: textbook\nscenario: lost-syn").hosts[0]?.tcp.mss).toBe(536);
  });

  it.each<[string, Partial<TcpSpec>]>([
    ["dsack: off", { dsack: false }], ["orphan-retries: 3", { orphanRetries: 3 }], ["fin-timeout: 3s", { finTimeout: 3000 }], ["fin-timeout: auto", {}],
    ["congestion: cubic", { congestion: "cubic" }], ["tail-loss-probe: off, f-rto: off", { tailLossProbe: false, fRto: false }],
    ["advice-retries: 4", { adviceRetries: 4 }],
    ["syn-linear-timeouts: 0, synack-retries: 2", { synLinearTimeouts: 0, synAckRetries: 2 }], ["receive-buffer: 4096", { receiveBuffer: 4096 }],
    ["send-buffer: 20 kB, wake-up: 1ms", { sendBuffer: 20_000, wakeUp: 1 }],
    ["backlog: 8, max-syn-backlog: 16, syn-cookies: when-full, abort-on-overflow: on, recycle-oldest: on", { backlog: 8, maxSynBacklog: 16, synCookies: "when-full", abortOnOverflow: true, recyclesOldest: true }],
  ])("%s", (settings, expected) => {
    expect(linux(settings)).toMatchObject(expected);
  });

  it("and the textbook refuse what only the other one can do", () => {
    expect(values("stack: linux\nclient: { congestion: none }\nscenario: lost-syn")).toEqual({ key: "client.congestion", found: "none", stack: "textbook", allowed: "reno, newreno, cubic" });
    expect(values("client: { congestion: cubic }\nscenario: lost-syn")).toEqual({ key: "client.congestion", found: "cubic", stack: "linux", allowed: "reno, newreno, none" });
    expect(problems("client: { f-rto: on }\nscenario: lost-syn")).toEqual(['1:18 other-stack "on"']);
    expect(values("client: { send-buffer: 20 kB }\nscenario: lost-syn")).toEqual({ key: "client.send-buffer", found: "20 kB", stack: "linux", allowed: "auto" });
    expect(values("server: { wake-up: 5ms }\nscenario: lost-syn")).toEqual({ key: "server.wake-up", found: "5ms", stack: "linux", allowed: "" });
    expect(problems("server: { wake-up: 0ms, send-buffer: auto, max-syn-backlog: auto }\nscenario: lost-syn")).toEqual([]);
  });

  it("runs as a kernel does: timestamps and SACK are offered, and 1,448 bytes fit a segment", () => {
    const packets = tcpPackets(simulate(scenario("stack: linux\nscript: [client connects, client sends 3 kB]")));
    expect(packets[0]?.segment.options.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["mss", "sack-permitted", "timestamps", "window-scale"]));
    expect(Math.max(...packets.map(({ segment }) => segment.length))).toBe(1448);
  });
});

describe("a switch", () => {
  it.each([["on", "on"], ["ON", "on"], ["true", "on"], ["True", "on"], ["'on'", "on"], ["off", "off"], ["Off", "off"], ["false", "off"]])("%s is %s", (written, expected) => {
    expect(value(`client: { sack: ${written} }\nscenario: lost-syn`, "client.sack")).toBe(expected);
  });

  it("off stands for a time as well, where there may be none", () => {
    expect(value("client: { keep-alive: false }\nscenario: lost-syn", "client.keep-alive")).toBe("off");
  });

  it.each(["yes", "1", "constructor", "''"])("is never %s", (written) => {
    expect(problems(`client: { sack: ${written} }\nscenario: lost-syn`)).toEqual([`1:17 unknown-choice ${JSON.stringify(written)}`]);
  });

  it("that is mistyped brings a suggestion", () => {
    expect(values("client: { sack: onn }\nscenario: lost-syn")).toEqual({ key: "client.sack", found: "onn", allowed: "on, off" });
    expect(study("client: { nagel: off }\nscenario: lost-syn").diagnostics[0]?.values).toMatchObject({ found: "nagel", suggestion: "nagle" });
  });
});
