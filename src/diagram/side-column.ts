// The column beside the picture: the card and the captions, each near what it speaks of, none over another.

/** A box that wants to stand at a height. */
export interface SideBox {
  readonly wanted: number;
  readonly height: number;
}

/**
 * The tops of the boxes, in the order given. The first box has its wish as far as it fits between `top` and `bottom`; each
 * further one goes where it overlaps none of those before it, as near to its wish as it can. Null where there is no room.
 */
export function stackBeside(boxes: readonly SideBox[], top: number, bottom: number, gap: number): (number | null)[] {
  const placed: { readonly top: number; readonly bottom: number }[] = [];
  return boxes.map(({ wanted, height }) => {
    const highest = bottom - height;
    const wish = Math.max(top, Math.min(highest, wanted));
    const places = [wish, ...placed.flatMap((other) => [other.top - gap - height, other.bottom + gap])]
      .filter((place) => place >= top && (place <= highest || placed.length === 0))
      .filter((place) => placed.every((other) => place + height + gap <= other.top || place >= other.bottom + gap))
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
    const found = places[0];
    if (found === undefined) return null;
    placed.push({ top: found, bottom: found + height });
    return found;
  });
}
