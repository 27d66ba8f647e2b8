// What lies under a pointer: the packet whose label or line is nearest to a point of the picture.

import type { Milliseconds } from "../../simulation/index.ts";
import { contains, distanceTo } from "./measure/box.ts";
import { timeAt } from "./measure/time-scale.ts";
import { ribbonOutline } from "./parts/ribbons.ts";
import type { Arrow, Scene } from "./scene.ts";

/** The packet at a point, or null when nothing is within `reach` pixels. Labels win over lines, and lines over ribbons. */
export function packetAt(scene: Scene, x: number, y: number, reach: number): number | null {
  const label = scene.labels.find((each) => Math.abs(each.box.y - y) < each.box.width && contains(each.box, x, y, 2));
  if (label !== undefined) return label.packet;
  const named = scene.ribbons.find(({ label: ribbon }) => ribbon !== null && contains(ribbon.box, x, y, 2));
  if (named !== undefined) return named.packet;
  let nearest: Arrow | null = null;
  let least = reach;
  for (const arrow of scene.arrows) {
    if (arrow.y1 - reach > y || arrow.y2 + (arrow.spread?.ended ?? 0) + reach < y) continue;
    const distance = isInside(arrow, x, y) ? 0 : distanceTo(arrow, x, y);
    if (distance > least) continue;
    nearest = arrow;
    least = distance;
  }
  return nearest?.packet ?? scene.ribbons.find((ribbon) => surrounds(ribbonOutline(ribbon), x, y))?.packet ?? null;
}

/** The time at a point of a flood's strip or of a wedge of it; null elsewhere. */
export function floodAt(scene: Scene, x: number, y: number): Milliseconds | null {
  const strip = scene.strips.find((each) => x >= each.x && x <= each.x + each.width && y >= each.y0 && y <= each.y1);
  const wedge = scene.wedges.find(({ x1, x2, y: middle, half }) => x >= Math.min(x1, x2) && x <= Math.max(x1, x2) && Math.abs(y - middle) <= half + 16);
  return strip === undefined && wedge === undefined ? null : timeAt(scene.scale, strip === undefined ? (wedge?.y ?? y) : y);
}

/** Whether a point lies in the band of a bundle. */
function isInside({ x1, y1, x2, y2, spread }: Arrow, x: number, y: number): boolean {
  const share = (x - x1) / (x2 - x1);
  if (spread === null || !(share >= 0 && share <= 1)) return false;
  const top = y1 + (y2 - y1) * share;
  return y >= top && y <= top + spread.sent + (spread.ended - spread.sent) * share;
}

/** Whether a point lies inside an outline whose corners all turn the same way. */
function surrounds(outline: readonly (readonly [number, number])[], x: number, y: number): boolean {
  const sides = outline.map(([x1, y1], index) => {
    const [x2, y2] = outline[(index + 1) % outline.length] ?? [x1, y1];
    return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  });
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
}
