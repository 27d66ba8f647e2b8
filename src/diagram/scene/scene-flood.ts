// The parts of the Scene that count what is not drawn one by one: strips and wedges of floods, and charts of queues.

import type { HostId } from "../../simulation/index.ts";
import type { Box } from "./measure/box.ts";

/** What became of a SYN of a flood. */
export type Fate = "queued" | "cookies" | "dropped" | "others" | "lost";

/** A flood where its sender's lifeline would be: as dark as SYNs go fast. */
export interface Strip {
  readonly flood: number;
  readonly host: HostId;
  readonly x: number;
  readonly width: number;
  readonly y0: number;
  readonly y1: number;
  /** SYNs per second that the darkest shade stands for. */
  readonly most: number;
  /** From the top down, without gaps; shade 0 is no SYN at all. */
  readonly cells: readonly { readonly y0: number; readonly y1: number; readonly shade: number }[];
}

/** SYNs of a flood that met one fate. */
export interface Wedge {
  readonly flood: number;
  readonly fate: Fate;
  readonly count: number;
  /** From the strip to the tip. */
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly half: number;
  readonly text: string;
  readonly countBox: Box;
  readonly fateBox: Box;
}

/** The queues of a listener: half-open connections, and open ones that nobody has accepted. */
export type QueueName = "syn" | "accept";

/** How long a queue is, as an area along the time axis. */
export interface Chart {
  readonly host: HostId;
  readonly queue: QueueName;
  /** Where length 0 stands, and to which side the area grows. */
  readonly zero: number;
  readonly side: -1 | 1;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** Each change of the length: it holds from there down to the next. */
  readonly corners: readonly { readonly y: number; readonly x: number; readonly length: number }[];
  /** Where the line of what it holds at most stands, or null. */
  readonly capacity: number | null;
  readonly words: readonly ChartWord[];
}

export interface ChartWord {
  readonly text: string;
  readonly kind: "name" | "scale" | "full";
  readonly box: Box;
  readonly anchor: "start" | "middle" | "end";
}
