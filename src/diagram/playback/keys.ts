// Keys and what they do; everything else is left to the host.

import type { PlaybackAction } from "./playback.ts";

/** What a key asks for. */
export type KeyCommand = PlaybackAction | { readonly kind: "card" } | { readonly kind: "close" } | { readonly kind: "help" };

/** What has the focus: the picture, a button, the scrubber, or something that takes text or choices. */
export type KeyTarget = "picture" | "button" | "scrubber" | "other";

/** The command of a key press, or null when it is none of the diagram's. */
export function commandFor(key: string, target: KeyTarget): KeyCommand | null {
  if (key === "Escape") return { kind: "close" };
  if (target === "other") return null;
  switch (key) {
    case "ArrowRight": return { kind: "step", by: 1 };
    case "ArrowLeft": return { kind: "step", by: -1 };
    case "Home": return { kind: "home" };
    case "End": return { kind: "end" };
    case "[": return { kind: "faster", by: -1 };
    case "]": return { kind: "faster", by: 1 };
    case "?": return { kind: "help" };
  }
  if (target === "scrubber") {
    return key === "ArrowUp" ? { kind: "step", by: 1 } : key === "ArrowDown" ? { kind: "step", by: -1 } : null;
  }
  if (target !== "picture") return null;
  switch (key) {
    case " ": return { kind: "toggle" };
    case "ArrowDown": return { kind: "select-next", by: 1 };
    case "ArrowUp": return { kind: "select-next", by: -1 };
    case "Enter": return { kind: "card" };
    default: return null;
  }
}
