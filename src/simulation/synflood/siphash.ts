// SipHash-2-4 (Aumasson and Bernstein, 2012) over four 32-bit words: the keyed hash that a kernel makes its SYN cookies with.

/** A key of 128 bits as four 32-bit words, the least significant first. */
export type HashKey = readonly [number, number, number, number];

/** Four 64-bit words as pairs of 32 bits, the low half first; kept, for a new array in each call costs more than the rounds. */
const v = new Int32Array(8);

/** v[to] += v[from], in 64 bits. */
function add(to: number, from: number): void {
  const low = ((v[to] as number) >>> 0) + ((v[from] as number) >>> 0);
  v[to + 1] = ((v[to + 1] as number) + (v[from + 1] as number) + (low > 0xffffffff ? 1 : 0)) | 0;
  v[to] = low | 0;
}

/** v[to] = (v[to] <<< bits) ^ v[other], in 64 bits; `bits` below 32. */
function rotateMix(to: number, bits: number, other: number): void {
  const low = v[to] as number;
  const high = v[to + 1] as number;
  v[to] = ((low << bits) | (high >>> (32 - bits))) ^ (v[other] as number);
  v[to + 1] = ((high << bits) | (low >>> (32 - bits))) ^ (v[other + 1] as number);
}

/** v[place] = v[place] <<< 32. */
function swap(place: number): void {
  const low = v[place] as number;
  v[place] = v[place + 1] as number;
  v[place + 1] = low;
}

function round(): void {
  add(0, 2);
  rotateMix(2, 13, 0);
  swap(0);
  add(4, 6);
  rotateMix(6, 16, 4);
  add(0, 6);
  rotateMix(6, 21, 0);
  add(4, 2);
  rotateMix(2, 17, 4);
  swap(4);
}

/** Takes in one message word of 64 bits. */
function compress(low: number, high: number): void {
  v[6] = (v[6] as number) ^ low;
  v[7] = (v[7] as number) ^ high;
  round();
  round();
  v[0] = (v[0] as number) ^ low;
  v[1] = (v[1] as number) ^ high;
}

/** The low 32 bits of the SipHash-2-4 of sixteen bytes, which are four 32-bit words in little-endian order. */
export function sipHash(key: HashKey, a: number, b: number, c: number, d: number): number {
  v[0] = key[0] ^ 0x70736575;
  v[1] = key[1] ^ 0x736f6d65;
  v[2] = key[2] ^ 0x6e646f6d;
  v[3] = key[3] ^ 0x646f7261;
  v[4] = key[0] ^ 0x6e657261;
  v[5] = key[1] ^ 0x6c796765;
  v[6] = key[2] ^ 0x79746573;
  v[7] = key[3] ^ 0x74656462;
  compress(a, b);
  compress(c, d);
  // The last word holds the length of the message, sixteen, in its uppermost byte.
  compress(0, 16 << 24);
  v[4] = (v[4] as number) ^ 0xff;
  round();
  round();
  round();
  round();
  return ((v[0] as number) ^ (v[2] as number) ^ (v[4] as number) ^ (v[6] as number)) >>> 0;
}
