import type { Difference, Shows } from '#core/quiz/shows.ts';
import { differenceIn, secondsIn } from '#core/quiz/shows.ts';
import type { Proof } from './prove.ts';
import { keyIn, placeOfKey } from './quiz-keys.ts';
import type { Expectation, QuizProof } from './quiz-proof.ts';
import type { QuizRecords } from './quiz-records.ts';
import { ranFault } from './ran-fault.ts';
import type { QuizFile } from './read-quizzes.ts';
import type { Seen } from './seen.ts';

/** What a question's programs must come to. */
export function quizProofs(written: QuizFile, records: QuizRecords): readonly Proof[] {
  const { file, quiz, proofs } = written;
  return proofs.map((proof) => ({
    file,
    line: proof.line,
    name: nameOf(quiz.id, proof),
    code: proof.code,
    since: quiz.since,
    verdict: (seen) => faultIn(proof.expects, seen, { written, records }),
  }));
}

const nameOf = (id: string, { part }: QuizProof): string => `quiz \`${id}\`${part === '' ? '' : `, ${part}`}`;

interface Around {
  readonly written: QuizFile;
  readonly records: QuizRecords;
}

function faultIn(expects: Expectation, seen: Seen, { written, records }: Around): string | null {
  switch (expects.kind) {
    case 'key':
      return ranFault(seen) ?? keyFault(expects, seen, { written, records });
    case 'shows':
      return showsFault(seen, expects.shows);
    case 'shows-not':
      return differenceIn(seen, expects.shows) === null
        ? 'expected it not to show what is wanted yet, it does; mend the program or `shows`.'
        : null;
    case 'order': {
      const isRight = differenceIn(seen, expects.shows) === null;
      return records.compare(written, { kind: 'order', order: expects.order, isRight });
    }
  }
}

function keyFault(
  { key, answer, label }: Extract<Expectation, { readonly kind: 'key' }>,
  seen: Seen,
  { written, records }: Around,
): string | null {
  const came = keyIn(key, seen);
  const where = placeOfKey(key);
  if (came === null) return `expected ${where}, the program says nothing there; mend the program or \`key\`.`;
  if (answer === null) return records.compare(written, { kind: 'answer', label, came });
  if (came === answer) return null;
  return `expected ${where} to be \`${answer}\`, the program says \`${came}\`; mend the option or the program.`;
}

function showsFault(seen: Seen, shows: Shows): string | null {
  const difference = differenceIn(seen, shows);
  if (difference !== null) return differenceWords(difference);
  if (shows.seconds === null || seen.isExact) return null;
  return `expected it to take ${secondsIn(shows.seconds)} s whenever it is run, but work or real waiting are in it; use waits only.`;
}

const nouns: Readonly<Record<Difference['in'], string>> = {
  ending: 'it to end with',
  findings: 'the findings',
  stdout: 'the output',
  seconds: 'seconds:',
};

const differenceWords = ({ in: where, wanted, came }: Difference): string =>
  `expected ${nouns[where]} ${excerpt(wanted)}, it came to ${excerpt(came)}; mend the program or \`shows\`.`;

const excerpt = (text: string): string => JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
