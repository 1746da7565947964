import { Temporal } from 'temporal-polyfill';
import type { Course } from '../course/course.ts';
import type { ClassTask, RosterLine, TaskItem } from '../ports/class-store.ts';
import type { Block } from '../view.ts';

/** Everything on record of a class. */
export interface ClassRecord {
  readonly course: Course;
  readonly roster: readonly RosterLine[];
  readonly tasks: readonly ClassTask[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What is on record of a class, one line for each member: a table for people (CSV) and the same for programs (JSON). */
export function exportClass(record: ClassRecord): readonly Extract<Block, { readonly kind: 'file' }>[] {
  const name = `class-${record.course.id}`;
  return [
    { kind: 'file', name: `${name}.csv`, text: csvOf(record) },
    { kind: 'file', name: `${name}.json`, text: jsonOf(record) },
  ];
}

function csvOf({ roster, tasks }: ClassRecord): string {
  const header = [...columns, ...tasks.map(({ item, due }) => `${nameOf(item)} (${due})`)];
  const rows = roster.map((line) => [
    line.learner,
    isoOf(line.firstSeen),
    isoOf(line.lastSeen),
    String(line.answers),
    String(line.rightAnswers),
    line.right.join(' '),
    line.wrong.join(' '),
    line.holds.join(' '),
    ...tasks.map(({ done }) => (done.includes(line.learner) ? 'done' : 'open')),
  ]);
  return [header, ...rows].map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

const columns = [
  'learner',
  'first_seen',
  'last_seen',
  'answers',
  'right_answers',
  'concepts_right',
  'concepts_wrong',
  'beliefs_held',
];

/** Always quoted (RFC 4180). What a spreadsheet would take for a formula is marked as text. */
function cellOf(value: string): string {
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

function jsonOf({ course, roster, tasks, at }: ClassRecord): string {
  const told = {
    format: 'studyloop-class-1',
    course: course.id,
    exported_at: isoOf(at),
    assignments: tasks.map(({ item, due, done }) => ({ kind: item.kind, item: nameOf(item), due, done })),
    learners: roster.map((line) => ({
      learner: line.learner,
      first_seen: isoOf(line.firstSeen),
      last_seen: isoOf(line.lastSeen),
      answers: line.answers,
      right_answers: line.rightAnswers,
      concepts_right: line.right,
      concepts_wrong: line.wrong,
      beliefs_held: line.holds,
    })),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

const nameOf = (item: TaskItem): string => (item.kind === 'chunk' ? item.chunk : item.exercise);

const isoOf = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString({ smallestUnit: 'second' });
