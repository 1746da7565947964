import { describeBars } from '../classes/bars-model.ts';
import type { BarsModel } from '../classes/bars-model.ts';
import type { ClassReport, HeldBelief, KnownConcept } from '../classes/class-report.ts';
import { reportOn } from '../classes/class-report.ts';
import { goalLine } from '../classes/goal.ts';
import type { Course } from '../course/course.ts';
import { inline, plain } from '../inline.ts';
import type { ClassFigures, ClassSettings } from '../ports/class-store.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, list, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** What stands on record of a class. */
export interface Standing {
  readonly figures: ClassFigures;
  readonly settings: ClassSettings;
  /** Questions that learners say are wrong, and nobody has settled. */
  readonly reported: number;
}

/** How a class is doing: who is there, what is believed that is not so, what is weak, and how far its goal is. No names. */
export function classView(course: Course, standing: Standing, reader: Reader): View {
  const { say, language } = reader;
  const { figures, settings } = standing;
  const title = say('class.title', { course: inLanguage(course.title, language) });
  const report = reportOn(course, figures);
  if (report.members === 0) return view(title, [prose(...inline(say('class.nobody')))]);
  return view(title, [
    prose(text(say('class.members', { count: report.members, active: report.active }))),
    ...(settings.goal === null ? [] : [prose(text(goalLine(figures, settings.goal, say)))]),
    ...beliefBlocks(report, reader),
    ...conceptBlocks(report.concepts, reader),
    choices(...waysOn(course, { ...standing, beliefs: report.beliefs.length }, say)),
  ]);
}

/** So that it fits a phone screen, or two. */
const mostBeliefs = 8;
const mostConcepts = 6;

function beliefBlocks({ beliefs }: ClassReport, reader: Reader): readonly Block[] {
  const { say } = reader;
  if (beliefs.length === 0) return [prose(...inline(say('class.no-beliefs')))];
  const shown = beliefs.slice(0, mostBeliefs);
  return [prose(strong(say('class.beliefs'))), beliefList(shown, reader), pictureOf(shown, reader)];
}

function beliefList(beliefs: readonly HeldBelief[], { say, language }: Reader): Block {
  return list(
    beliefs.map(({ belief, held, asked }) =>
      inline(say('class.belief', { held, asked, belief: inLanguage(belief.belief, language) })),
    ),
  );
}

function pictureOf(beliefs: readonly HeldBelief[], { say, language }: Reader): Block {
  const bars: BarsModel = {
    title: say('class.picture-title'),
    rows: beliefs.map(({ belief, held, asked }) => ({
      label: plain(inline(inLanguage(belief.belief, language))),
      share: held / asked,
      note: say('class.picture-note', { held, asked }),
    })),
  };
  return { kind: 'picture', picture: { kind: 'bars', bars }, words: describeBars(bars) };
}

function conceptBlocks(concepts: readonly KnownConcept[], { say, language }: Reader): readonly Block[] {
  if (concepts.length === 0) return [];
  const lines = concepts.slice(0, mostConcepts).map(({ concept, right, asked, percent }) => {
    const term = inLanguage(concept.term, language);
    return inline(say('class.concept', { concept: term, right, asked, percent }));
  });
  return [prose(strong(say('class.concepts'))), list(lines)];
}

interface Offered extends Standing {
  readonly beliefs: number;
}

function waysOn(course: Course, { beliefs, reported, settings }: Offered, say: Say): readonly Choice[] {
  const way = (label: string, part: string): Choice => ({
    label,
    weight: 'secondary',
    command: 'class',
    args: { course: course.id, part },
  });
  const plainWay = (label: string, command: string): Choice => ({ label, weight: 'secondary', command, args: {} });
  return [
    ...(beliefs > mostBeliefs ? [way(say('button.class-beliefs', { count: beliefs }), 'beliefs')] : []),
    plainWay(say('button.assignments'), 'assignments'),
    ...(reported > 0 ? [plainWay(say('button.reports', { count: reported }), 'reports')] : []),
    way(say('button.class-export'), 'export'),
    settings.leaderboard === 'off'
      ? way(say('button.leaderboard-on'), 'leaderboard on')
      : way(say('button.leaderboard-off'), 'leaderboard off'),
  ];
}

/** Every belief that somebody in the class holds. */
export function beliefsView(course: Course, figures: ClassFigures, reader: Reader): View {
  const { say, language } = reader;
  const { beliefs } = reportOn(course, figures);
  const back: Choice = { label: say('button.class'), weight: 'primary', command: 'class', args: { course: course.id } };
  const told = beliefs.length === 0 ? prose(...inline(say('class.no-beliefs'))) : beliefList(beliefs, reader);
  return view(say('class.beliefs-all', { course: inLanguage(course.title, language) }), [told, choices(back)]);
}
