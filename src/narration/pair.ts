// What nearly every sentence needs: the two hosts, and how many bytes.

import type { Bytes } from "../simulation/index.ts";

/** The two hosts by the names that the reader sees: the one that acts, and the one at the other end. */
export interface Pair {
  readonly host: string;
  readonly peer: string;
}

export interface Size {
  readonly bytes: Bytes;
}
