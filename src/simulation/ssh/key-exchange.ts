// The key exchange: lists cross, a method is agreed on, each side sends its part, and NEWKEYS changes the keys (RFC 4253 §7).

import { hash } from "../kernel/index.ts";
import type { KeyExchangeMethod } from "./algorithms.ts";
import { keyExchangeMethod, publicKeyAlgorithm } from "./algorithms.ts";
import { clientOf, serverOf } from "./connection.ts";
import type { Exchange, Ssh } from "./connection.ts";
import { text } from "./encoding.ts";
import type { Proposal, SshMessage } from "./messages.ts";
import { DISCONNECT, messageNumber } from "./messages.ts";
import type { Agreement, Guard } from "./negotiation.ts";
import { EXT_INFO, guessedRight, methods, negotiate } from "./negotiation.ts";
import { disconnect, flush, leave, refusePacket, send } from "./output.ts";
import type { Protection } from "./packet.ts";
import { clientProposal, serverProposal, SIGNATURE_ALGORITHMS } from "./proposals.ts";

/** RFC 4253 §11.1: the host key cannot be verified. */
const HOST_KEY_NOT_VERIFIABLE = 9;

/** Sends this end's lists, and on a guess its part of the exchange with them. */
export function beginExchange(ssh: Ssh): void {
  if (ssh.exchange !== null && ssh.exchange.sent !== null) return;
  const exchange: Exchange = ssh.exchange ?? {
    sent: null, received: null, guessed: null, skip: false, agreement: null, awaits: "KEXINIT", group: 0, sentNewKeys: false, receivedNewKeys: false,
  };
  ssh.exchange = exchange;
  const proposal = proposalOf(ssh);
  const guess = clientOf(ssh)?.guesses === true && exchange.received === null ? guessable(proposal) : null;
  send(ssh, { kind: "KEXINIT", proposal, firstKexPacketFollows: guess !== null });
  exchange.sent = proposal;
  if (guess !== null) {
    exchange.guessed = guess.name;
    sendInit(ssh, exchange, guess);
  }
  flush(ssh);
}

/** The method that this end likes best, if its first part can be sent without knowing anything of the other end. */
function guessable(proposal: Proposal): KeyExchangeMethod | null {
  const method = keyExchangeMethod(methods(proposal.kex)[0] ?? "");
  return method?.kind === "group-exchange" ? null : method;
}

function proposalOf(ssh: Ssh): Proposal {
  const { settings } = ssh;
  return settings.role === "client" ? clientProposal(settings.preferences, settings.hostKeys) : serverProposal(settings.preferences, settings.hostKeys);
}

/** Takes a message of the exchange in, 20 to 49. */
export function exchangeMessage(ssh: Ssh, message: SshMessage, sequence: number): void {
  const { exchange } = ssh;
  if (message.kind === "KEXINIT") {
    kexInit(ssh, message, sequence);
    return;
  }
  if (exchange !== null && exchange.skip && (message.kind === "KEX_INIT" || message.kind === "KEX_REPLY")) {
    exchange.skip = false;
    return;
  }
  const agreement = exchange?.agreement ?? null;
  if (exchange === null || agreement === null || message.kind !== exchange.awaits) {
    refusePacket(ssh, messageNumber(message), sequence);
    return;
  }
  switch (message.kind) {
    case "NEWKEYS":
      newKeysReceived(ssh, exchange, agreement);
      return;
    case "GEX_REQUEST":
      // Simplified: the server has a group of every size that is asked for.
      exchange.group = message.preferred / 8;
      exchange.awaits = "KEX_INIT";
      send(ssh, { kind: "GEX_GROUP", prime: exchange.group });
      return;
    case "GEX_GROUP":
      exchange.group = message.prime;
      exchange.awaits = "KEX_REPLY";
      sendInit(ssh, exchange, agreement.kex);
      return;
    case "KEX_INIT":
      if (message.method === agreement.kex.name) reply(ssh, exchange, agreement);
      else refusePacket(ssh, messageNumber(message), sequence);
      return;
    case "KEX_REPLY":
      if (message.method === agreement.kex.name) checkReply(ssh, exchange, agreement);
      else refusePacket(ssh, messageNumber(message), sequence);
      return;
  }
}

