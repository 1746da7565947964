import type { Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { Block, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Say } from '../words.ts';

interface Written {
  /** Of cards, or of reviews. */
  readonly count: number;
  readonly text: string;
}

/** Both files, and what to do with each; before the first card the way to it. */
export function ankiView(course: Course, { deck, log }: Record<'deck' | 'log', Written>, say: Say): View {
  if (deck.count === 0) {
    const begin = {
      label: say('button.begin'),
      weight: 'primary',
      command: 'lesson',
      args: { course: course.id },
    } as const;
    return view(say('anki.title'), [prose(...inline(say('anki.none'))), choices(begin)]);
  }
  const history: readonly Block[] = [
    prose(...inline(say('anki.log', { count: log.count }))),
    { kind: 'file', name: `studyloop-${course.id}-reviews.csv`, text: log.text },
  ];
  return view(say('anki.title'), [
    prose(...inline(say('anki.how', { count: deck.count }))),
    { kind: 'file', name: `studyloop-${course.id}-anki.txt`, text: deck.text },
    ...(log.count === 0 ? [] : history),
  ]);
}
