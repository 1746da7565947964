import type { Course, Health, Reading, ReadingSection } from '../course/course.ts';
import { chunkOf, numberOf } from '../course/find.ts';
import { inline } from '../inline.ts';
import type { Choice, Span, View } from '../view.ts';
import { choices, list, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** A section of the reading list, by its place from 0: why each entry is worth it, and how it stands with it today. */
export function readingView(course: Course, place: number, reader: Reader): View {
  const { say, language } = reader;
  const section = course.reading[place];
  const title = say('reading.title');
  if (section === undefined) return view(title, [prose(text(say('reading.none'))), choices(goOn(course, say))]);
  return view(`${title} · ${inLanguage(section.title, language)}`, [
    list(section.entries.map((entry) => lineOf(course, entry, reader))),
    prose(text(say('reading.checked'))),
    choices(...others(course, section, reader), goOn(course, say)),
  ]);
}

function lineOf(course: Course, entry: Reading, { say, language }: Reader): readonly Span[] {
  const { title, by, url, why, chunk, health, note } = entry;
  const name: Span = url === null ? strong(title) : { kind: 'link', text: title, url };
  const supported = chunkOf(course, chunk);
  const page =
    supported === undefined
      ? []
      : [say('reading.page', { number: numberOf(course, supported), title: inLanguage(supported.title, language) })];
  const told = [inLanguage(why, language), ...(note === null ? [] : [inLanguage(note, language)])];
  return [
    name,
    text(by === null ? '' : ` · ${by}`),
    text(' · '),
    { kind: 'emphasis', text: say(marks[health]) },
    text('. '),
    ...inline([...told, ...page].join(' ')),
  ];
}

const marks = {
  current: 'reading.current',
  dated: 'reading.dated',
  replaced: 'reading.replaced',
  'not-found': 'reading.not-found',
} as const satisfies Record<Health, string>;

function others(course: Course, shown: ReadingSection, { language }: Reader): readonly Choice[] {
  return course.reading.flatMap((section, place) => {
    if (section === shown) return [];
    const args = { course: course.id, section: String(place + 1) };
    return [{ label: inLanguage(section.title, language), weight: 'secondary', command: 'reading', args } as const];
  });
}

const goOn = (course: Course, say: Say): Choice => ({
  label: say('button.continue'),
  weight: 'primary',
  command: 'lesson',
  args: { course: course.id },
});
