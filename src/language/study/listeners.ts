// Who listens without a word: a host that another connects to or sends datagrams to is ready for it, unless its script says otherwise.

import type { Call, Statement } from "../../simulation/index.ts";
import { statementsOf } from "../grammar/repetition.ts";
import type { ScriptLine } from "../grammar/statement.ts";
import { HOSTS } from "../parameters/parameters.ts";

/** The statements of a script, behind those that go without saying. */
export function withListeners(script: readonly ScriptLine[]): readonly Statement[] {
  const said = statementsOf(script);
  const unsaid = HOSTS.filter((host) => !script.some((line) => line.kind === "refuses" && line.host === host)).flatMap((host) => {
    const own = said.filter((each) => each.host === host).map(({ call }) => call);
    const others = said.filter((each) => each.host !== host).map(({ call }) => call);
    return [...listening(host, own, others), ...bound(host, own, others)].map((call): Statement => ({ host, call }));
  });
  return [...unsaid, ...said];
}

function listening(host: string, own: readonly Call[], others: readonly Call[]): readonly Call[] {
  const connectedTo = others.some((call) => call.kind === "connect" && call.to === host);
  return connectedTo && !own.some(({ kind }) => kind === "listen" || kind === "connect") ? [{ kind: "listen" }] : [];
}

/** A socket for each port that datagrams are sent to. */
function bound(host: string, own: readonly Call[], others: readonly Call[]): readonly Call[] {
  if (own.some(({ kind }) => kind === "open-udp")) return [];
  // Who sends datagrams has a socket with the first of them.
  if (own.some((call) => call.kind === "send-datagram" || (call.kind === "send-frames" && call.over === "udp"))) return [];
  const ports = others.flatMap((call) => {
    if (call.kind === "send-datagram" && call.to === host) return [call.toPort ?? null];
    return call.kind === "send-frames" && call.over === "udp" && call.to === host ? [null] : [];
  });
  return Array.from(new Set(ports), (port) => (port === null ? { kind: "open-udp" } : { kind: "open-udp", port }));
}
