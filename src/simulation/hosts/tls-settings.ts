// What TLS is set to at a host, from what the scenario says of it.

import type { HostSpec, TlsSpec } from "../contract/index.ts";
import type { Credentials, NamedGroup, TlsSettings } from "../tls/index.ts";
import { distinguishedName, GROUPS, selfSigned, SUITES, tlsSettings } from "../tls/index.ts";

/** What a server's certificate names where the scenario does not say. */
const SERVER_NAME = "server.test";
const CLIENT_NAME = "client.test";

/** TLS at this host; a client may be told to speak one version only. */
export function tlsOf(host: HostSpec, role: TlsSettings["role"], peer: HostSpec, version: "1.3" | "1.2" | null): TlsSettings {
  const spec = host.tls ?? {};
  const certificate = credentialsOf(spec, role);
  return tlsSettings(role, {
    ...(version === null ? pick(spec, "versions") : { versions: [version] }),
    ...(spec.groups === undefined ? {} : { groups: spec.groups.filter(isGroup) }),
    ...(spec.suites === undefined ? {} : { suites: SUITES.filter(({ name }) => spec.suites?.includes(name) === true) }),
    ...(role === "client" ? { serverName: spec.serverName ?? peer.tls?.certificate?.subject ?? SERVER_NAME } : {}),
    ...pick(spec, "alpn", "clientCertificate", "tickets", "stateless", "ticketExtension", "maxEarlyData", "refusesEarlyData"),
    ...(spec.authorities === undefined ? {} : { authorities: spec.authorities.map(distinguishedName) }),
    ...(certificate === undefined ? {} : { credentials: certificate }),
    issuer: role === "server" ? host.id : peer.id,
  });
}

function isGroup(name: string): name is NamedGroup {
  return GROUPS.some((group) => group === name);
}

function credentialsOf({ certificate }: TlsSpec, role: TlsSettings["role"]): Credentials | undefined {
  if (certificate === undefined) return undefined;
  const made = selfSigned(certificate.subject ?? (role === "server" ? SERVER_NAME : CLIENT_NAME), certificate.key ?? "ecdsa-p256");
  return {
    ...made,
    chain: certificate.chain ?? made.chain,
    problem: certificate.problem ?? null,
    forged: certificate.forged ?? false,
    signature: certificate.signature ?? null,
  };
}

/** Those of the fields that are given. */
function pick<Spec extends object, Key extends keyof Spec>(spec: Spec, ...keys: readonly Key[]): Partial<Pick<Spec, Key>> {
  const picked: Partial<Pick<Spec, Key>> = {};
  for (const key of keys) if (spec[key] !== undefined) picked[key] = spec[key];
  return picked;
}
