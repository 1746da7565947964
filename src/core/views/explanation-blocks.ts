import type { Course } from '../course/course.ts';
import type { Page } from '../course/find.ts';
import { numberOf, pageAbout } from '../course/find.ts';
import type { Explanation } from '../explain/recogniser.ts';
import type { ChunkId } from '../ids.ts';
import { inline } from '../inline.ts';
import type { Block, Choice } from '../view.ts';
import { prose, text } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { readChoice } from './read-choice.ts';

/** Who reads, and where there may be more to read. */
export interface ExplanationReader {
  readonly say: Say;
  readonly language: Language;
  /** Those looked into first stand first. */
  readonly courses: readonly Course[];
  /** The page that the learner comes from, which need not be named. */
  readonly from: ChunkId | null;
}

/** What a run came to, a sentence a paragraph, each with the page that explains it. */
export function explanationBlocks(explanations: readonly Explanation[], reader: ExplanationReader): readonly Block[] {
  const { say, language } = reader;
  return explanations.map((explanation) => {
    const told = inline(explanation.tell(say));
    const page = pageOf(explanation, reader);
    if (page === null) return prose(...told);
    const { course, chunk } = page;
    const title = inLanguage(chunk.title, language);
    const named = say('explain.page', { number: numberOf(course, chunk), title });
    return prose(...told, text(' '), { kind: 'emphasis', text: named });
  });
}

/** The ways to these pages, each once. */
export function explanationChoices(explanations: readonly Explanation[], reader: ExplanationReader): readonly Choice[] {
  const pages = new Map(
    explanations.flatMap((explanation) => {
      const page = pageOf(explanation, reader);
      return page === null ? [] : [[page.chunk.id, page] as const];
    }),
  );
  return [...pages.values()].map(({ course, chunk }) => readChoice(course, chunk, { ...reader, weight: 'secondary' }));
}

function pageOf({ kind }: Explanation, { courses, from }: ExplanationReader): Page | null {
  const page = pageAbout(kind, courses);
  return page?.chunk.id === from ? null : page;
}
