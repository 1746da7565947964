import type { Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { Mastery } from '../memory/mastery.ts';
import { masteryLine } from '../memory/mastery-line.ts';
import { describeMastery, masteryModel, remembered } from '../memory/mastery-model.ts';
import type { ObjectiveStanding } from '../memory/objectives.ts';
import { objectiveStandings } from '../memory/objectives.ts';
import type { Block } from '../view.ts';
import { list, prose, strong, text } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A line for each concept that was ever asked, what is due first, and one for all the others together. */
export function conceptBlocks(mastery: readonly Mastery[], { say, language, now }: Reader): readonly Block[] {
  const lines = remembered(mastery).map((one) => [
    strong(inLanguage(one.concept.term, language)),
    text(` · ${masteryLine(one, now, say)}`),
  ]);
  const count = mastery.length - lines.length;
  const unasked = count === 0 ? [] : [[text(say('memory.unasked', { count }))]];
  return [prose(text(say('memory.concepts'))), list([...lines, ...unasked])];
}

/** The picture of what is remembered and for how long; nothing before the first answer. */
export function masteryPicture(mastery: readonly Mastery[], reader: Reader): readonly Block[] {
  const model = masteryModel(mastery, reader);
  if (model === null) return [];
  return [{ kind: 'picture', picture: { kind: 'mastery', mastery: model }, words: describeMastery(model, reader.say) }];
}

/** The objectives of the lessons that are here, and how far each is met. */
export function objectiveBlocks(course: Course, mastery: readonly Mastery[], reader: Reader): readonly Block[] {
  const lines = objectiveStandings(course, mastery).map((one) => inline(objectiveLine(one, reader)));
  return lines.length === 0 ? [] : [prose(text(reader.say('memory.objectives'))), list(lines)];
}

function objectiveLine({ kind, objective: { text: wanted }, ...parts }: ObjectiveStanding, reader: Reader): string {
  const { say, language } = reader;
  const objective = inLanguage(wanted, language);
  const { concepts, exercises } = parts;
  const counts = { objective, known: concepts.known, of: concepts.of };
  switch (kind) {
    case 'met':
      return say('memory.met', { objective });
    case 'fading':
      return say('memory.met-fading', { objective, count: concepts.fading });
    case 'open':
      if (exercises.of === 0) return say('memory.open', counts);
      return say('memory.open-practice', { ...counts, passed: exercises.passed, exercises: exercises.of });
  }
}
