// The app's simple and fuzzy search over short texts.

export type SearchMatches = [number, number][];
export interface SearchResult { readonly score: number; readonly matches: SearchMatches }
export interface FuzzyMatch<T> { readonly item: T; readonly match: SearchResult }

/** Every character of the query in order; runs and beginnings of words count for more. Null when one is not there. */
export function prepareFuzzySearch(query: string): (text: string) => SearchResult | null {
  const wanted = Array.from(query.toLowerCase()).filter((character) => character !== " ");
  return (text) => {
    const lower = text.toLowerCase();
    const matches: SearchMatches = [];
    let score = 0;
    let from = 0;
    for (const character of wanted) {
      const at = lower.indexOf(character, from);
      if (at < 0) return null;
      const last = matches.at(-1);
      if (last !== undefined && last[1] === at) last[1] = at + character.length;
      else {
        matches.push([at, at + character.length]);
        score -= at === 0 || lower[at - 1] === " " ? 0.5 : 1;
      }
      from = at + character.length;
    }
    return { score: score - text.length / 1000, matches };
  };
}

export function prepareSimpleSearch(query: string): (text: string) => SearchResult | null {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return (text) => {
    const lower = text.toLowerCase();
    const matches: SearchMatches = [];
    for (const word of words) {
      const at = lower.indexOf(word);
      if (at < 0) return null;
      matches.push([at, at + word.length]);
    }
    return { score: -matches.reduce((sum, [at]) => sum + at, 0) / 100, matches: matches.sort((a, b) => a[0] - b[0]) };
  };
}

export function sortSearchResults(results: { match: SearchResult }[]): void { results.sort((a, b) => b.match.score - a.match.score); }

/** Writes the text with its matching parts marked. */
export function renderMatches(el: HTMLElement, text: string, matches: SearchMatches | null, offset = 0): void {
  let at = 0;
  for (const [from, to] of matches ?? []) {
    const start = Math.max(at, from + offset);
    const end = Math.min(text.length, to + offset);
    if (end <= start) continue;
    el.appendText(text.slice(at, start));
    el.createSpan({ cls: "suggestion-highlight", text: text.slice(start, end) });
    at = end;
  }
  el.appendText(text.slice(at));
}

export function renderResults(el: HTMLElement, text: string, result: SearchResult, offset = 0): void { renderMatches(el, text, result.matches, offset); }
