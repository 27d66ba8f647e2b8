// Fragments (RFC 791 §2.3, §3.2): how IP cuts what does not fit one packet, and how the receiver puts the pieces together again.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { Stack, TraceFragment } from "../contract/index.ts";

const IPV4_HEADER: Bytes = 20;
/** Offsets are counted in units of eight bytes (RFC 791 §3.1). */
const UNIT: Bytes = 8;

/** What a link takes where nobody says otherwise: Ethernet's 1500 bytes. */
export const USUAL_MTU: Bytes = 1500;

/** How long pieces wait for the missing ones: RFC 1122 §3.3.2 wants 60 to 120 s, a kernel waits 30 s (`ipfrag_time`). */
export function reassemblyTimeout(stack: Stack): Milliseconds {
  return stack === "linux" ? 30_000 : 60_000;
}

/**
 * The pieces that IP cuts so many bytes of its payload into, for links of this MTU; a single one where it fits. All but the last are as
 * long as fits, in units of eight bytes.
 */
export function fragmentsOf(payload: Bytes, mtu: Bytes, identification: number): readonly TraceFragment[] {
  const room = mtu - IPV4_HEADER;
  const piece = payload <= room ? payload : Math.floor(room / UNIT) * UNIT;
  const count = Math.floor((payload + piece - 1) / piece);
  return Array.from({ length: count }, (_, index) => {
    const offset = index * piece;
    return { identification, offset, length: Math.min(piece, payload - offset), index: index + 1, count };
  });
}

/** A datagram that has come in part. */
export interface PartialDatagram {
  readonly key: string;
  readonly offsets: Set<number>;
  /** The packet of the first piece, which alone has the ports; null until it is there. */
  first: number | null;
}

/** The datagrams of which a host has some pieces, and waits for the others. */
export class Reassembly {
  private readonly partials = new Map<string, PartialDatagram>();

  /** The datagram of these pieces, as far as it has come; null where nothing of it waits. */
  find(from: string, { identification }: TraceFragment): PartialDatagram | null {
    return this.partials.get(keyOf(from, identification)) ?? null;
  }

  /** Takes a piece in, new or again. Says with which packet the datagram begins when it is whole now; null: pieces are missing. */
  take(from: string, fragment: TraceFragment, packet: number): number | null {
    const key = keyOf(from, fragment.identification);
    const partial: PartialDatagram = this.partials.get(key) ?? { key, offsets: new Set<number>(), first: null };
    this.partials.set(key, partial);
    partial.offsets.add(fragment.offset);
    if (fragment.offset === 0) partial.first ??= packet;
    if (partial.offsets.size < fragment.count || partial.first === null) return null;
    this.partials.delete(key);
    return partial.first;
  }

  /** Gives a datagram up: its pieces are discarded. False where it is whole or gone already. */
  discard(partial: PartialDatagram): boolean {
    return this.partials.get(partial.key) === partial && this.partials.delete(partial.key);
  }
}

/** RFC 791 §3.2 tells datagrams apart by source, destination, protocol and identification; the last two hosts are given here. */
function keyOf(from: string, identification: number): string {
  return `${from} ${String(identification)}`;
}
