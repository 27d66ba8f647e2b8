// Keeps what the pointer does to a control from what the note lies in: a canvas card, a sidebar, the editor.

const EVENTS = ["pointerdown", "mousedown", "touchstart", "touchmove", "dblclick"] as const;

/** Stops these events at `element`, after its own parts have had them. */
export function shieldPointer(element: HTMLElement): void {
  for (const name of EVENTS) element.addEventListener(name, (event) => { event.stopPropagation(); }, { passive: true });
}
