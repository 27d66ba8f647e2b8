// The record layer (RFC 8446 §5, RFC 5246 §6.2): how content is cut into records, and what protection adds to each.

import type { Bytes, ForeignBytes } from "../kernel/index.ts";
import type { CipherSuite, Protection, SpokenVersion } from "./algorithms.ts";
import type { AlertDescription, AlertLevel } from "./alerts.ts";
import type { HandshakeMessage } from "./messages.ts";

/** Type, version, length (RFC 8446 §5.1). */
export const HEADER: Bytes = 5;
/** The most content of one record (RFC 8446 §5.1). */
export const LARGEST_FRAGMENT: Bytes = 16384;
/** What protection may add at most: 256 bytes in 1.3 (RFC 8446 §5.2), 2048 in 1.2 (RFC 5246 §6.2.3). */
export const LARGEST_EXPANSION: Readonly<Record<SpokenVersion, Bytes>> = { "1.3": 256, "1.2": 2048 };

/** Names of the secrets (RFC 8446 §7.1) and, for 1.2, of the keys (RFC 5246 §6.3) that records are protected with. */
export type KeyName =
  | "client_early_traffic_secret" | "client_handshake_traffic_secret" | "server_handshake_traffic_secret"
  | `${"client" | "server"}_application_traffic_secret_${number}` | "client_write_key" | "server_write_key";

/** What protects the records of one direction from now on. */
export interface Epoch {
  readonly keys: KeyName;
  readonly version: SpokenVersion;
  readonly suite: CipherSuite;
}

export type ContentType = "handshake" | "change_cipher_spec" | "alert" | "application_data";

export type RecordBody =
  /** Bytes `from` to `from + length` of a handshake message. */
  | { readonly type: "handshake"; readonly message: HandshakeMessage; readonly from: Bytes; readonly length: Bytes }
  | { readonly type: "change_cipher_spec" }
  | { readonly type: "alert"; readonly level: AlertLevel; readonly description: AlertDescription }
  /** `ends`: what their writer called the bytes that end here, or null. */
  | { readonly type: "application_data"; readonly bytes: Bytes; readonly ends: string | null };

/** A record as the peer meets it. */
export interface TlsRecord {
  readonly protocol: "tls";
  /** The length in its header. */
  readonly length: Bytes;
  /** What it is protected with, or null when it is in the clear. */
  readonly keys: KeyName | null;
  /** How many records went before under these keys (RFC 8446 §5.3): it goes into the protection; 0 in the clear. */
  readonly sequence: number;
  readonly body: RecordBody;
  /** False when its bytes are not those that were sent. */
  readonly intact: boolean;
}

/** What the stream may bring to a TLS program. */
export type TlsContent = TlsRecord | ForeignBytes;

/** The length field of a record that holds so much content: in 1.3 the content's type is inside (RFC 8446 §5.2). */
export function protectedLength(content: Bytes, epoch: Epoch | null): Bytes {
  if (epoch === null) return content;
  const { cipher } = epoch.suite;
  return cipher.kind === "aead" ? content + (epoch.version === "1.3" ? 1 : 0) + cipher.nonce + cipher.tag : blockLength(content, cipher);
}

/** CBC with the MAC over the ciphertext (RFC 7366 §3): initialisation vector, whole blocks with at least one byte of padding, MAC. */
function blockLength(content: Bytes, cipher: Extract<Protection, { readonly kind: "cbc" }>): Bytes {
  return 16 + 16 * (Math.floor(content / 16) + 1) + cipher.mac;
}
