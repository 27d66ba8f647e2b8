// TCP beside UDP: the same script once more, over UDP to a twin of the server, in the same run and with the same luck.

import type { Call, HostId, HostSpec, Scenario, Statement } from "../simulation/index.ts";
import { BOUNDS } from "./block.ts";

/** The id of the host that stands beside the server. */
const TWIN: HostId = "twin";
/** The strand of the client's program that sends datagrams. */
const STRAND = 1;

/**
 * The scenario with a twin of the server, which gets over UDP what the client sends: data as datagrams of at most the MSS, frames
 * as they are. Its lifeline stands on the client's other side. Simplified: what the server answers is not compared.
 */
export function besideUdp(scenario: Scenario): Scenario {
  const client = scenario.hosts.find(({ id }) => id === "client");
  const server = scenario.hosts.find(({ id }) => id === "server");
  if (client === undefined || server === undefined) return scenario;
  const twin: HostSpec = { ...server, id: TWIN, name: withCarrier(server.name, "UDP"), address: neighbourOf(server.address) };
  const longest = Math.min(client.tcp.mss, BOUNDS.datagram);
  const script: Statement[] = [
    { host: TWIN, call: { kind: "open-udp" } },
    ...scenario.script.flatMap((statement) => (statement.host === "client" ? overUdp(statement, longest) : [])),
  ];
  return {
    ...scenario,
    hosts: [twin, ...scenario.hosts.map((host) => (host === server ? { ...host, name: withCarrier(host.name, "TCP") } : host))],
    script: [...scenario.script, ...script],
    twin: { host: TWIN, of: "server" },
  };
}

/** A name with its carrier in brackets; Korean sets no space before a bracket. */
function withCarrier(name: string, carrier: "TCP" | "UDP"): string {
  return `${name}${/\p{Script=Hangul}$/u.test(name) ? "" : " "}(${carrier})`;
}

/** What a statement comes to without a connection: times stay, events of the connection are not waited for. */
function overUdp({ at, call }: Statement, longest: number): readonly Statement[] {
  return callsOverUdp(call, longest).map((each, index) => ({
    host: "client", strand: STRAND, call: each, ...(at === undefined || index > 0 ? {} : { at }),
  }));
}

function callsOverUdp(call: Call, longest: number): readonly Call[] {
  switch (call.kind) {
    case "wait":
      return [call];
    case "send-frames":
      return [{ ...call, over: "udp", to: TWIN }];
    case "send": {
      const { bytes, text } = call;
      const said = text === undefined || bytes > longest ? {} : { text };
      const whole: Call = { kind: "send-datagram", to: TWIN, bytes: longest };
      const rest: Call = { kind: "send-datagram", to: TWIN, bytes: bytes % longest === 0 ? longest : bytes % longest, ...said };
      return [...Array.from({ length: Math.min(BOUNDS.repetitions, Math.ceil(bytes / longest) - 1) }, () => whole), rest];
    }
    default:
      return [];
  }
}

/** The next address of the same network, or the one before where there is no next. */
function neighbourOf(address: string): string {
  const parts = address.split(".").map(Number);
  const last = parts.at(-1) ?? 0;
  return [...parts.slice(0, -1), last < 254 ? last + 1 : last - 1].join(".");
}
