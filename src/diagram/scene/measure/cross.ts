// The cross that ends the arrow of a lost segment.

/** Half its size in pixels. */
export const CROSS = 7;
