// Waits until an element has come into the page: the app fills a block before it puts it there.

/** How many frames an element is waited for. */
const FRAMES = 600;

/**
 * Calls `run` once, as soon as `element` is in the page: after the present task where that is enough, so that no key
 * pressed meanwhile is lost. Gives the function that ends the waiting.
 */
export function whenAttached(element: HTMLElement, run: () => void): () => void {
  let waiting = true;
  let frame = 0;
  let left = FRAMES;
  const look = (): void => {
    if (!waiting) return;
    if (element.isConnected) {
      waiting = false;
      run();
    } else if (left > 0) {
      left -= 1;
      frame = element.win.requestAnimationFrame(look);
    }
  };
  queueMicrotask(look);
  return () => {
    waiting = false;
    element.win.cancelAnimationFrame(frame);
  };
}
