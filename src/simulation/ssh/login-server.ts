// The server's side of user authentication: what it is asked, what it answers, and when it has had enough (RFC 4252).

import { publicKeyAlgorithm } from "./algorithms.ts";
import type { Ssh } from "./connection.ts";
import type { AuthenticationMethod, SshMessage } from "./messages.ts";
import { DISCONNECT } from "./messages.ts";
import { hostKeyBlobs } from "./key-exchange.ts";
import { disconnect, flush, send, tell, unimplemented } from "./output.ts";
import { serveWanted } from "./session-server.ts";
import type { SshServerSettings } from "./settings.ts";

const SERVICES = ["ssh-userauth"];
const CONNECTION = "ssh-connection";

/** Takes a message of the client's in that has to do with logging in. */
export function serverLoginMessage(ssh: Ssh, server: SshServerSettings, message: SshMessage, sequence: number): void {
  switch (message.kind) {
    case "SERVICE_REQUEST":
      // RFC 4253 §10: a service that is not there ends the connection.
      if (!SERVICES.includes(message.service)) {
        disconnect(ssh, DISCONNECT.serviceNotAvailable, `service ${message.service} is not available`, "ssh.service.unknown");
        return;
      }
      ssh.service = true;
      send(ssh, { kind: "SERVICE_ACCEPT", service: message.service });
      return;
    case "USERAUTH_REQUEST":
      if (!ssh.service) break;
      userAuthRequest(ssh, server, message);
      return;
    default:
      break;
  }
  unimplemented(ssh, sequence);
}

function userAuthRequest(ssh: Ssh, server: SshServerSettings, { service, method }: Extract<SshMessage, { readonly kind: "USERAUTH_REQUEST" }>): void {
  const { login } = ssh;
  // RFC 4252 §5.1: after success further requests are ignored in silence.
  if (ssh.authenticated) return;
  login.attempts += 1;
  if (service !== CONNECTION) {
    disconnect(ssh, DISCONNECT.serviceNotAvailable, `service ${service} is not available`, "ssh.service.unknown");
    return;
  }
  if (login.attempts === 1 && server.banner !== null) send(ssh, { kind: "USERAUTH_BANNER", text: server.banner });
  switch (judge(server, method)) {
    case "asks":
      if (method.name !== "publickey") return;
      login.matches.push(lineOf(server, method.algorithm));
      send(ssh, { kind: "USERAUTH_PK_OK", algorithm: method.algorithm, key: method.key });
      return;
    case "right":
      if (method.name === "publickey") login.matches.push(lineOf(server, method.algorithm));
      succeed(ssh);
      return;
    case "wrong":
      fail(ssh, server, method);
      return;
  }
}

/** What a request comes to: it asks about a key that would do, it lets the user in, or it does not. */
function judge({ methods, authorizedKeys, password }: SshServerSettings, method: AuthenticationMethod): "asks" | "right" | "wrong" {
  if (!methods.includes(method.name)) return "wrong";
  switch (method.name) {
    // RFC 4252 §5.2: a server may let a user in by `none`, where nothing is asked of him.
    case "none":
      return "right";
    case "password":
      return method.password === password ? "right" : "wrong";
    case "publickey": {
      const type = publicKeyAlgorithm(method.algorithm)?.keyType;
      if (type === undefined || !authorizedKeys.includes(type)) return "wrong";
      return method.signature === null ? "asks" : "right";
    }
  }
}

/** The place of a key in the file that lists them, as OpenSSH tells it. */
function lineOf({ authorizedKeys, authorizedKeysFile }: SshServerSettings, algorithm: string): string {
  const line = authorizedKeys.findIndex((type) => type === publicKeyAlgorithm(algorithm)?.keyType) + 1;
  return `${authorizedKeysFile}:${String(line)}: key options: agent-forwarding port-forwarding pty user-rc x11-forwarding`;
}

function succeed(ssh: Ssh): void {
  ssh.authenticated = true;
  send(ssh, { kind: "USERAUTH_SUCCESS" });
  tell(ssh, "ready", null, "ssh.userauth.success");
  if (ssh.settings.manner === "openssh") {
    // OpenSSH PROTOCOL §2.5: all host keys, so that the client can learn new ones.
    send(ssh, { kind: "GLOBAL_REQUEST", request: "hostkeys-00@openssh.com", wantReply: false, data: hostKeyBlobs(ssh) });
    for (const text of ssh.login.matches) send(ssh, { kind: "DEBUG", text });
    flush(ssh);
  }
  serveWanted(ssh);
}

/** RFC 4252 §4: too many failures end the connection. `none` is a question and counts for nothing, if it comes first. */
function fail(ssh: Ssh, server: SshServerSettings, method: AuthenticationMethod): void {
  const { login } = ssh;
  if (method.name !== "none" || login.attempts > 1) login.failures += 1;
  if (login.failures >= server.maxTries) {
    disconnect(ssh, DISCONNECT.protocolError, "Too many authentication failures", "ssh.userauth.too-many");
    return;
  }
  const methods = server.methods.filter((name) => name !== "none");
  send(ssh, { kind: "USERAUTH_FAILURE", methods, partialSuccess: false });
}
