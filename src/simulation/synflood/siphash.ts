// SipHash-2-4 (Aumasson and Bernstein, 2012) over four 32-bit words: the keyed hash that a kernel makes its SYN cookies with.

/** A key of 128 bits as four 32-bit words, the least significant first. */
export type HashKey = readonly [number, number, number, number];

/** Two rounds for each of three message words, then four. */
const ROUNDS = 10;
const LAST_WORD_DONE = 6;
/** The last message word holds the length of the message, sixteen bytes, in its uppermost byte. */
const LENGTH = 16 << 24;

/**
 * The low 32 bits of the SipHash-2-4 of sixteen bytes, which are four 32-bit words in little-endian order. Each 64-bit word of the
 * state stands in two variables, its low and its high half: a flood asks for millions of these, and an array would cost more than the rounds.
 */
export function sipHash(key: HashKey, a: number, b: number, c: number, d: number): number {
  let v0 = key[0] ^ 0x70736575;
  let v0High = key[1] ^ 0x736f6d65;
  let v1 = key[2] ^ 0x6e646f6d;
  let v1High = key[3] ^ 0x646f7261;
  let v2 = key[0] ^ 0x6e657261;
  let v2High = key[1] ^ 0x6c796765;
  let v3 = key[2] ^ 0x79746573;
  let v3High = key[3] ^ 0x74656462;
  for (let round = 0; round < ROUNDS; round += 1) {
    // A message word goes into v3 before its two rounds, and into v0 behind them.
    if (round === 0) {
      v3 ^= a;
      v3High ^= b;
    } else if (round === 2) {
      v0 ^= a;
      v0High ^= b;
      v3 ^= c;
      v3High ^= d;
    } else if (round === 4) {
      v0 ^= c;
      v0High ^= d;
      v3High ^= LENGTH;
    } else if (round === LAST_WORD_DONE) {
      v0High ^= LENGTH;
      v2 ^= 0xff;
    }
    // v0 += v1; v1 <<<= 13; v1 ^= v0; v0 <<<= 32
    let sum = (v0 >>> 0) + (v1 >>> 0);
    v0High = (v0High + v1High + (sum > 0xffffffff ? 1 : 0)) | 0;
    v0 = sum | 0;
    let low = (v1 << 13) | (v1High >>> 19);
    v1High = ((v1High << 13) | (v1 >>> 19)) ^ v0High;
    v1 = low ^ v0;
    low = v0;
    v0 = v0High;
    v0High = low;
    // v2 += v3; v3 <<<= 16; v3 ^= v2
    sum = (v2 >>> 0) + (v3 >>> 0);
    v2High = (v2High + v3High + (sum > 0xffffffff ? 1 : 0)) | 0;
    v2 = sum | 0;
    low = (v3 << 16) | (v3High >>> 16);
    v3High = ((v3High << 16) | (v3 >>> 16)) ^ v2High;
    v3 = low ^ v2;
    // v0 += v3; v3 <<<= 21; v3 ^= v0
    sum = (v0 >>> 0) + (v3 >>> 0);
    v0High = (v0High + v3High + (sum > 0xffffffff ? 1 : 0)) | 0;
    v0 = sum | 0;
    low = (v3 << 21) | (v3High >>> 11);
    v3High = ((v3High << 21) | (v3 >>> 11)) ^ v0High;
    v3 = low ^ v0;
    // v2 += v1; v1 <<<= 17; v1 ^= v2; v2 <<<= 32
    sum = (v2 >>> 0) + (v1 >>> 0);
    v2High = (v2High + v1High + (sum > 0xffffffff ? 1 : 0)) | 0;
    v2 = sum | 0;
    low = (v1 << 17) | (v1High >>> 15);
    v1High = ((v1High << 17) | (v1 >>> 15)) ^ v2High;
    v1 = low ^ v2;
    low = v2;
    v2 = v2High;
    v2High = low;
  }
  return (v0 ^ v1 ^ v2 ^ v3) >>> 0;
}