/** The peer's lists are there: both ends come to the same choice (RFC 4253 §7.1). */
function kexInit(ssh: Ssh, message: Extract<SshMessage, { readonly kind: "KEXINIT" }>, sequence: number): void {
  if (ssh.exchange !== null && ssh.exchange.received !== null) {
    refusePacket(ssh, messageNumber(message), sequence);
    return;
  }
  beginExchange(ssh);
  const { exchange } = ssh;
  if (exchange === null || exchange.sent === null) return;
  exchange.received = message.proposal;
  const isClient = ssh.settings.role === "client";
  const [client, server] = isClient ? [exchange.sent, exchange.received] : [exchange.received, exchange.sent];
  const negotiation = negotiate(client, server);
  if (negotiation.kind === "failed") {
    leave(ssh, DISCONNECT.keyExchangeFailed, `no matching ${negotiation.missing} found`, "ssh.negotiation.failed");
    return;
  }
  const { agreement } = negotiation;
  if (ssh.exchanges === 0) {
    ssh.strict = agreement.strict;
    // OpenSSH PROTOCOL §1.10: nothing may stand before the first KEXINIT.
    if (agreement.strict && sequence !== 0) {
      disconnect(ssh, DISCONNECT.protocolError, "strict KEX violation: KEXINIT was not the first packet", "ssh.kex.strict");
      return;
    }
  }
  exchange.agreement = agreement;
  if (ssh.exchanges === 0) ssh.hostKey = agreement.hostKey.key;
  exchange.skip = message.firstKexPacketFollows && !guessedRight(client, server);
  if (agreement.kex.kind === "group-exchange") {
    exchange.awaits = isClient ? "GEX_GROUP" : "GEX_REQUEST";
    if (isClient) send(ssh, { kind: "GEX_REQUEST", least: 2048, preferred: groupBits(agreement), most: 8192 });
    return;
  }
  exchange.awaits = isClient ? "KEX_REPLY" : "KEX_INIT";
  // A guess that was right stands; after a wrong one the client sends the part that was agreed on.
  if (isClient && !(exchange.guessed !== null && guessedRight(client, server))) sendInit(ssh, exchange, agreement.kex);
}

/** How large a group OpenSSH asks for, so that it is no weaker than the longest key that it makes (NIST SP 800-57, table 2). */
function groupBits({ toServer, toClient }: Agreement): number {
  const longest = 8 * Math.max(...[toServer, toClient].flatMap(({ cipher, mac }) => [cipher.key, cipher.block, mac?.key ?? 0]));
  if (longest <= 112) return 2048;
  if (longest <= 128) return 3072;
  return longest <= 192 ? 7680 : 8192;
}

/** The client's public value (RFC 4253 §8, RFC 5656 §4). */
function sendInit(ssh: Ssh, exchange: Exchange, method: KeyExchangeMethod): void {
  send(ssh, { kind: "KEX_INIT", method: method.name, value: publicValue(ssh, exchange, method, method.client) });
}

/** A number of Diffie-Hellman's may have its highest bit set; a point is a string of fixed length. */
function publicValue(ssh: Ssh, exchange: Exchange, { kind }: KeyExchangeMethod, size: number): number {
  if (kind === "ecdh" || kind === "hybrid") return size;
  return (kind === "dh" ? size : exchange.group) + (highestBit(ssh, "value") ? 1 : 0);
}

/** Whether a number that is random in truth begins with a set bit; the same for the same connection. */
export function highestBit(ssh: Ssh, what: string): boolean {
  return hash(ssh.settings.seed, ssh.settings.role, ssh.exchanges, what) % 2 === 1;
}

