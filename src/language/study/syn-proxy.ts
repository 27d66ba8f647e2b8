// The SYN proxy before the server (RFC 4987 §3.8): a box of its own on the way, as the block's parameters ask for it.

import type { HostSpec, Scenario } from "../../simulation/index.ts";

/** The id of the proxy, and the word for it. */
export const PROXY = "proxy";

/** In the server's documentation block (RFC 5737). No segment bears it: the proxy speaks in the names of others. */
const PROXY_ADDRESS = "198.51.100.254";

/** The proxy and where it stands; empty when the block wants none. `value` gives the block's parameters. */
export function buildProxy(name: string, server: HostSpec | undefined, value: (key: string) => number | string): { readonly hosts: readonly HostSpec[]; readonly synProxy?: NonNullable<Scenario["synProxy"]> } {
  if (server === undefined || value("server.syn-proxy") !== "on") return { hosts: [] };
  const { id, port, tcp } = server;
  return { hosts: [{ id: PROXY, name, address: PROXY_ADDRESS, port, tcp }], synProxy: { host: PROXY, of: id, rtt: Number(value("server.proxy-rtt")) } };
}
