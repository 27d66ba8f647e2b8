// The client's side of user authentication: what it tries, in which order, and when it gives up (RFC 4252).

import { publicKeyAlgorithm, signatureAlgorithms } from "./algorithms.ts";
import type { PublicKeyAlgorithm } from "./algorithms.ts";
import type { Ssh } from "./connection.ts";
import { highestBit } from "./key-exchange.ts";
import type { AuthenticationMethod, SshMessage } from "./messages.ts";
import { DISCONNECT } from "./messages.ts";
import { flush, leave, send, tell, unimplemented } from "./output.ts";
import { pursue } from "./session-client.ts";
import type { SshClientSettings } from "./settings.ts";

/** How often OpenSSH asks its user for a password (`NumberOfPasswordPrompts`). */
const PROMPTS = 3;
/** OpenSSH pads passwords to this, so that their lengths do not show. */
const PASSWORD_BLOCK = 64;

const SERVICE = "ssh-userauth";

/** Asks for the service, once the keys are there (RFC 4253 §10). */
export function requestService(ssh: Ssh): void {
  send(ssh, { kind: "SERVICE_REQUEST", service: SERVICE });
}

/** Takes a message of the server's in that has to do with logging in. */
export function clientLoginMessage(ssh: Ssh, client: SshClientSettings, message: SshMessage, sequence: number): void {
  const { login } = ssh;
  switch (message.kind) {
    case "SERVICE_ACCEPT":
      if (ssh.service) break;
      ssh.service = true;
      // RFC 4252 §5.2: `none` asks which methods there are.
      login.trying = "none";
      request(ssh, client, { name: "none" });
      return;
    case "USERAUTH_FAILURE":
      if (login.trying === null || ssh.authenticated) break;
      tryNext(ssh, client, message.methods);
      return;
    case "USERAUTH_PK_OK":
      if (login.trying !== "publickey" || ssh.authenticated) break;
      sign(ssh, client, message.algorithm);
      return;
    case "USERAUTH_SUCCESS":
      if (login.trying === null || ssh.authenticated) break;
      ssh.authenticated = true;
      tell(ssh, "ready", null, "ssh.userauth.success");
      pursue(ssh);
      return;
    case "USERAUTH_BANNER":
      return;
    default:
      break;
  }
  unimplemented(ssh, sequence);
}

function request(ssh: Ssh, client: SshClientSettings, method: AuthenticationMethod): void {
  const roundTo = method.name === "password" ? PASSWORD_BLOCK : 0;
  send(ssh, { kind: "USERAUTH_REQUEST", user: client.user, service: "ssh-connection", method }, roundTo);
  flush(ssh);
}

/** Goes on with what the server says can continue and this end has not used up (RFC 4252 §5.1). */
function tryNext(ssh: Ssh, client: SshClientSettings, offered: readonly string[]): void {
  const { login } = ssh;
  for (const method of client.methods) {
    if (!offered.includes(method)) continue;
    if (method === "publickey") {
      const key = nextKey(ssh, client);
      if (key === null) continue;
      login.trying = method;
      request(ssh, client, { name: "publickey", algorithm: key.name, key: key.key, signature: null });
      return;
    }
    const password = login.passwords < PROMPTS ? client.passwords[login.passwords] : undefined;
    if (password === undefined) continue;
    login.passwords += 1;
    login.trying = method;
    request(ssh, client, { name: "password", password });
    return;
  }
  leave(ssh, DISCONNECT.noMoreAuthenticationMethods, `Permission denied (${offered.join(",")})`, "ssh.userauth.no-method-left");
}

/** The next key that has not been offered, with an algorithm that the server takes (RFC 8308 §3.1), or null. */
function nextKey(ssh: Ssh, client: SshClientSettings): PublicKeyAlgorithm | null {
  const taken = ssh.extensions.get("server-sig-algs")?.split(",") ?? null;
  for (let type = client.keys[ssh.login.keys]; type !== undefined; type = client.keys[ssh.login.keys]) {
    ssh.login.keys += 1;
    const algorithm = signatureAlgorithms(type).find(({ name }) => taken === null || taken.includes(name));
    if (algorithm !== undefined) return algorithm;
  }
  return null;
}

/** The key would do, so the client proves that it has the private part (RFC 4252 §7). */
function sign(ssh: Ssh, client: SshClientSettings, name: string): void {
  const algorithm = publicKeyAlgorithm(name);
  if (algorithm === null) return;
  const bound = ssh.extensions.has("publickey-hostbound@openssh.com");
  request(ssh, client, {
    name: "publickey", algorithm: algorithm.name, key: algorithm.key, signature: algorithm.signature([highestBit(ssh, "user r"), highestBit(ssh, "user s")]),
    hostKey: bound ? ssh.hostKey : null,
  });
}
