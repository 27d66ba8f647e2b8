// The binary packet protocol: padding and MACs, by the rules and by every cipher.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cipher, mac } from "../../../src/simulation/ssh/algorithms.ts";
import type { Protection } from "../../../src/simulation/ssh/packet.ts";
import { authenticationSize, packetSize } from "../../../src/simulation/ssh/packet.ts";

function guarded(cipherName: string, macName: string | null): Protection {
  const chosen = cipher(cipherName);
  const code = macName === null ? null : mac(macName);
  if (chosen === null || (macName !== null && code === null)) throw new Error(`${cipherName} or ${String(macName)} is not known`);
  return { cipher: chosen, mac: code, keys: "C" };
}

const PROTECTIONS: readonly (readonly [string, Protection | null, boolean])[] = [
  ["no cipher", null, false],
  ["aes128-ctr with hmac-sha2-256", guarded("aes128-ctr", "hmac-sha2-256"), false],
  ["aes128-ctr with hmac-sha2-256-etm", guarded("aes128-ctr", "hmac-sha2-256-etm@openssh.com"), true],
  ["aes128-gcm", guarded("aes128-gcm@openssh.com", null), true],
  ["chacha20-poly1305", guarded("chacha20-poly1305@openssh.com", null), true],
  ["3des-cbc with hmac-sha1", guarded("3des-cbc", "hmac-sha1"), false],
];

describe("A packet's size (RFC 4253 §6)", () => {
  it.each(PROTECTIONS)("with %s is a multiple of the block with 4 to 4 + block - 1 bytes of padding", (_name, protection, apart) => {
    const block = Math.max(8, protection?.cipher.block ?? 8);
    fc.assert(fc.property(fc.nat(40_000), (payload) => {
      const size = packetSize(payload, protection) - authenticationSize(protection);
      const counted = apart ? size - 4 : size;
      expect(counted % block).toBe(0);
      const padding = size - 4 - 1 - payload;
      expect(padding).toBeGreaterThanOrEqual(4);
      expect(padding).toBeLessThan(4 + block);
    }));
  });

  it("is at least 16 bytes without a MAC, as of a NEWKEYS", () => {
    expect(packetSize(1, null)).toBe(16);
  });

  it("hides the length of what is padded on", () => {
    const protection = guarded("chacha20-poly1305@openssh.com", null);
    const sizes = new Set(Array.from({ length: 40 }, (_, more) => packetSize(10 + more, protection, 64)));
    expect([...sizes]).toEqual([84]);
  });
});
