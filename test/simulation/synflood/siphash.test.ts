import { describe, expect, it } from "vitest";
import { sipHash } from "../../../src/simulation/synflood/siphash.ts";

describe("SipHash-2-4", () => {
  it("gives the published vector for the bytes 0 to 15 under the key of the same bytes", () => {
    // The 16-byte row of the authors' table: db 9b c2 57 7f cc 2a 3f, of which these are the low 32 bits.
    const words = [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c] as const;
    expect(sipHash(words, ...words)).toBe(0x57c29bdb);
  });

  it("changes with every word of key and message", () => {
    const key = [1, 2, 3, 4] as const;
    const hashes = new Set([
      sipHash(key, 1, 2, 3, 4), sipHash(key, 2, 2, 3, 4), sipHash(key, 1, 3, 3, 4), sipHash(key, 1, 2, 4, 4), sipHash(key, 1, 2, 3, 5),
      sipHash([2, 2, 3, 4], 1, 2, 3, 4), sipHash([1, 3, 3, 4], 1, 2, 3, 4), sipHash([1, 2, 4, 4], 1, 2, 3, 4), sipHash([1, 2, 3, 5], 1, 2, 3, 4),
    ]);
    expect(hashes.size).toBe(9);
  });
});
