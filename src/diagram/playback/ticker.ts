// The frame ticker: tells how much real time passed between two frames of the window that the diagram is in.

/** What the ticker needs of a window. */
export interface FrameSource {
  requestAnimationFrame(callback: (time: number) => void): number;
  cancelAnimationFrame(handle: number): void;
}

export interface Ticker {
  start(): void;
  stop(): void;
}

/** A longer pause between frames (a hidden page) does not make playing jump. */
const MOST = 100;

/** `source` is asked anew at every start, because the element may have moved to another window. */
export function makeTicker(source: () => FrameSource | null, onFrame: (elapsed: number) => void): Ticker {
  let running: { readonly source: FrameSource; handle: number } | null = null;
  let last: number | null = null;
  const frame = (time: number): void => {
    if (running === null) return;
    const elapsed = last === null ? 0 : Math.max(0, Math.min(MOST, time - last));
    last = time;
    running.handle = running.source.requestAnimationFrame(frame);
    onFrame(elapsed);
  };
  return {
    start() {
      if (running !== null) return;
      const found = source();
      if (found === null) return;
      last = null;
      running = { source: found, handle: 0 };
      running.handle = found.requestAnimationFrame(frame);
    },
    stop() {
      if (running === null) return;
      running.source.cancelAnimationFrame(running.handle);
      running = null;
    },
  };
}
