// Did you mean …: the nearest of the allowed words, by the distance of Damerau and Levenshtein (adjacent letters may swap).

/** The number of letters to insert, delete, replace or swap with a neighbour to get from one word to the other. */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, at(beforeLast, j - 2) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

/**
 * The allowed word that was probably meant, or null when none is near: at most a third of its letters may be wrong. Case does not count. Of equally near words the first wins.
 */
export function nearest(found: string, allowed: Iterable<string>): string | null {
  const word = found.toLowerCase();
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of allowed) {
    const bound = Math.floor(candidate.length / 3);
    if (Math.abs(candidate.length - word.length) > bound) continue;
    const d = distance(word, candidate.toLowerCase());
    if (d <= bound && d < bestDistance) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
