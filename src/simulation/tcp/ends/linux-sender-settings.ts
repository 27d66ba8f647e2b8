// What a Linux sender is set to.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";

export interface LinuxSenderSettings {
  readonly congestion: "reno" | "cubic";
  /** In segments (RFC 6928). */
  readonly initialWindow: number;
  readonly nagle: boolean;
  readonly tailLossProbe: boolean;
  readonly fRto: boolean;
  /** The size that the program has asked for; null: automatic. */
  readonly sendBuffer: Bytes | null;
  /** How long a program that waits for room takes to go on; 0: it goes on at once. */
  readonly wakeUp: Milliseconds;
  /** What hosts and wire add to a round trip, where the times themselves do not have it. */
  readonly hostTime: Milliseconds;
}
