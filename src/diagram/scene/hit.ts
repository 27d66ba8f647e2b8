// What lies under a pointer: the packet whose label or line is nearest to a point of the picture.

import { contains, distanceTo } from "./box.ts";
import type { Arrow, Scene } from "./scene.ts";

/** The packet at a point, or null when nothing is within `reach` pixels. Labels win over lines. */
export function packetAt(scene: Scene, x: number, y: number, reach: number): number | null {
  const label = scene.labels.find((each) => Math.abs(each.box.y - y) < each.box.width && contains(each.box, x, y, 2));
  if (label !== undefined) return label.packet;
  let nearest: Arrow | null = null;
  let least = reach;
  for (const arrow of scene.arrows) {
    if (arrow.y1 - reach > y || arrow.y2 + reach < y) continue;
    const distance = distanceTo(arrow, x, y);
    if (distance > least) continue;
    nearest = arrow;
    least = distance;
  }
  return nearest?.packet ?? null;
}
