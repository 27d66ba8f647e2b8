// The diagram as its owner sees it: what goes in, what can be asked of it, and what it tells.

import type { Milliseconds, Trace } from "../simulation/index.ts";
import type { DiagramWords } from "./words.ts";

/** What a reader has done to the view; kept by the owner so that it outlives the element. */
export interface ViewState {
  readonly at: Milliseconds;
  readonly playing: boolean;
  /** Factor of real time: 0.1 plays 100 ms of simulated time in a second. */
  readonly speed: number;
  /** The selected packet, or null. */
  readonly selected: number | null;
  readonly table: boolean;
  /** Scroll position inside the picture, in pixels. */
  readonly scroll: number;
}

/** A sentence beside the picture, already in the reader's language. */
export interface Caption {
  readonly event: number;
  readonly at: Milliseconds;
  readonly packet: number | null;
  readonly host: string;
  readonly title: string;
  readonly text: string;
  /** `analogy` is drawn as a speech bubble at its host, `technical` beside the arrow. */
  readonly voice: "analogy" | "technical";
}

export interface DiagramOptions {
  readonly title: string;
  readonly subtitle: string;
  readonly words: DiagramWords;
  readonly captions: readonly Caption[];
  /** Where to begin; absent: paused on the run's most telling frame. */
  readonly view?: ViewState;
  /** The speed to begin with where `view` is absent; absent: one at which the run moves calmly. */
  readonly speed?: number;
  /** What to lay out for while the container is not in a page or has no width, in pixels. */
  readonly width?: number;
  /** Told after each change that the reader (or playing) brings about; calls of `update`, `seek` and `select` are not told. */
  readonly onView?: (view: ViewState) => void;
  /** Fills the foot of the selected-segment card, such as a link to the note of the subject. */
  readonly cardFoot?: (foot: HTMLElement, packet: number) => void;
  /** Takes the selected segment as text for the clipboard; absent: nothing is offered to copy. */
  readonly onCopy?: (text: string) => void;
}

/** A mounted diagram. The owner must call `destroy` when the element goes. */
export interface Diagram {
  readonly element: HTMLElement;
  readonly view: ViewState;
  /** Shows another run in the same place (a slider was dragged): playhead and selection stay as far as they make sense. */
  update(trace: Trace, options: DiagramOptions): void;
  /** Moves the playhead without motion. */
  seek(at: Milliseconds): void;
  select(packet: number | null): void;
  destroy(): void;
}
