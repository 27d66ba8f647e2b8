// What arrives: first the peer's line, then packets, each checked for its guard, its place in the order, and its layer (RFC 4253).

import { clientOf, serverOf } from "./connection.ts";
import type { Channel, ReadContent, Ssh } from "./connection.ts";
import { beginExchange, exchangeMessage } from "./key-exchange.ts";
import { clientLoginMessage, requestService } from "./login-client.ts";
import { serverLoginMessage } from "./login-server.ts";
import type { SshMessage } from "./messages.ts";
import { DISCONNECT, messageName, messageNumber } from "./messages.ts";
import { ask, disconnect, flush, leave, refusePacket, send, sendLine, stop, unimplemented } from "./output.ts";
import { textOf } from "./reading.ts";
import { ruleOf } from "./rule-of.ts";
import { clientChannelMessage } from "./session-client.ts";
import { openChannel, serverChannelMessage } from "./session-server.ts";

/** So many other lines OpenSSH's client reads before the server's own. */
const MOST_OTHER_LINES = 1024;

/** Numbers from here on are for private use (RFC 4250 §4.1.2); OpenSSH takes none of them. */
const LEAST_LOCAL = 192;

/** The stream is there: both ends send their line, and neither waits for the other's (RFC 4253 §4.2). */
export function introduce(ssh: Ssh): void {
  const { identification, work } = ssh.settings;
  sendLine(ssh, identification, work["identification"] ?? 0, "ssh.identification");
}

/** Takes a line in, as long as the peer has not introduced itself (RFC 4253 §4.2). */
export function takeLine(ssh: Ssh, content: ReadContent): void {
  const text = textOf(content);
  if (!text.startsWith("SSH-")) {
    // A server may say something else first, which a client passes over; the reverse is an error.
    if (ssh.settings.role === "client" && ssh.otherLines < MOST_OTHER_LINES) {
      ssh.otherLines += 1;
      return;
    }
    refuse(ssh, "Invalid SSH identification string.", "ssh.identification.invalid");
    return;
  }
  // 1.99 says that a server speaks both versions (RFC 4253 §5.1).
  if (!text.startsWith("SSH-2.0-") && !text.startsWith("SSH-1.99-")) {
    refuse(ssh, "Protocol major versions differ.", "ssh.identification.version");
    return;
  }
  // A line that another kind of program wrote is no message of this one.
  if (content.protocol === "ssh") ask(ssh, { kind: "read", name: text, rule: "ssh.identification" });
  ssh.peer = text;
  beginExchange(ssh);
}

/** There is no packet protocol yet to say it by: a server says it in a line, as OpenSSH does, and closes. */
function refuse(ssh: Ssh, text: string, rule: "ssh.identification.invalid" | "ssh.identification.version"): void {
  if (ssh.settings.role === "server") sendLine(ssh, text, 0, rule);
  stop(ssh, "failed", text, rule);
}

/** Takes a packet in. What is no packet of the peer's, or not guarded with its keys and number, ends the connection. */
export function takePacket(ssh: Ssh, content: ReadContent): void {
  const { sequence, protection } = ssh.in;
  if (content.protocol !== "ssh" || content.kind !== "packet") {
    badLength(ssh);
    return;
  }
  if (content.keys !== (protection?.keys ?? null) || content.sequence !== sequence) {
    leave(ssh, DISCONNECT.macError, "Corrupted MAC on input.", "ssh.packet.mac");
    return;
  }
  ssh.in.sequence = (sequence + 1) >>> 0;
  const { message } = content;
  ask(ssh, { kind: "read", name: messageName(message), rule: ruleOf(message) });
  dispatch(ssh, message, sequence);
  flush(ssh);
}

/** What stands where a packet's length should is none (RFC 4253 §6.1). */
export function badLength(ssh: Ssh): void {
  leave(ssh, DISCONNECT.protocolError, "Packet corrupt", "ssh.packet.length");
}

