// What the reader does to the picture with keys and pointer, told to the diagram as commands.

import { commandFor, type KeyCommand, type KeyTarget } from "./playback/index.ts";
import type { Skeleton } from "./skeleton.ts";

/** Who carries the commands out. */
export interface InputDesk {
  /** The packet that lies within so many pixels of a pointer, or null. */
  packetUnder(event: MouseEvent, reach: number): number | null;
  /** The time of a flood that lies under a pointer, or null. */
  floodUnder(event: MouseEvent): number | null;
  /** A flood was clicked at this time of it. */
  openFlood(at: number): void;
  /** A packet, or nothing, was clicked. */
  click(packet: number | null): void;
  hover(packet: number | null): void;
  /** Carries a key's command out; false when there is nothing to do for it. */
  obey(command: KeyCommand): boolean;
  toggleTable(): void;
  toggleHelp(): void;
}

/** How far beside a line a pointer still means it. */
const REACH = { fine: 10, coarse: 22 } as const;

/** Listens until `signal` is aborted. Only what is handled is kept from the host. */
export function listen(skeleton: Skeleton, desk: InputDesk, signal: AbortSignal): void {
  const { root, canvas, stage, side, tableButton, helpButton } = skeleton;
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const command = commandFor(event.key, targetOf(event, stage));
    if (command === null || !desk.obey(command)) return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
  // What happens beside the picture is known on its way down: on its way up the card may be gone already.
  const beside = new WeakSet<Event>();
  for (const name of ["click", "pointermove"] as const) side.addEventListener(name, (event) => { beside.add(event); }, { signal, capture: true });
  canvas.addEventListener("click", (event) => {
    if (beside.has(event)) return;
    const packet = desk.packetUnder(event, isCoarse(event) ? REACH.coarse : REACH.fine);
    const flood = packet === null ? desk.floodUnder(event) : null;
    if (flood === null) desk.click(packet);
    else desk.openFlood(flood);
    stage.focus({ preventScroll: true });
  }, { signal });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") desk.hover(beside.has(event) ? null : desk.packetUnder(event, REACH.fine));
  }, { signal });
  canvas.addEventListener("pointerleave", () => { desk.hover(null); }, { signal });
  tableButton.addEventListener("click", () => { desk.toggleTable(); }, { signal });
  helpButton.addEventListener("click", () => { desk.toggleHelp(); }, { signal });
}

function targetOf({ target }: Event, stage: Element): KeyTarget {
  if (target === stage) return "picture";
  if (!isElement(target)) return "other";
  if (target.matches("input[type=range]")) return "scrubber";
  return target.matches("button, summary") ? "button" : "other";
}

/** A click by finger or pen; where the browser does not say, it was a mouse. */
function isCoarse(event: MouseEvent): boolean {
  return "pointerType" in event && typeof event.pointerType === "string" && event.pointerType !== "mouse" && event.pointerType !== "";
}

/** Also for elements of another window, whose classes are not this window's. */
function isElement(target: EventTarget | null): target is Element {
  return target !== null && "matches" in target;
}
