// Merges an editor's unsaved text with what someone else wrote to the disk meanwhile.

interface Change { readonly from: number; readonly to: number; readonly insert: string }

/** `mine` and `theirs` both come from `base`. Where they touch the same place, theirs stands. */
export function mergeTexts(base: string, mine: string, theirs: string): string {
  const normalBase = base.replaceAll("\r\n", "\n");
  const ours = difference(normalBase, mine);
  const others = difference(normalBase, theirs.replaceAll("\r\n", "\n"));
  if (ours.from > others.to) return apply(apply(normalBase, ours), others);
  if (ours.to < others.from) return apply(apply(normalBase, others), ours);
  return apply(normalBase, others);
}

function difference(from: string, to: string): Change {
  let front = 0;
  while (front < from.length && front < to.length && from[front] === to[front]) front += 1;
  let back = 0;
  while (back < from.length - front && back < to.length - front && from.at(-1 - back) === to.at(-1 - back)) back += 1;
  return { from: front, to: from.length - back, insert: to.slice(front, to.length - back) };
}

function apply(text: string, { from, to, insert }: Change): string { return text.slice(0, from) + insert + text.slice(to); }
