// What one host's TLS and SSH are set to, made from the parameters: what nobody has said is left to them.

import type { CertificateSpec, HostSpec, Milliseconds, SshKeyType, SshSpec, TlsSpec, TlsVersion } from "../../simulation/index.ts";
import { namesOf } from "../parameters/names.ts";
import { parseQuantity } from "../parameters/quantity.ts";
import { NOTHING } from "../parameters/stream-parameters.ts";
import type { ParameterValue } from "../text/block.ts";

/** The value of a host's parameter by its name without the host; undefined where nobody has said it, or only `auto`. */
type Said = (name: string) => number | string | undefined;

/** TLS and SSH of a host, each only where something is said of it. */
export function streamSpecs(host: string, parameters: ReadonlyMap<string, ParameterValue>): Pick<HostSpec, "tls" | "ssh"> {
  const said: Said = (name) => {
    const found = parameters.get(`${host}.${name}`);
    return found === undefined || found.origin === "default" || found.value === "auto" ? undefined : found.value;
  };
  const tls = tlsOf(host, said);
  const ssh = sshOf(said);
  return { ...(isEmpty(tls) ? {} : { tls }), ...(isEmpty(ssh) ? {} : { ssh }) };
}

/** A client has a certificate only where it has a key for one. */
function tlsOf(host: string, said: Said): TlsSpec {
  const certificate = host === "client" && [undefined, NOTHING].includes(said("certificate-key")?.toString()) ? {} : certificateOf(said);
  const asks = said("client-certificate");
  return {
    ...mapped("versions", names(said("tls-versions"))?.filter(isVersion)),
    ...mapped("groups", names(said("tls-groups"))),
    ...mapped("suites", names(said("tls-suites"))),
    ...mapped("alpn", names(said("tls-alpn"))),
    ...mapped("serverName", text(said("tls-server-name"))),
    ...(isEmpty(certificate) ? {} : { certificate }),
    ...(asks === "none" || asks === "optional" || asks === "required" ? { clientCertificate: asks } : {}),
    ...mapped("authorities", names(said("client-authorities"))),
    ...mapped("tickets", number(said("tls-tickets"))),
    ...mapped("stateless", said("tls-ticket") === undefined ? undefined : said("tls-ticket") === "sealed"),
    ...mapped("ticketExtension", switched(said("session-tickets"))),
    ...mapped("maxEarlyData", number(said("early-data"))),
    ...mapped("refusesEarlyData", switched(said("early-data-refused"))),
    ...mapped("work", worked(said("tls-work"))),
  };
}

function certificateOf(said: Said): CertificateSpec {
  const key = CERTIFICATE_KEYS.find((each) => each === said("certificate-key"));
  const problem = PROBLEMS.find((each) => each === said("certificate-problem"));
  return {
    ...mapped("subject", text(said("certificate-name"))),
    ...mapped("key", key),
    ...mapped("chain", names(said("certificate-chain"))?.map((size) => quantity(size, "size"))),
    ...mapped("problem", problem),
    ...mapped("forged", switched(said("certificate-forged"))),
    ...mapped("signature", number(said("signature-size"))),
  };
}

const CERTIFICATE_KEYS = ["ecdsa-p256", "ecdsa-p384", "rsa-2048", "rsa-3072", "rsa-4096", "ed25519"] as const satisfies readonly CertificateSpec["key"][];
const PROBLEMS = ["unknown-ca", "expired", "revoked", "wrong-name", "unsupported", "bad-signature"] as const satisfies readonly CertificateSpec["problem"][];

function sshOf(said: Said): SshSpec {
  const known = said("ssh-known-host");
  return {
    ...mapped("identification", text(said("ssh-version"))),
    ...mapped("kex", names(said("ssh-kex"))),
    ...mapped("ciphers", names(said("ssh-ciphers"))),
    ...mapped("macs", names(said("ssh-macs"))),
    ...mapped("work", worked(said("ssh-work"))),
    ...mapped("user", text(said("ssh-user"))),
    ...mapped("tries", names(said("ssh-tries"))?.filter(isTry)),
    ...mapped("keys", names(said("ssh-keys"))?.filter(isKey)),
    ...mapped("passwords", names(said("ssh-passwords"))),
    ...(known === "known" || known === "changed" ? { knownHost: known } : {}),
    ...mapped("guesses", switched(said("ssh-guess"))),
    ...mapped("hostKeys", names(said("ssh-host-keys"))?.filter(isKey)),
    ...mapped("methods", names(said("ssh-methods"))),
    ...mapped("authorizedKeys", names(said("ssh-authorized-keys"))?.filter(isKey)),
    ...mapped("authorizedKeysFile", text(said("ssh-authorized-keys-file"))),
    ...mapped("password", text(said("ssh-password"))),
    ...mapped("maxTries", number(said("ssh-max-tries"))),
  };
}

/** How long each message takes to make, by its name. */
function worked(value: number | string | undefined): Readonly<Record<string, Milliseconds>> | undefined {
  const entries = names(value);
  return entries === undefined ? undefined : Object.fromEntries(entries.map(workOf));
}

/** `SSH_MSG_KEXINIT 5ms`: the message, and how long it takes to make. */
function workOf(entry: string): readonly [string, Milliseconds] {
  const cut = entry.lastIndexOf(" ");
  return [entry.slice(0, cut), quantity(entry.slice(cut + 1), "time")];
}

function isVersion(name: string): name is TlsVersion {
  return ["1.3", "1.2", "1.1", "1.0"].includes(name);
}

function isTry(name: string): name is "publickey" | "password" {
  return name === "publickey" || name === "password";
}

function isKey(name: string): name is SshKeyType {
  return ["ed25519", "ecdsa", "rsa"].includes(name);
}

function quantity(written: string, kind: "size" | "time"): number {
  const read = parseQuantity(written, kind);
  return read.kind === "value" ? read.value : 0;
}

function names(value: number | string | undefined): readonly string[] | undefined {
  return typeof value === "string" ? namesOf(value) : undefined;
}

function text(value: number | string | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function number(value: number | string | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function switched(value: number | string | undefined): boolean | undefined {
  return value === undefined ? undefined : value === "on";
}

function isEmpty(spec: object): boolean {
  return Object.keys(spec).length === 0;
}

/** The entry where a value is given. */
function mapped<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  if (value === undefined) return {};
  const one: Partial<Record<K, V>> = {};
  one[key] = value;
  return one;
}
