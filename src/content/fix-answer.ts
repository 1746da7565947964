import { misconceptionId } from '#core/ids.ts';
import { missingLine } from '#core/quiz/kept-lines.ts';
import type { Built, Desk, EntryOf } from './quiz-desk.ts';
import type { QuizProof } from './quiz-proof.ts';
import { showsOf } from './shows-entry.ts';

/** A question whose program is to be mended: it must fail as it stands, and pass as its author mends it. */
export function fixAnswer(entry: EntryOf<'fix'>, desk: Desk): Built {
  const { code, fixed, keep, because } = entry;
  const shows = showsOf(entry.shows);
  checkKept(entry, desk);
  const mistakes = entry.mistakes.map((mistake) => ({
    shows: showsOf(mistake.shows),
    because: mistake.because,
    misconception: misconceptionId(mistake.misconception),
  }));
  return {
    answer: { kind: 'fix', shows, keep, fixed, because, mistakes },
    proofs: [
      { line: desk.lineOf('code'), part: 'as it stands', code, expects: { kind: 'shows-not', shows } },
      { line: desk.lineOf('fixed'), part: 'fixed', code: fixed, expects: { kind: 'shows', shows } },
      ...entry.mistakes.flatMap((mistake, at) => attemptProofs(mistake, at, { entry, desk })),
    ],
  };
}

interface Around {
  readonly entry: EntryOf<'fix'>;
  readonly desk: Desk;
}

/** An attempt does not pass, and shows what its mistake is known by. */
function attemptProofs(
  { attempt, shows }: EntryOf<'fix'>['mistakes'][number],
  at: number,
  { entry, desk }: Around,
): readonly QuizProof[] {
  const proof = { line: desk.lineOf('mistakes', at), part: `attempt ${at + 1}`, code: attempt };
  return [
    { ...proof, expects: { kind: 'shows-not', shows: showsOf(entry.shows) } },
    { ...proof, expects: { kind: 'shows', shows: showsOf(shows) } },
  ];
}

function checkKept({ code, fixed, keep }: EntryOf<'fix'>, { report }: Desk): void {
  const [lacking] = Object.entries({ code, fixed }).flatMap(([name, program]) => {
    const line = missingLine(keep, program);
    return line === null ? [] : [{ name, line }];
  });
  if (lacking === undefined) return;
  const { name, line } = lacking;
  report(`expected the line \`${line}\` of \`keep\` in \`${name}\`, found none; mend one of them.`, 'keep');
}
