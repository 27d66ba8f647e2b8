// Remembers which part of a block has the focus, and gives it back to the same part of the block's next element.

/** The attribute that names a part of a block which can have the focus. */
const NAME = "data-focus";

/** Watches `root` and tells `remember` the name of the part that has the focus, or null when the reader has left. */
export function watchFocus(root: HTMLElement, remember: (name: string | null) => void): void {
  root.addEventListener("focusin", (event) => {
    const part = event.target === null ? null : nameOf(event.target);
    if (part !== null) remember(part);
  });
  root.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== null) {
      if (!contains(root, event.relatedTarget)) remember(null);
      return;
    }
    // Nobody has the focus now. If the element or its window is going away, the reader has not left.
    root.win.setTimeout(() => {
      const { doc } = root;
      if (root.isConnected && doc.hasFocus() && !root.contains(doc.activeElement)) remember(null);
    }, 0);
  });
}

/** Gives the focus to the part of `root` called `name`, unless the reader has put it elsewhere meanwhile. */
export function restoreFocus(root: HTMLElement, name: string): void {
  const { activeElement, body } = root.doc;
  if (activeElement !== null && activeElement !== body && activeElement.isConnected && !root.contains(activeElement)) return;
  for (const part of root.findAll(`[${NAME}]`)) {
    if (part.getAttribute(NAME) === name) {
      part.focus({ preventScroll: true });
      return;
    }
  }
}

function nameOf(target: EventTarget): string | null {
  return isElement(target) ? target.closest(`[${NAME}]`)?.getAttribute(NAME) ?? null : null;
}

function contains(root: HTMLElement, target: EventTarget): boolean {
  return isElement(target) && root.contains(target);
}

/** Works across windows, whose elements are made by other constructors. */
function isElement(target: EventTarget): target is Element {
  return "nodeType" in target && target.nodeType === 1;
}
