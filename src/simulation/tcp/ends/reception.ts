// What a receiver has made of a segment's text, in the words of RFC 9293 §3.10.7.4.

import type { Bytes } from "../../kernel/index.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Reception } from "./receiver.ts";

/** What became of a segment's text, and by which rule. */
export function concludeReception(turn: Turn, reception: Reception, room: Bytes): void {
  switch (reception) {
    case "accepted":
      conclude(turn, reception, "tcp.text.in-order");
      break;
    case "buffered":
      conclude(turn, reception, "tcp.text.out-of-order");
      break;
    case "duplicate":
      conclude(turn, reception, "tcp.segment.unacceptable");
      break;
    case "unacceptable":
      conclude(turn, reception, room === 0 ? "tcp.segment.zero-window" : "tcp.segment.unacceptable");
      break;
  }
}
