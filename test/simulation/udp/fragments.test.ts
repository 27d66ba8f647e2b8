import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fragmentsOf, Reassembly } from "../../../src/simulation/udp/index.ts";

/** Offset and length of each piece of a datagram with so much data, as a packet capture shows them. */
function pieces(data: number, mtu = 1500): (readonly [number, number])[] {
  return fragmentsOf(8 + data, mtu, 1).map(({ offset, length }) => [offset, length]);
}

describe("Fragmentation (RFC 791 §3.2)", () => {
  it("leaves alone what fits one packet", () => {
    expect(pieces(1472)).toEqual([[0, 1480]]);
    expect(pieces(0)).toEqual([[0, 8]]);
  });

  it("cuts as Linux 6.18 does", () => {
    expect(pieces(1473)).toEqual([[0, 1480], [1480, 1]]);
    expect(pieces(2952)).toEqual([[0, 1480], [1480, 1480]]);
    expect(pieces(2953)).toEqual([[0, 1480], [1480, 1480], [2960, 1]]);
    expect(pieces(4000)).toEqual([[0, 1480], [1480, 1480], [2960, 1048]]);
    expect(pieces(1400, 1000)).toEqual([[0, 976], [976, 432]]);
  });

  it("makes packets that fit, of whole units of eight bytes but the last, without a gap", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 65_507 }), fc.integer({ min: 68, max: 65_535 }), (data, mtu) => {
      const all = fragmentsOf(8 + data, mtu, 1);
      let end = 0;
      all.forEach(({ offset, length, index, count }, place) => {
        expect([offset, index, count]).toEqual([end, place + 1, all.length]);
        expect(20 + length).toBeLessThanOrEqual(mtu);
        if (index < count) expect(length % 8).toBe(0);
        end += length;
      });
      expect(end).toBe(8 + data);
    }));
  });
});

describe("Reassembly (RFC 791 §3.2)", () => {
  const [first, second, third] = fragmentsOf(4008, 1500, 7);
  if (first === undefined || second === undefined || third === undefined) throw new Error("three pieces are needed");

  it("has the datagram whole with its last piece, whatever the order, and a piece twice", () => {
    for (const order of [[first, second, third], [third, second, first], [second, third, second, first]]) {
      const reassembly = new Reassembly();
      expect(order.map((piece) => reassembly.take("client", piece, 100 + piece.index))).toEqual([...order.slice(1).map(() => null), 101]);
      expect(reassembly.find("client", first)).toBeNull();
    }
  });

  it("tells datagrams apart by their sender and their identification", () => {
    const reassembly = new Reassembly();
    const [other] = fragmentsOf(4008, 1500, 8);
    for (const [from, piece] of [["client", first], ["client", second], ["server", third], ["client", other ?? first]] as const) {
      expect(reassembly.take(from, piece, 1)).toBeNull();
    }
    expect(reassembly.take("client", third, 1)).toBe(1);
  });

  it("forgets what is discarded", () => {
    const reassembly = new Reassembly();
    reassembly.take("client", first, 1);
    const partial = reassembly.find("client", first);
    if (partial === null) throw new Error("a piece is lost");
    expect([reassembly.discard(partial), reassembly.discard(partial)]).toEqual([true, false]);
    expect([second, third].map((piece) => reassembly.take("client", piece, 2))).toEqual([null, null]);
  });
});
