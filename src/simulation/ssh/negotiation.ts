// Choosing algorithms: of each list the first of the client's that the server has too (RFC 4253 §7.1).

import type { Cipher, KeyExchangeMethod, Mac, PublicKeyAlgorithm } from "./algorithms.ts";
import { cipher, keyExchangeMethod, mac, publicKeyAlgorithm } from "./algorithms.ts";
import type { Proposal } from "./messages.ts";

/** What both sides have agreed on. */
export interface Agreement {
  readonly kex: KeyExchangeMethod;
  readonly hostKey: PublicKeyAlgorithm;
  readonly toServer: Guard;
  readonly toClient: Guard;
  /** Both sides keep the order strictly and count packets anew after NEWKEYS (OpenSSH PROTOCOL §1.10). */
  readonly strict: boolean;
}

/** What guards one direction. */
export interface Guard {
  readonly cipher: Cipher;
  readonly mac: Mac | null;
}

/** What no common name was found for, in the words that OpenSSH reports it with. */
export type Missing = "key exchange method" | "host key type" | "cipher" | "MAC" | "compression";

export type Negotiation =
  | { readonly kind: "agreed"; readonly agreement: Agreement }
  | { readonly kind: "failed"; readonly missing: Missing };

/** Names in a list of key exchange methods that are none: they announce what a side can do (RFC 8308 §2.1). */
export const EXT_INFO = { client: "ext-info-c", server: "ext-info-s" } as const;
export const STRICT = { client: "kex-strict-c-v00@openssh.com", server: "kex-strict-s-v00@openssh.com" } as const;

const ANNOUNCEMENTS: readonly string[] = [EXT_INFO.client, EXT_INFO.server, STRICT.client, STRICT.server];

/** Negotiates from both sides' lists; both sides come to the same result. */
export function negotiate(client: Proposal, server: Proposal): Negotiation {
  // Simplified: every key exchange method here needs a host key that signs, and every host key can (RFC 4253 §7.1).
  const kex = common(methods(client.kex), server.kex, keyExchangeMethod);
  if (kex === null) return failed("key exchange method");
  const hostKey = common(client.hostKeys, server.hostKeys, publicKeyAlgorithm);
  if (hostKey === null) return failed("host key type");
  const toServer = guard(client.ciphersToServer, server.ciphersToServer, client.macsToServer, server.macsToServer);
  if (toServer.kind === "failed") return toServer;
  const toClient = guard(client.ciphersToClient, server.ciphersToClient, client.macsToClient, server.macsToClient);
  if (toClient.kind === "failed") return toClient;
  // Simplified: nothing is compressed here, so `none` is the one name that can be agreed on.
  const compressed = [[client.compressionToServer, server.compressionToServer], [client.compressionToClient, server.compressionToClient]] as const;
  if (compressed.some(([ours, theirs]) => common(ours, theirs, (name) => (name === "none" ? name : null)) === null)) return failed("compression");
  const strict = client.kex.includes(STRICT.client) && server.kex.includes(STRICT.server);
  return { kind: "agreed", agreement: { kex, hostKey, toServer: toServer.guard, toClient: toClient.guard, strict } };
}

/** Whether a packet that was sent on a guess fits: both sides prefer the same method and host key (RFC 4253 §7). */
export function guessedRight(client: Proposal, server: Proposal): boolean {
  return methods(client.kex)[0] === methods(server.kex)[0] && client.hostKeys[0] === server.hostKeys[0];
}

/** The names that are methods. */
export function methods(names: readonly string[]): readonly string[] {
  return names.filter((name) => !ANNOUNCEMENTS.includes(name));
}

function guard(
  clientCiphers: readonly string[], serverCiphers: readonly string[], clientMacs: readonly string[], serverMacs: readonly string[],
): { readonly kind: "agreed"; readonly guard: Guard } | { readonly kind: "failed"; readonly missing: Missing } {
  const chosen = common(clientCiphers, serverCiphers, cipher);
  if (chosen === null) return failed("cipher");
  // A cipher that authenticates by itself leaves the MAC lists unread (RFC 5647 §5.1, as OpenSSH does it).
  if (chosen.tag > 0) return { kind: "agreed", guard: { cipher: chosen, mac: null } };
  const code = common(clientMacs, serverMacs, mac);
  return code === null ? failed("MAC") : { kind: "agreed", guard: { cipher: chosen, mac: code } };
}

/** The first of the client's names that the server has. Names that this room does not know are passed over. */
function common<Found>(client: readonly string[], server: readonly string[], find: (name: string) => Found | null): Found | null {
  for (const name of client) {
    const found = server.includes(name) ? find(name) : null;
    if (found !== null) return found;
  }
  return null;
}

function failed(missing: Missing): { readonly kind: "failed"; readonly missing: Missing } {
  return { kind: "failed", missing };
}
