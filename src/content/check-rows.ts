import { keyOf, namesOf } from '#core/course/glossary.ts';
import type { Concept } from '#core/course/course.ts';
import type { Report } from './problem.ts';

/** A row and where its parts stand. */
interface PlacedRow {
  readonly row: Concept;
  readonly at: (key: string) => { readonly file: string; readonly line: number };
}

/** Terms and meanings are options of questions, and buttons hold no more. */
const longestOption = 75;
/** A card shows the example whole. */
const mostLines = 12;

/** Reports what would not fit where a row is shown, and names that would look up two rows. */
export function checkRows(rows: readonly PlacedRow[], report: Report): void {
  for (const { row, at } of rows) checkRow(row, (key, message) => report({ ...at(key), message }));
  checkNames(rows, report);
}

function checkRow({ table, term, meaning, example }: Concept, report: (key: string, message: string) => void): void {
  const shown =
    table === 'takeaways'
      ? ([
          ['term', term],
          ['meaning', meaning],
        ] as const)
      : [];
  for (const [key, text] of shown) {
    for (const option of Object.values(text)) {
      if (option.length <= longestOption) continue;
      report(key, `expected at most ${longestOption} characters in \`${key}\`, found ${option.length}; shorten it.`);
    }
  }
  const lines = example?.code.split('\n').length ?? 0;
  if (lines > mostLines) {
    report('example', `expected an example of at most ${mostLines} lines, found ${lines}; shorten it.`);
  }
}

function checkNames(rows: readonly PlacedRow[], report: Report): void {
  const owners = new Map<string, Concept>();
  for (const { row, at } of rows) {
    for (const name of namesOf(row)) {
      const owner = owners.get(name);
      owners.set(name, owner ?? row);
      if (owner === undefined || owner.id === row.id) continue;
      const key = row.also.some((other) => keyOf(other) === name) ? 'also' : 'id';
      const message = `expected names that no other row has, found \`${name}\`, by which \`${owner.id}\` is looked up; take it out of one of them.`;
      report({ ...at(key), message });
    }
  }
}
