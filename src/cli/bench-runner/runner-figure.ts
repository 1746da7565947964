/** One line of the table: what was measured, next to plain Python and to bubblewrap in the same minutes. */
export interface RunnerFigure {
  readonly name: string;
  readonly unit: 'ms' | '/s' | 'MiB';
  readonly ours: number;
  /** `python3 -I -c`, without a sandbox; null where there is nothing to compare with. */
  readonly bare: number | null;
  readonly bubblewrap: number | null;
  /** What `ours`, over `bare` where there is one, should be. */
  readonly goal: { readonly is: 'at most' | 'at least'; readonly value: number };
}

/** The row as text: the three figures, the ratio, and the goal with whether it was reached. */
export function describeRunnerFigure({ name, unit, ours, bare, bubblewrap, goal }: RunnerFigure): string {
  const compared = bare === null ? ours : ours / bare;
  const isReached = goal.is === 'at most' ? compared <= goal.value : compared >= goal.value;
  const cells = [ours, bare, bubblewrap].map((value) => (value === null ? '–' : `${value.toFixed(1)} ${unit}`));
  const ratio = bare === null ? '' : compared.toFixed(compared < 1 ? 3 : 1);
  const wanted = `${goal.is === 'at most' ? '≤' : '≥'} ${goal.value}${bare === null ? ` ${unit}` : ''}`;
  const [own = '', plain = '', walled = ''] = cells;
  return `${isReached ? '✓' : '✗'} ${name.padEnd(38)}${own.padStart(10)}${plain.padStart(12)}${walled.padStart(12)}${ratio.padStart(9)}  ${wanted}`;
}

/** The names of the columns. */
export const runnerHeading = `  ${'what'.padEnd(38)}${'ours'.padStart(10)}${'bare'.padStart(12)}${'bubblewrap'.padStart(12)}${'ratio'.padStart(9)}  goal`;
