import type { Concept, Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { Block, Span, View } from '../view.ts';
import { choices, prose, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { tableChoice } from './concept-view.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** One of the two tables of a course, row by row; the rows that were added to it are marked. */
export function tableView(course: Course, table: Concept['table'], { say, language }: Reader): View {
  const rows = course.concepts.filter((concept) => concept.table === table);
  const title = table === 'takeaways' ? say('tables.takeaways') : say('tables.when');
  const other = table === 'takeaways' ? 'when' : 'takeaways';
  const quiz = { label: say('button.quiz'), weight: 'primary', command: 'quiz', args: { course: course.id } } as const;
  return view(title, [
    {
      kind: 'table',
      header: headerOf(table, say),
      rows: rows.map(({ term, meaning, added }) => [
        [...inline(inLanguage(term, language)), ...(added ? [mark] : [])],
        inline(inLanguage(meaning, language)),
      ]),
    },
    ...legend(rows, say),
    prose(...inline(say('tables.look-up', { example: `/lesson ${course.id} ${rows[0]?.id ?? ''}` }))),
    choices(quiz, tableChoice(course, other, say)),
  ]);
}

const mark: Span = text(' +');

function headerOf(table: Concept['table'], say: Say): readonly (readonly Span[])[] {
  const names =
    table === 'takeaways'
      ? [say('tables.concept'), say('tables.description')]
      : [say('tables.scenario'), say('tables.advice')];
  return names.map((name) => [text(name)]);
}

function legend(rows: readonly Concept[], say: Say): readonly Block[] {
  return rows.some(({ added }) => added) ? [prose(text(say('tables.legend')))] : [];
}
