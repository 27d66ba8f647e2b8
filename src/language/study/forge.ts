// Injected segments with the addresses that they bear: where no host of the block has one, nobody is there.

import type { HostSpec, Injection } from "../../simulation/index.ts";
import type { ScriptLine } from "../grammar/statement.ts";

/** The injections of a script, and the hosts that they are said to come from and that are not there. */
export function forge(script: readonly ScriptLine[], hosts: readonly HostSpec[]): { readonly injections: readonly Injection[]; readonly strangers: readonly HostSpec[] } {
  const known = [...hosts];
  const injections = script.flatMap((line) => {
    if (line.kind !== "injection") return [];
    const { injection, address } = line;
    const impersonated = hosts.find(({ id }) => id === injection.from);
    if (address === undefined || impersonated === undefined) return [injection];
    let bearer = known.find((host) => host.address === address);
    if (bearer === undefined) {
      bearer = stranger(address, injection.port ?? impersonated.port, impersonated);
      known.push(bearer);
    }
    return [{ ...injection, from: bearer.id }];
  });
  return { injections, strangers: known.slice(hosts.length) };
}

/** Nobody at an address. Its initial sequence number is 0, so that a segment's own numbers count. */
function stranger(address: string, port: number, { tcp }: HostSpec): HostSpec {
  return { id: address, name: address, address, port, absent: true, tcp: { ...tcp, isn: 0 } };
}
