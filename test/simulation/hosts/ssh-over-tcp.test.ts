// SSH over TCP: on any network that lets something through the same is said, only later; and what goes wrong ends both connections.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Scenario, SshSpec, Statement, Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import type { Changes } from "../../support/scenario.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const OPEN: Statement = { host: "client", call: { kind: "open-ssh" } };
const RUN: Statement = { host: "client", call: { kind: "run", command: "cat film", answer: 20_000 } };
const CLOSE: Statement = { host: "client", call: { kind: "close" } };
/** sshd still reads when the last FIN comes, so the client closes first. */
const SLOW: SshSpec = { work: { close: 1 } };

function run(changes: Changes, client: SshSpec = {}, server: SshSpec = SLOW): Trace {
  const plain = scenario({ script: [LISTEN, CONNECT, OPEN, RUN, CLOSE], ...changes });
  const hosts: Scenario["hosts"] = plain.hosts.map((host) => ({ ...host, tcp: { ...host.tcp, mss: 1460 }, ssh: host.id === "client" ? client : server }));
  return simulate({ ...plain, hosts });
}

/** What one host writes, by name and size. */
function said(trace: Trace, host: string): string[] {
  return (trace.messages ?? []).filter(({ from }) => from === host).map(({ name, start, end }) => `${name} ${String(end - start)}`);
}

function statuses(trace: Trace): string[] {
  return trace.events.flatMap((event) => (event.kind === "session" ? [`${event.host} ${event.status}`] : []));
}

const networks = fc.record({
  loss: fc.constantFrom(0, 0.02, 0.1), reordering: fc.constantFrom(0, 0.1), duplication: fc.constantFrom(0, 0.1), jitter: fc.constantFrom(0, 10), rtt: fc.constantFrom(10, 50, 200),
});
const stacks = fc.constantFrom("textbook" as const, "linux" as const);

describe("A login and a command over TCP", () => {
  it("is the same, message by message, on any network", () => {
    fc.assert(fc.property(stacks, networks, fc.nat(1000), (stack, network, seed) => {
      const perfect = run({ stack });
      const trace = run({ stack, network, seed });
      for (const host of ["client", "server"]) expect(said(trace, host)).toEqual(said(perfect, host));
      expect(statuses(trace)).toEqual(expect.arrayContaining(["client ready", "server ready", "client done"]));
      expect(trace.messages?.every(({ deliveredAt, sentAt }) => deliveredAt !== null && deliveredAt > sentAt)).toBe(true);
      const printed = trace.events.reduce((sum, event) => (event.kind === "deliver-data" && event.host === "client" ? sum + event.bytes : sum), 0);
      expect(printed).toBe(20_000);
      expect(trace.truncated).toBeNull();
    }), { numRuns: 60 });
  });

  it("writes each byte of a stream by exactly one message, without gaps", () => {
    const { messages = [] } = run({ stack: "linux" });
    for (const host of ["client", "server"]) {
      let at = 0;
      for (const { start, end } of messages.filter(({ from }) => from === host)) {
        expect(start).toBe(at);
        at = end;
      }
    }
  });

  it("may be a shell: what is typed and printed goes through the channel", () => {
    const typed: Statement = { host: "client", call: { kind: "send", bytes: 3, text: "ls" } };
    const printed: Statement = { host: "server", call: { kind: "send", bytes: 40 }, when: { kind: "received", host: "server", bytes: 3 } };
    const close: Statement = { ...CLOSE, when: { kind: "received", host: "client", bytes: 40 } };
    const trace = run({ stack: "linux", script: [LISTEN, CONNECT, OPEN, typed, printed, close] });
    const data = trace.events.flatMap((event) => (event.kind === "deliver-data" ? [[event.host, event.bytes]] : []));
    expect(data).toEqual([["server", 3], ["client", 40]]);
    expect(statuses(trace).slice(-2)).toEqual(["client done", "server ended"]);
  });

  it("waits with what is small while something is unacknowledged, until a session begins (RFC 9293 §3.7.4)", () => {
    const { messages = [] } = run({ stack: "linux" });
    const service = messages.find(({ name }) => name === "SSH_MSG_SERVICE_REQUEST");
    // The server's delayed acknowledgement of NEWKEYS lets it go: 40 ms and a round trip late.
    expect((service?.deliveredAt ?? 0) - (service?.sentAt ?? 0)).toBeGreaterThan(150);
  });
});

describe("What goes wrong", () => {
  it.each([
    ["no common algorithm", { kex: ["curve25519-sha256"] }, { kex: ["diffie-hellman-group14-sha256"] }],
    ["another host key", { knownHost: "changed" }, {}],
    ["no key that is known", {}, { authorizedKeys: [] }],
    ["too many failures", { tries: ["password"], passwords: ["a", "b"] }, { password: "c", maxTries: 1 }],
  ] satisfies readonly (readonly [string, SshSpec, SshSpec])[])("%s ends the connection on both sides", (_what, client, server) => {
    for (const stack of ["textbook", "linux"] as const) {
      const trace = run({ stack }, client, server);
      expect(statuses(trace)).toContain("client failed");
      expect(statuses(trace).filter((status) => status.endsWith("ready"))).toEqual([]);
      const last = new Map(trace.events.flatMap((event) => (event.kind === "state" && event.endpoint !== null ? [[event.endpoint, event.to]] : [])));
      for (const { id, protocol, remote } of trace.endpoints) if (protocol === "tcp" && remote !== null) expect(last.get(id)).toBe("CLOSED");
    }
  });

  it("what another program writes first is believed as a first line, and what follows is no packet", () => {
    const other: Statement = { host: "client", call: { kind: "send", bytes: 13, text: "SSH-2.0-other" } };
    const trace = run({ script: [LISTEN, CONNECT, other, OPEN] });
    expect(trace.events.flatMap((event) => (event.kind === "session" && event.host === "server" ? [event.why] : []))).toEqual(["Packet corrupt"]);
  });

  it("a crash of the server is a failure to the client", () => {
    const crash: Statement = { host: "server", call: { kind: "crash" }, at: 240 };
    const trace = run({ script: [LISTEN, CONNECT, OPEN, crash], limits: { time: 3_600_000 } });
    expect(statuses(trace)).toEqual(["client failed"]);
    expect(trace.truncated).toBeNull();
  });
});
