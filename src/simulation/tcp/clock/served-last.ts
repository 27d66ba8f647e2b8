// A clock whose timers go off just after the packets of the same instant, as the wheel of a kernel is served behind its network card.

import type { Milliseconds } from "../../kernel/index.ts";
import { toGrid } from "../../kernel/index.ts";
import type { Clock } from "./clock.ts";
import { WHEEL_CLOCK } from "./wheel.ts";

/** The shortest time there is. */
const INSTANT: Milliseconds = 0.001;

export const LINUX_CLOCK: Clock = {
  due: (now, after, inside) => toGrid(WHEEL_CLOCK.due(now, after, inside) + INSTANT),
  granule: (after) => WHEEL_CLOCK.granule(after),
};
