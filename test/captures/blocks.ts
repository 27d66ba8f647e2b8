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

/** Far more packets of one kind than a run has. */
const ONWARDS = 40;

const CLIENT = "client";
const SERVER = "server";
/** Sends nothing of its own accord: what is injected may bear its name. */
const STRANGER = "stranger";

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
const EXIT: Call = { kind: "exit" };
/** A server whose program never takes the connection. */
const LISTEN_ONLY: Statement = { host: SERVER, call: { kind: "listen", accepts: false } };

function received(host: HostId, bytes: number): Condition {
  return { when: { kind: "received", host, bytes } };
}

/** The client reads so many bytes, so many times. */
function reads(bytes: number, times = 1): Statement[] {
  return Array.from({ length: times }, () => say(CLIENT, { kind: "receive", bytes }));
}

/** The client asks with 10 bytes; the server answers with so many and closes; the client closes at the end. */
function transfer(bytes: number, ...reading: readonly Statement[]): Statement[] {
  return [
    LISTEN, CONNECT, say(CLIENT, send(10)), say(SERVER, send(bytes), received(SERVER, 10)), say(SERVER, CLOSE), ...reading,
    say(CLIENT, CLOSE, { when: { kind: "received-fin", host: CLIENT } }),
  ];
}

const WITHOUT_PROBES: Partial<TcpSpec> = { tailLossProbe: false, fRto: false };

function drop(from: HostId, match: FaultSpec["match"], ...nths: readonly number[]): FaultSpec[] {
  return nths.map((nth) => ({ kind: "drop", from, match, nth }));
}