/** The server's host key, public value and signature, its NEWKEYS, and at the first exchange what it can do (RFC 8308 §2.4). */
function reply(ssh: Ssh, exchange: Exchange, agreement: Agreement): void {
  const { kex, hostKey } = agreement;
  send(ssh, {
    kind: "KEX_REPLY",
    method: kex.name,
    hostKeyAlgorithm: hostKey.name,
    hostKey: hostKey.key,
    value: publicValue(ssh, exchange, kex, kex.server),
    signature: hostKey.signature([highestBit(ssh, "r"), highestBit(ssh, "s")]),
  });
  exchange.awaits = "NEWKEYS";
  sendNewKeys(ssh, exchange, agreement);
}

/** The client believes the reply if the host key is the one that it knows (RFC 4251 §4.1). */
function checkReply(ssh: Ssh, exchange: Exchange, agreement: Agreement): void {
  if (clientOf(ssh)?.knownHost === "changed") {
    leave(ssh, HOST_KEY_NOT_VERIFIABLE, "Host key verification failed", "ssh.host-key");
    return;
  }
  exchange.awaits = "NEWKEYS";
  sendNewKeys(ssh, exchange, agreement);
}

/** What this end sends after NEWKEYS is guarded by the new keys (RFC 4253 §7.3). */
function sendNewKeys(ssh: Ssh, exchange: Exchange, agreement: Agreement): void {
  send(ssh, { kind: "NEWKEYS" });
  const toServer = ssh.settings.role === "client";
  ssh.out.protection = protectionOf(toServer ? agreement.toServer : agreement.toClient, toServer, ssh.exchanges + 1);
  if (ssh.strict) ssh.out.sequence = 0;
  exchange.sentNewKeys = true;
  if (ssh.exchanges === 0 && serverOf(ssh) !== null && exchange.received?.kex.includes(EXT_INFO.client) === true) {
    send(ssh, {
      kind: "EXT_INFO",
      extensions: [["server-sig-algs", SIGNATURE_ALGORITHMS.join(",")], ["publickey-hostbound@openssh.com", "0"]],
    });
  }
  flush(ssh);
  finish(ssh, exchange);
}

/** What arrives from here on is guarded by the new keys. */
function newKeysReceived(ssh: Ssh, exchange: Exchange, agreement: Agreement): void {
  const toServer = ssh.settings.role === "server";
  ssh.in.protection = protectionOf(toServer ? agreement.toServer : agreement.toClient, toServer, ssh.exchanges + 1);
  if (ssh.strict) ssh.in.sequence = 0;
  exchange.receivedNewKeys = true;
  finish(ssh, exchange);
}

/** Once both directions have new keys the exchange is over, and what waited for it goes out. */
function finish(ssh: Ssh, exchange: Exchange): void {
  if (!exchange.sentNewKeys || !exchange.receivedNewKeys) return;
  ssh.exchange = null;
  ssh.exchanges += 1;
  for (const { message, roundTo } of ssh.deferred.splice(0)) send(ssh, message, roundTo);
}

/** The keys of one direction by their letters: initial value, encryption, integrity (RFC 4253 §7.2). */
function protectionOf({ cipher, mac }: Guard, toServer: boolean, exchange: number): Protection {
  const letters = [...(cipher.iv ? [toServer ? "A" : "B"] : []), toServer ? "C" : "D", ...(mac === null ? [] : [toServer ? "E" : "F"])];
  return { cipher, mac, keys: `${letters.join("+")}${exchange === 1 ? "" : ` (${String(exchange)})`}` };
}

/** The host's public keys, as they stand in a message one after another. */
export function hostKeyBlobs(ssh: Ssh): number {
  const names = { ed25519: "ssh-ed25519", ecdsa: "ecdsa-sha2-nistp256", rsa: "rsa-sha2-512" };
  const types = [...new Set(serverOf(ssh)?.hostKeys ?? [])];
  return types.reduce((size, type) => size + text("") + (publicKeyAlgorithm(names[type])?.key ?? 0), 0);
}
