import type { QuizOption } from '#core/quiz/quiz.ts';
import { secondsIn } from '#core/quiz/shows.ts';
import type { Localised } from '#core/words.ts';
import { checkOptions, optionOf } from './options.ts';
import type { Built, Desk, EntryOf } from './quiz-desk.ts';
import type { QuizKey } from './quiz-keys.ts';
import { showsOf } from './shows-entry.ts';

/** A question whose options stand as they are; a run may prove what it claims. */
export function pickAnswer(entry: EntryOf<'single' | 'multiple'>, desk: Desk): Built {
  const options = entry.options.map((option, at) => optionOf(option, option.value, at));
  checkOptions(options, entry.type === 'multiple' ? 'some' : 'one', desk.report);
  const { code, shows } = entry;
  if (code === undefined && shows !== undefined)
    desk.report('expected a program whose run shows this, found no `code`; write it.', 'shows');
  const proof = code === undefined || shows === undefined ? [] : [{ code, shows: showsOf(shows) }];
  return {
    answer: { kind: 'pick', order: 'shuffled', options },
    proofs: proof.map((one) => ({
      line: desk.lineOf('shows'),
      part: '',
      code: one.code,
      expects: { kind: 'shows', shows: one.shows },
    })),
  };
}

/** A question whose right option a run gives. */
export function provenAnswer(entry: EntryOf<'predict' | 'next' | 'seconds'>, desk: Desk): Built {
  const place = entry.options.findIndex((option) => 'right' in option);
  const answer = labelOf(entry.options[place]?.value)?.en ?? null;
  const settled = answer ?? settledByRun(desk, place);
  const labelled = entry.options.map((option, at) => optionOf(option, labelOf(option.value) ?? { en: settled }, at));
  checkOptions(labelled, 'one', desk.report);
  return {
    answer: {
      kind: 'pick',
      order: entry.type === 'seconds' ? 'fixed' : 'shuffled',
      options: entry.type === 'seconds' ? labelled.toSorted(byNumber) : labelled,
    },
    proofs: [
      {
        line: desk.lineOf('options', Math.max(0, place)),
        part: '',
        code: entry.code,
        expects: { kind: 'key', key: keyOf(entry), answer, label: desk.label },
      },
    ],
  };
}

/** What the record says; empty while it says nothing, which has been reported. */
function settledByRun(desk: Desk, place: number): string {
  const { record, label } = desk;
  if (place < 0) return '';
  if (label === '') {
    desk.report(
      'expected the `value` of the right option, found none; write it: only with `vary` a run fills it in.',
      'options',
      place,
    );
    return '';
  }
  const recorded = record !== undefined && 'answers' in record ? record.answers[label] : undefined;
  if (recorded !== undefined) return recorded;
  desk.reportRecord(
    'expected the right option of each variant on record, found some without; `studyloop check --update` puts it there.',
    'options',
    place,
  );
  return '';
}

const keyOf = (entry: EntryOf<'predict' | 'next' | 'seconds'>): QuizKey =>
  entry.type === 'seconds' ? { seconds: true } : entry.key;

function labelOf(value: Localised<string> | number | string | undefined): Localised<string> | undefined {
  return typeof value === 'number' || typeof value === 'string' ? { en: secondsIn(Number(value)) } : value;
}

const byNumber = (one: QuizOption, other: QuizOption): number => Number(one.label.en) - Number(other.label.en);
