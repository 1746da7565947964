import type { Values } from './evaluate.ts';
import { explainIssue } from './explain-issue.ts';
import type { ReportAt } from './fill-in.ts';
import { fillIn } from './fill-in.ts';
import type { QuizEntry } from './quiz-schemas.ts';
import { quizEntry } from './quiz-schemas.ts';

/** A question with the values of one combination put in. */
export interface EntryVariant {
  /** `short 0.1, long 0.4`; empty where nothing varies. */
  readonly label: string;
  readonly entry: QuizEntry;
}

/** So that all can be proven whenever the content is checked. */
const mostVariants = 24;

/** Every combination of the values that `vary` gives; what cannot be put in has been reported. */
export function variantsOf(entry: QuizEntry, report: ReportAt): readonly EntryVariant[] {
  if (entry.type === 'order' || entry.vary === undefined) return [{ label: '', entry }];
  const { vary, ...written } = entry;
  const count = Object.values(vary).reduce((product, values) => product * values.length, 1);
  if (count > mostVariants || count < 2) {
    report(`expected 2 to ${mostVariants} combinations, found ${count}; change the sets of values.`, 'vary');
    return [];
  }
  return combinations(Object.entries(vary)).flatMap((values) => {
    const parsed = quizEntry.safeParse(fillIn(written, values, report), { reportInput: true });
    if (parsed.success) return [{ label: labelOf(values), entry: parsed.data }];
    for (const { path, message } of parsed.error.issues.flatMap(explainIssue)) report(message, ...path);
    return [];
  });
}

function combinations([first, ...others]: readonly (readonly [
  string,
  readonly (number | string)[],
])[]): readonly Values[] {
  if (first === undefined) return [new Map()];
  const [name, values] = first;
  const rest = combinations(others);
  return values.flatMap((value) => rest.map((more) => new Map([[name, value], ...more])));
}

const labelOf = (values: Values): string => [...values].map(([name, value]) => `${name} ${value}`).join(', ');
