// What a benchmark tells: rows of figures that the bench command prints as a table or as JSON.

/** One measured thing. */
export interface BenchRow {
  readonly name: string;
  /** Figures by name, in the order in which they are shown. */
  readonly figures: Readonly<Record<string, number>>;
}

export interface BenchReport {
  readonly area: string;
  /** How many runs each figure is the median of. */
  readonly runs: number;
  readonly rows: readonly BenchRow[];
}

/** The middle of the values; the mean of the two middle ones when there is an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
