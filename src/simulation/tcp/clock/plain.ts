// The textbook's clock: a timer goes off exactly when it is due.

import { toGrid } from "../../kernel/index.ts";
import type { Clock } from "./clock.ts";

export const PLAIN_CLOCK: Clock = {
  due: (now, after) => toGrid(now + after),
  granule: () => 0,
};