/** Every packet is dropped from one of them on. */
function from(host: HostId, nth: number): FaultSpec[] {
  return drop(host, "packet", ...Array.from({ length: ONWARDS }, (_, more) => nth + more));
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
  syn_lost_1: { script: [LISTEN_ONLY, CONNECT, say(CLIENT, CLOSE), at(1257.8, SERVER, EXIT)], faults: drop(CLIENT, "SYN", 1) },
  synack_lost_1: {
    script: [LISTEN_ONLY, CONNECT, at(1368.9, CLIENT, CLOSE), at(1569.3, SERVER, EXIT)], faults: drop(SERVER, "SYN+ACK", 1),
  },
  hs_ack_lost_idle: { script: [LISTEN, CONNECT, at(1287.9, CLIENT, CLOSE), at(1488.4, SERVER, EXIT)], faults: drop(CLIENT, "ACK", 1) },
  half_open_crash: { script: [LISTEN, CONNECT, at(176.4, SERVER, { kind: "crash" }), at(276.6, CLIENT, send(5))] },
  fin_wait2_orphan: { script: [LISTEN, CONNECT, at(176.5, CLIENT, CLOSE), at(65_254.3, SERVER, send(1)), at(65_400, SERVER, CLOSE)] },
  keepalive: {
    script: [
      LISTEN, CONNECT, at(176.9, CLIENT, { kind: "set", keepAlive: { idle: 1000, interval: 1000, probes: 3 } }), at(5195.4, SERVER, EXIT),
    ],
    faults: from(SERVER, 3),
  },
  data_small: {
    script: [
      LISTEN, CONNECT, say(CLIENT, send(5)), say(SERVER, send(11), received(SERVER, 5)),
      at(401.7, CLIENT, send(5)), say(SERVER, send(11), received(SERVER, 10)),
      at(752.8, CLIENT, send(5)), say(SERVER, send(11), received(SERVER, 15)),
      at(1103.9, CLIENT, CLOSE), say(SERVER, CLOSE, AFTER_CLIENTS_FIN),
    ],
  },
  delayed_ack: {
    script: [
      LISTEN, CONNECT,
      ...[177.4, 348.4, 519.6, 690.5, 861.2, 1032].map((time) => at(time, CLIENT, send(10))),
      ...[10, 20, 30, 40, 50, 60].map((bytes) => say(SERVER, send(10), received(SERVER, bytes))),
      ...[
        1202.8, 1348.3, 1494, 1639.7, 1785.4, 1930.9, 2076.6, 2224.7, 2370.1, 2515.9, 2661.7, 2807.2, 2952.7, 3098.2, 3243.8, 3389.3,
        3534.9, 3680.5, 3826.2, 3971.7, 4117.2, 4262.9, 4408.6, 4554.3,
      ].map((time) => at(time, CLIENT, send(10))),
      at(4699.9, CLIENT, CLOSE), at(5000.4, SERVER, EXIT),
    ],
  },
  duplicate: {
    script: [
      LISTEN, CONNECT, at(53, CLIENT, send(10)), at(85, SERVER, send(28_960)), say(SERVER, CLOSE), ...reads(14_480, 2),
      say(CLIENT, CLOSE, { when: { kind: "received-fin", host: CLIENT } }),
    ],
    server: WITHOUT_PROBES,
    faults: [{ kind: "duplicate", from: SERVER, match: "data", nth: 6 }],
  },
  nagle: {
    script: [
      LISTEN, CONNECT, say(SERVER, { kind: "stop-reading" }), ...Array.from({ length: 5 }, () => at(176.1, CLIENT, send(10))),
      at(676.6, CLIENT, { kind: "set", nagle: false }), ...Array.from({ length: 5 }, () => say(CLIENT, send(10))),
      at(1176.8, CLIENT, CLOSE), at(1377.3, SERVER, EXIT),
    ],
  },
  simul_open: {
    script: [
      CONNECT, { host: SERVER, call: { kind: "connect", to: CLIENT } }, at(262, CLIENT, send(5)), at(287.4, CLIENT, CLOSE),
      say(SERVER, CLOSE, AFTER_CLIENTS_FIN),
    ],
  },
  tlp_then_rto: {
    script: [LISTEN, CONNECT, at(176, CLIENT, send(10)), at(1423.8, CLIENT, CLOSE), at(1624.3, SERVER, EXIT)],
    faults: drop(CLIENT, "data", 1, 2, 3),
  },
  rto_backoff: {
    script: [LISTEN, CONNECT, at(176.3, CLIENT, send(10)), at(2188.2, CLIENT, CLOSE), at(2388.8, SERVER, EXIT)],
    client: WITHOUT_PROBES, faults: drop(CLIENT, "data", 1, 2, 3),
  },
  zero_window: {
    script: [
      LISTEN, CONNECT, at(76.6, CLIENT, send(20_000)), say(CLIENT, CLOSE), at(2576.9, SERVER, { kind: "receive", bytes: 4344 }),
      ...[2896, 2896, 2896, 2896, 2896, 1176].map((bytes) => say(SERVER, { kind: "receive", bytes })),
      say(SERVER, CLOSE, AFTER_CLIENTS_FIN),
    ],
    server: { receiveBuffer: 4096 },
  },
  two_losses_sack: { script: transfer(86_880), server: { ...WITHOUT_PROBES, wakeUp: 0.3 }, faults: drop(SERVER, "data", 13, 16) },
  fast_rexmit_linux_default: { script: transfer(86_880), server: { congestion: "cubic", wakeUp: 1 }, faults: drop(SERVER, "data", 13) },
  fast_rexmit_newreno: {
    script: transfer(
      86_880, ...reads(14_480), ...reads(1448, 2), ...reads(28_960), ...reads(1448, 17), ...reads(2896), ...reads(1448, 9),
    ),
    server: { ...WITHOUT_PROBES, sack: false, wakeUp: 0.5 }, faults: drop(SERVER, "data", 13),
  },
  fast_rexmit_sack_rfc: {
    script: transfer(
      86_880, ...reads(14_480), ...reads(1448), say(CLIENT, { kind: "wait", time: 0.2 }), ...reads(1448), ...reads(34_752), ...reads(1448, 7), ...reads(17_376), ...reads(1448, 5),
    ),
    server: WITHOUT_PROBES, faults: drop(SERVER, "data", 13),
  },
  xfer_100k_reno: {
    script: transfer(
      102_400, ...reads(5792), ...reads(2896), ...reads(1448), ...reads(4344, 2), ...reads(1448), ...reads(23_168), ...reads(1448, 20),
      ...reads(28_960), ...reads(1040),
    ),
  },
  synack_retries_halfopen: {
    script: [LISTEN], faults: from(SERVER, 1),
    injections: [{ from: STRANGER, to: SERVER, after: 50, flags: ["SYN"], seq: 0, mss: 1460, window: 64_240 }],
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
    hosts: [
      host(CLIENT, "192.0.2.10", 40_000, 1000, block.client),
      host(SERVER, "198.51.100.1", 80, 5000, block.server),
      host(STRANGER, "198.51.100.7", 5555, 9000),
    ],
    network: { rtt: 50, jitter: 0, queue: 100, loss: 0, reordering: 0, reorderDelay: 50, duplication: 0 },
    faults: block.faults ?? [],
    script: block.script,
    injections: block.injections ?? [],
    seed: 1,
    limits: { events: 200_000, packets: 20_000, time: 600_000 },
  };
}
