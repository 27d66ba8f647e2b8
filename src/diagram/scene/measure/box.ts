// An oriented box, the shape of every label, and the tests of what it touches (separating axes).

/** A rectangle around its centre, turned clockwise by `angle` radians (the y axis points down). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** A straight stretch between two points. */
export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** An upright rectangle by its edges. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const TOUCH = 0.01;

/** An upright box from its top left corner. */
export function uprightBox(left: number, top: number, width: number, height: number): Box {
  return { x: left + width / 2, y: top + height / 2, width, height, angle: 0 };
}

/** The smallest upright rectangle around a box. */
export function boundsOf(box: Box): Bounds {
  const cos = Math.abs(Math.cos(box.angle));
  const sin = Math.abs(Math.sin(box.angle));
  const halfWidth = (box.width * cos + box.height * sin) / 2;
  const halfHeight = (box.width * sin + box.height * cos) / 2;
  return { left: box.x - halfWidth, top: box.y - halfHeight, right: box.x + halfWidth, bottom: box.y + halfHeight };
}

/** Whether two boxes share more than an edge. */
export function intersects(a: Box, b: Box): boolean {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const reach = (a.width + a.height + b.width + b.height) / 2;
  if (Math.abs(dx) > reach || Math.abs(dy) > reach) return false;
  return !separated(a, b, dx, dy) && !separated(b, a, -dx, -dy);
}

/** Whether one of the two axes of `a` keeps the boxes apart; (dx, dy) leads from `a` to `b`. */
function separated(a: Box, b: Box, dx: number, dy: number): boolean {
  const cos = Math.cos(a.angle);
  const sin = Math.sin(a.angle);
  const turnCos = Math.abs(Math.cos(b.angle - a.angle));
  const turnSin = Math.abs(Math.sin(b.angle - a.angle));
  const along = Math.abs(dx * cos + dy * sin);
  const across = Math.abs(dy * cos - dx * sin);
  return (
    along >= (a.width + b.width * turnCos + b.height * turnSin) / 2 - TOUCH ||
    across >= (a.height + b.width * turnSin + b.height * turnCos) / 2 - TOUCH
  );
}

/** Whether a line passes through a box (clipping in the box's own frame). */
export function crosses(box: Box, line: Line): boolean {
  const cos = Math.cos(box.angle);
  const sin = Math.sin(box.angle);
  const ax = (line.x1 - box.x) * cos + (line.y1 - box.y) * sin;
  const ay = (line.y1 - box.y) * cos - (line.x1 - box.x) * sin;
  const bx = (line.x2 - box.x) * cos + (line.y2 - box.y) * sin;
  const by = (line.y2 - box.y) * cos - (line.x2 - box.x) * sin;
  const halfWidth = box.width / 2;
  const halfHeight = box.height / 2;
  if ((ay <= -halfHeight && by <= -halfHeight) || (ay >= halfHeight && by >= halfHeight)) return false;
  if ((ax <= -halfWidth && bx <= -halfWidth) || (ax >= halfWidth && bx >= halfWidth)) return false;
  // Where it enters and leaves the strip between the long sides, seen along the box.
  const slope = by === ay ? 0 : (bx - ax) / (by - ay);
  const atTop = by === ay ? ax : ax + slope * (clampBetween(-halfHeight, ay, by) - ay);
  const atBottom = by === ay ? bx : ax + slope * (clampBetween(halfHeight, ay, by) - ay);
  return Math.min(atTop, atBottom) < halfWidth && Math.max(atTop, atBottom) > -halfWidth;
}

function clampBetween(value: number, a: number, b: number): number {
  return a < b ? Math.max(a, Math.min(b, value)) : Math.max(b, Math.min(a, value));
}

/** Whether a point lies in a box that is made larger by `margin` on every side. */
export function contains(box: Box, x: number, y: number, margin = 0): boolean {
  const cos = Math.cos(box.angle);
  const sin = Math.sin(box.angle);
  const along = (x - box.x) * cos + (y - box.y) * sin;
  const across = (y - box.y) * cos - (x - box.x) * sin;
  return Math.abs(along) <= box.width / 2 + margin && Math.abs(across) <= box.height / 2 + margin;
}

/** The distance from a point to a line. */
export function distanceTo(line: Line, x: number, y: number): number {
  const dx = line.x2 - line.x1;
  const dy = line.y2 - line.y1;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - line.x1) * dx + (y - line.y1) * dy) / square));
  return Math.hypot(x - line.x1 - share * dx, y - line.y1 - share * dy);
}
