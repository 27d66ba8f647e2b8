// TCP beside UDP: the same script once more, over UDP to a twin of the server, in the same run and with the same luck.

import type { Call, HostId, HostSpec, Scenario, Statement, Trigger } from "../../simulation/index.ts";
import { BOUNDS } from "../text/block.ts";

/** The id of the host that stands beside the server. */
const TWIN: HostId = "twin";
/** The strand of the client's program that sends datagrams. */
const STRAND = 1;

/**
 * The scenario with a twin of the server, to which the client sends over UDP what it sends to the server, and which answers what the server
 * answers: data as datagrams of at most the MSS, frames as they are. Its lifeline stands on the client's other side.
 * Simplified: frames are compared only from the client.
 */
export function besideUdp(scenario: Scenario): Scenario {
  const client = scenario.hosts.find(({ id }) => id === "client");
  const server = scenario.hosts.find(({ id }) => id === "server");
  if (client === undefined || server === undefined) return scenario;
  const twin: HostSpec = { ...server, id: TWIN, name: withCarrier(server.name, "UDP"), address: neighbourOf(server.address) };
  const longest = Math.min(client.tcp.mss, BOUNDS.datagram);
  const script: Statement[] = [
    { host: TWIN, call: { kind: "open-udp" } },
    ...overUdp(scenario.script, longest),
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

/** What the lines come to without a connection: times stay, and of the connection's events only the bytes that come are waited for. */
function overUdp(script: readonly Statement[], longest: number): readonly Statement[] {
  const sizes = { client: sizesOf(script, "client", longest), server: sizesOf(script, "server", longest) };
  let greeted = false;
  return script.flatMap((statement) => {
    const { host, at, when } = statement;
    if (host !== "client" && host !== "server") return [];
    const calls = callsOverUdp(statement.call, longest, host);
    let awaited = when?.kind === "received" ? datagramsOf(when, sizes) : undefined;
    // A server knows of nobody before the first datagram is there.
    if (host === "server" && calls.length > 0 && !greeted) {
      greeted = true;
      awaited ??= { kind: "received-datagrams", host: TWIN, count: 1 };
    }
    return calls.map((call, index): Statement => ({
      ...(host === "client" ? { host, strand: STRAND } : { host: TWIN }), call, ...(at === undefined || index > 0 ? {} : { at }),
      ...(awaited === undefined || index > 0 ? {} : { when: awaited }),
    }));
  });
}

/** The sizes of the datagrams that a host's data make, in order. */
function sizesOf(script: readonly Statement[], host: "client" | "server", longest: number): readonly number[] {
  return script.flatMap((statement) => (statement.host === host ? callsOverUdp(statement.call, longest, host) : [])).flatMap((call) => {
    if (call.kind === "send-datagram") return [call.bytes];
    return call.kind === "send-frames" ? Array.from({ length: call.count }, () => call.bytes) : [];
  });
}

/** As many datagrams as it takes to bring so many bytes. */
function datagramsOf({ host, bytes }: Extract<Trigger, { readonly kind: "received" }>, sizes: Readonly<Record<"client" | "server", readonly number[]>>): Trigger {
  let count = 0;
  let sum = 0;
  for (const size of host === "client" ? sizes.server : sizes.client) {
    if (sum >= bytes) break;
    sum += size;
    count += 1;
  }
  return { kind: "received-datagrams", host: host === "client" ? host : TWIN, count: Math.max(1, count) };
}

function callsOverUdp(call: Call, longest: number, host: "client" | "server"): readonly Call[] {
  const to: HostId = host === "client" ? TWIN : "client";
  switch (call.kind) {
    case "wait":
      return [call];
    case "send-frames":
      return host === "client" ? [{ ...call, over: "udp", to }] : [];
    case "send": {
      const { bytes, text } = call;
      const said = text === undefined || bytes > longest ? {} : { text };
      const whole: Call = { kind: "send-datagram", to, bytes: longest };
      const rest: Call = { kind: "send-datagram", to, bytes: bytes % longest === 0 ? longest : bytes % longest, ...said };
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
