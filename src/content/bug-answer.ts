import { checkOptions, optionOf } from './options.ts';
import type { Built, Desk, EntryOf } from './quiz-desk.ts';
import type { QuizProof } from './quiz-proof.ts';
import { showsOf } from './shows-entry.ts';

/** A question whose options are lines of the program; mending the right one must help, and no other change. */
export function bugAnswer(entry: EntryOf<'bug'>, desk: Desk): Built {
  const options = entry.options.map((option, at) => optionOf(option, { en: option.line }, at));
  checkOptions(options, 'one', desk.report);
  const shows = showsOf(entry.shows);
  const asItStands: QuizProof = {
    line: desk.lineOf('shows'),
    part: 'as it stands',
    code: entry.code,
    expects: { kind: 'shows-not', shows },
  };
  const changed = entry.options.flatMap((option, at): readonly QuizProof[] => {
    const { line, instead } = option;
    const code = instead === undefined ? entry.code : changedIn(entry.code, line, instead);
    if (!standsOnce(entry.code, line)) {
      const message = `expected a line that stands in \`code\` once, found \`${line}\`; mend it.`;
      desk.report(message, 'options', at, 'line');
      return [];
    }
    if (instead === undefined) return [];
    const kind = 'right' in option ? 'shows' : 'shows-not';
    return [
      { line: desk.lineOf('options', at), part: `with \`${firstLine(instead)}\``, code, expects: { kind, shows } },
    ];
  });
  return { answer: { kind: 'pick', order: 'shuffled', options }, proofs: [asItStands, ...changed] };
}

const standsOnce = (code: string, line: string): boolean =>
  code.split('\n').filter((one) => one.trim() === line).length === 1;

/** The program with other lines for one of its own, indented as that was. */
function changedIn(code: string, line: string, instead: string): string {
  const change = (one: string) => instead.replace(/^(?=.)/gmu, /^\s*/u.exec(one)?.[0] ?? '');
  return code
    .split('\n')
    .map((one) => (one.trim() === line ? change(one) : one))
    .join('\n');
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
