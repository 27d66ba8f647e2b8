// A scenario for tests: the study note's handshake, with what a test changes in it.

import type { HostSpec, NetworkSpec, Scenario, Statement, TcpSpec } from "../../src/simulation/index.ts";

/** What both hosts' TCP is set to unless a test says otherwise. */
export const TCP: TcpSpec = {
  mss: 536, receiveBuffer: 65_535, initialRto: 1000, minRto: 1000, maxRto: 60_000, synRetries: 7, dataRetries: 6, msl: 120_000,
};

/** A perfect network of 100 ms there and back. */
export const NETWORK: NetworkSpec = {
  rtt: 100, jitter: 0, queue: 100, loss: 0, reordering: 0, reorderDelay: 50, duplication: 0,
};

export interface Changes {
  readonly script?: readonly Statement[];
  readonly network?: Partial<NetworkSpec>;
  readonly faults?: Scenario["faults"];
  readonly injections?: NonNullable<Scenario["injections"]>;
  readonly client?: Partial<TcpSpec>;
  readonly server?: Partial<TcpSpec>;
  readonly seed?: number;
  readonly limits?: Partial<Scenario["limits"]>;
  readonly stack?: Scenario["stack"];
}

/** The server listens. */
export const LISTEN: Statement = { host: "server", call: { kind: "listen" } };
/** The client connects to the server. */
export const CONNECT: Statement = { host: "client", call: { kind: "connect", to: "server" } };

/** The client, ISN 100, connects to the server, ISN 300; nothing else unless `changes` says so. */
export function scenario(changes: Changes = {}): Scenario {
  const host = (id: string, name: string, address: string, port: number, isn: number, tcp: Partial<TcpSpec> = {}): HostSpec =>
    ({ id, name, address, port, tcp: { ...TCP, isn, ...tcp } });
  return {
    stack: changes.stack ?? "textbook",
    hosts: [
      host("client", "Client", "192.0.2.10", 49_152, 100, changes.client),
      host("server", "Server", "198.51.100.1", 80, 300, changes.server),
    ],
    network: { ...NETWORK, ...changes.network },
    faults: changes.faults ?? [],
    script: changes.script ?? [LISTEN, CONNECT],
    injections: changes.injections ?? [],
    seed: changes.seed ?? 1,
    limits: { events: 200_000, packets: 50_000, time: 24 * 3600 * 1000, ...changes.limits },
  };
}
