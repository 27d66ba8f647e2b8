// What the hosts of each capture did, as scenarios: the run of each is to equal the capture of its name.

import type { Call, FaultSpec, HostId, HostSpec, Injection, Scenario, Statement, TcpSpec } from "../../src/simulation/index.ts";

/** What both hosts' TCP is set to: the measured machine's own settings. */
const TCP: TcpSpec = {
  mss: 1460, initialRto: 1000, minRto: 200, maxRto: 120_000, synRetries: 6, dataRetries: 15, msl: 30_000, congestion: "newreno",
};

interface Block {
  readonly script: readonly Statement[];
  readonly faults?: readonly FaultSpec[];
  readonly injections?: readonly Injection[];
  readonly client?: Partial<TcpSpec>;
  readonly server?: Partial<TcpSpec>;
}

const CLIENT = "client";
const SERVER = "server";

type Condition = Pick<Statement, "at" | "when">;

const LISTEN: Statement = { host: SERVER, call: { kind: "listen" } };
const CONNECT: Statement = { host: CLIENT, call: { kind: "connect", to: SERVER } };
const AFTER_CLIENTS_FIN: Condition = { when: { kind: "received-fin", host: SERVER } };

function say(host: HostId, call: Call, condition: Condition = {}): Statement {
  return { host, call, ...condition };
}

function at(time: number, host: HostId, call: Call): Statement {
  return { host, call, at: time };
}

function send(bytes: number): Call {
  return { kind: "send", bytes };
}

const CLOSE: Call = { kind: "close" };

function drop(from: HostId, match: FaultSpec["match"], ...nths: readonly number[]): FaultSpec[] {
  return nths.map((nth) => ({ kind: "drop", from, match, nth }));
}

function injected(time: number, flag: "SYN" | "RST", seq: number): Injection {
  return { from: CLIENT, to: SERVER, at: time, flags: [flag], seq };
}

const BLOCKS: Readonly<Record<string, Block>> = {
  connect_close_client: { script: [LISTEN, CONNECT, say(CLIENT, CLOSE), say(SERVER, CLOSE, AFTER_CLIENTS_FIN)] },
  closed_port_rst: { script: [CONNECT] },
  syn_lost_all_default: { script: [CONNECT], faults: drop(CLIENT, "SYN", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) },
  close_four_way: {
    script: [
      LISTEN, CONNECT, at(176.1, CLIENT, CLOSE), say(SERVER, { kind: "wait", time: 210.5 }, AFTER_CLIENTS_FIN), say(SERVER, CLOSE),
    ],
  },
  half_close: {
    script: [
      LISTEN, CONNECT, say(CLIENT, { kind: "stop-reading" }), at(175.9, CLIENT, { kind: "shutdown" }), at(210.4, SERVER, send(500)),
      at(310.6, SERVER, send(500)), at(410.8, SERVER, send(500)), at(511, SERVER, CLOSE), at(511.1, CLIENT, { kind: "read" }),
    ],
  },
  fin_lost: { script: [LISTEN, CONNECT, at(176.1, CLIENT, CLOSE), say(SERVER, CLOSE, AFTER_CLIENTS_FIN)], faults: drop(CLIENT, "FIN", 1) },
  rst_linger0: { script: [LISTEN, CONNECT, at(177.3, SERVER, { kind: "abort" })] },
  rfc5961_challenge: {
    script: [LISTEN, CONNECT, at(2578.1, CLIENT, send(1))],
    injections: [injected(176.6, "SYN", 100), injected(876.9, "RST", 100), injected(1577.4, "RST", 5_000_000), injected(2277.7, "RST", 1)],
  },
  time_wait_60s: { script: [LISTEN, CONNECT, at(176.9, CLIENT, CLOSE), say(SERVER, CLOSE, AFTER_CLIENTS_FIN)] },
};

/** The captures that a scenario stands beside. */
export const BLOCK_NAMES: readonly string[] = Object.keys(BLOCKS);

/** The scenario of a capture. Throws when there is none of this name. */
export function blockOf(name: string): Scenario {
  const block = BLOCKS[name];
  if (block === undefined) throw new Error(`no block stands beside ${name}`);
  const host = (id: HostId, address: string, port: number, isn: number, tcp: Partial<TcpSpec> = {}): HostSpec =>
    ({ id, name: id, address, port, tcp: { ...TCP, isn, ...tcp } });
  return {
    stack: "linux",
    hosts: [host(CLIENT, "192.0.2.10", 40_000, 1000, block.client), host(SERVER, "198.51.100.1", 80, 5000, block.server)],
    network: { rtt: 50, jitter: 0, queue: 100, loss: 0, reordering: 0, reorderDelay: 50, duplication: 0 },
    faults: block.faults ?? [],
    script: block.script,
    injections: block.injections ?? [],
    seed: 1,
    limits: { events: 200_000, packets: 20_000, time: 600_000 },
  };
}
