// Which rule each message follows.

import { keyExchangeMethod } from "./algorithms.ts";
import type { ChannelRequest, SshMessage, SshMessageKind } from "./messages.ts";
import type { SshRule } from "./rules.ts";

const BY_KIND: Readonly<Record<Exclude<SshMessageKind, "KEX_INIT" | "KEX_REPLY" | "USERAUTH_REQUEST" | "CHANNEL_REQUEST" | "GLOBAL_REQUEST">, SshRule>> = {
  DISCONNECT: "ssh.disconnect",
  IGNORE: "ssh.ignore",
  UNIMPLEMENTED: "ssh.unimplemented",
  DEBUG: "ssh.debug",
  SERVICE_REQUEST: "ssh.service",
  SERVICE_ACCEPT: "ssh.service",
  EXT_INFO: "ssh.ext-info",
  KEXINIT: "ssh.kexinit",
  NEWKEYS: "ssh.newkeys",
  GEX_REQUEST: "ssh.kex.group-exchange",
  GEX_GROUP: "ssh.kex.group-exchange",
  USERAUTH_FAILURE: "ssh.userauth.failure",
  USERAUTH_SUCCESS: "ssh.userauth.success",
  USERAUTH_BANNER: "ssh.userauth.banner",
  USERAUTH_PK_OK: "ssh.userauth.publickey.query",
  REQUEST_SUCCESS: "ssh.global-request",
  REQUEST_FAILURE: "ssh.global-request",
  CHANNEL_OPEN: "ssh.channel.session",
  CHANNEL_OPEN_CONFIRMATION: "ssh.channel.open",
  CHANNEL_OPEN_FAILURE: "ssh.channel.open",
  CHANNEL_WINDOW_ADJUST: "ssh.channel.window",
  CHANNEL_DATA: "ssh.channel.data",
  CHANNEL_EOF: "ssh.channel.eof",
  CHANNEL_CLOSE: "ssh.channel.close",
  CHANNEL_SUCCESS: "ssh.channel.request",
  CHANNEL_FAILURE: "ssh.channel.request",
  UNKNOWN: "ssh.unimplemented",
};

/** The rule behind a message; its writer and its reader name the same. */
export function ruleOf(message: SshMessage): SshRule {
  switch (message.kind) {
    case "KEX_INIT":
    case "KEX_REPLY":
      return exchangeRule(message.method);
    case "USERAUTH_REQUEST": {
      const { method } = message;
      if (method.name !== "publickey") return method.name === "none" ? "ssh.userauth.none" : "ssh.userauth.password";
      if (method.signature === null) return "ssh.userauth.publickey.query";
      return method.hostKey === null ? "ssh.userauth.publickey" : "ssh.userauth.publickey.hostbound";
    }
    case "GLOBAL_REQUEST":
      return message.request === "hostkeys-00@openssh.com" ? "ssh.host-keys"
        : message.request === "no-more-sessions@openssh.com" ? "ssh.no-more-sessions" : "ssh.global-request";
    case "CHANNEL_REQUEST":
      return requestRule(message.request.type);
    default:
      return BY_KIND[message.kind];
  }
}

function exchangeRule(method: string): SshRule {
  const kind = keyExchangeMethod(method)?.kind;
  if (kind === "dh") return "ssh.kex.dh";
  if (kind === "group-exchange") return "ssh.kex.group-exchange";
  if (kind === "hybrid") return "ssh.kex.hybrid";
  return method.startsWith("curve25519-") ? "ssh.kex.curve25519" : "ssh.kex.ecdh";
}

function requestRule(type: ChannelRequest["type"]): SshRule {
  switch (type) {
    case "pty-req":
      return "ssh.channel.pty";
    case "env":
      return "ssh.channel.env";
    case "shell":
    case "exec":
      return "ssh.channel.exec";
    case "exit-status":
      return "ssh.channel.exit-status";
  }
}
