// The binary packet protocol: how many bytes a payload takes on the wire (RFC 4253 §6).

import type { Bytes } from "../kernel/index.ts";
import type { Cipher, Mac } from "./algorithms.ts";
import { BYTE, UINT32 } from "./encoding.ts";

/** What guards the packets of one direction from its NEWKEYS on. */
export interface Protection {
  readonly cipher: Cipher;
  /** Null where the cipher authenticates by itself. */
  readonly mac: Mac | null;
  /** The keys of RFC 4253 §7.2 that this direction uses, by their letters, with the number of the exchange that made them. */
  readonly keys: string;
}

/** The shortest padding (RFC 4253 §6: "at least four bytes"). */
const LEAST_PADDING = 4;
/** Before any cipher packets are padded to a multiple of 8 (RFC 4253 §6). */
const LEAST_BLOCK = 8;

/**
 * Bytes of a packet on the wire: length field, padding length, payload, padding, and the MAC or tag. The length field is
 * counted into the multiple of the block size, unless it is sent outside of the encryption: by AES-GCM (RFC 5647 §7.3), by
 * ChaCha20-Poly1305, which encrypts it apart, and by encrypt-then-MAC. `roundTo` pads on to a multiple of so many bytes.
 */
export function packetSize(payload: Bytes, protection: Protection | null, roundTo: Bytes = 0): Bytes {
  const block = protection === null ? LEAST_BLOCK : Math.max(LEAST_BLOCK, protection.cipher.block);
  const apart = protection !== null && lengthApart(protection);
  const counted = BYTE + payload + (apart ? 0 : UINT32);
  let padded = multiple(counted + LEAST_PADDING, block);
  if (roundTo > 0) padded = multiple(padded, multiple(roundTo, block));
  return (apart ? UINT32 : 0) + padded + authenticationSize(protection);
}

/** Bytes of the MAC or tag at the packet's end. */
export function authenticationSize(protection: Protection | null): Bytes {
  return protection === null ? 0 : protection.mac?.size ?? protection.cipher.tag;
}

/** How many bytes must be there before a packet's length can be read: its field, or the block that it is encrypted in. */
export function lengthBytes(protection: Protection | null): Bytes {
  return protection === null || lengthApart(protection) ? UINT32 : protection.cipher.block;
}

function lengthApart({ cipher, mac }: Protection): boolean {
  return mac === null ? cipher.tag > 0 : mac.encryptThenMac;
}

function multiple(bytes: Bytes, of: Bytes): Bytes {
  return Math.floor((bytes + of - 1) / of) * of;
}