function dispatch(ssh: Ssh, message: SshMessage, sequence: number): void {
  const number = messageNumber(message);
  if (message.kind === "DISCONNECT") {
    stop(ssh, message.reason === DISCONNECT.byApplication ? "ended" : "failed", message.description, "ssh.disconnect");
  } else if (ssh.settings.manner === "openssh" && (number === 0 || number >= LEAST_LOCAL)) {
    disconnect(ssh, DISCONNECT.protocolError, `Invalid ssh2 packet type: ${String(number)}`, "ssh.unimplemented");
  } else if (isForbidden(ssh, number)) {
    refusePacket(ssh, number, sequence);
  } else if (number >= 20 && number < 50) {
    exchangeMessage(ssh, message, sequence);
    if (clientOf(ssh) !== null && ssh.exchange === null && ssh.exchanges === 1 && message.kind === "NEWKEYS") requestService(ssh);
  } else if (number >= 80 && number < 128) {
    connectionMessage(ssh, message, sequence);
  } else {
    otherMessage(ssh, message, sequence);
  }
}

/**
 * Between the peer's KEXINIT and its NEWKEYS only the exchange itself may cross (RFC 4253 §7.1), and before its first KEXINIT
 * nothing else at all. Where both sides keep strictly to that, not even what is to be ignored may stand in the first exchange.
 */
function isForbidden(ssh: Ssh, number: number): boolean {
  const { exchange, exchanges } = ssh;
  const first = exchanges === 0 && exchange?.receivedNewKeys !== true;
  const within = first || (exchange !== null && exchange.received !== null && !exchange.receivedNewKeys);
  if (!within) return false;
  if (number >= 50 || number === 5 || number === 6 || number === 7) return true;
  return first && ssh.strict && number < 20;
}

/** Messages of the transport layer and of logging in. */
function otherMessage(ssh: Ssh, message: SshMessage, sequence: number): void {
  switch (message.kind) {
    case "IGNORE":
    case "DEBUG":
    case "UNIMPLEMENTED":
      return;
    case "EXT_INFO":
      for (const [name, value] of message.extensions) ssh.extensions.set(name, value);
      return;
    default: {
      const client = clientOf(ssh);
      const server = serverOf(ssh);
      if (client !== null) clientLoginMessage(ssh, client, message, sequence);
      if (server !== null) serverLoginMessage(ssh, server, message, sequence);
    }
  }
}

/** RFC 4252 §6: a message of the connection protocol before the user is let in ends the connection. */
function connectionMessage(ssh: Ssh, message: SshMessage, sequence: number): void {
  if (!ssh.authenticated) {
    disconnect(ssh, DISCONNECT.protocolError, `unexpected packet type ${String(messageNumber(message))} before authentication`, "ssh.userauth.first");
    return;
  }
  switch (message.kind) {
    case "GLOBAL_REQUEST":
      if (message.request === "no-more-sessions@openssh.com") ssh.noMoreSessions = true;
      // RFC 4254 §4: a request that is not known is refused, if an answer is wanted.
      if (message.wantReply) send(ssh, { kind: "REQUEST_FAILURE" });
      return;
    case "REQUEST_SUCCESS":
    case "REQUEST_FAILURE":
      return;
    case "CHANNEL_OPEN":
      openChannel(ssh, message);
      return;
    default:
      if ("recipient" in message) inChannel(ssh, message);
      else unimplemented(ssh, sequence);
  }
}

function inChannel(ssh: Ssh, message: Parameters<typeof serverChannelMessage>[2]): void {
  const channel: Channel | undefined = ssh.channels.get(message.recipient);
  if (channel === undefined) {
    disconnect(ssh, DISCONNECT.protocolError, `${messageName(message)} for nonexistent channel ${String(message.recipient)}`, "ssh.channel.open");
    return;
  }
  const client = clientOf(ssh);
  if (client === null) serverChannelMessage(ssh, channel, message);
  else clientChannelMessage(ssh, client, channel, message);
}
