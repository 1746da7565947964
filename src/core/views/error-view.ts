import { explain } from '../explain/explain.ts';
import type { PastedError } from '../explain/pasted-errors.ts';
import type { PythonError } from '../explain/python-error.ts';
import { ownFrame } from '../explain/python-error.ts';
import { inline, quote } from '../inline.ts';
import type { Block, View } from '../view.ts';
import { choices, inlineCode, prose, python, view } from '../view.ts';
import type { Say } from '../words.ts';
import type { ExplanationReader } from './explanation-blocks.ts';
import { explanationBlocks, explanationChoices } from './explanation-blocks.ts';

/** What somebody's error says, the line to look at, what it means where that is certain, and the page about it. */
export function errorView({ error, evidence }: PastedError, reader: ExplanationReader): View {
  const { say } = reader;
  const explanations = explain(evidence);
  const onward = explanationChoices(explanations, reader);
  const meaning = explanationBlocks(explanations, reader);
  return view(say('explain.title'), [
    ...(error === null ? [] : [prose(inlineCode(lastLine(error))), ...whereToLook(error, say)]),
    ...(meaning.length > 0 ? meaning : [prose(...inline(say('explain.how-to-read')))]),
    ...(onward.length === 0 ? [] : [choices(...onward)]),
  ]);
}

const lastLine = ({ type, message }: PythonError): string => cut(message === '' ? type : `${type}: ${message}`);

/** The innermost line of the learner's own code: what stands below it is the library's. */
function whereToLook(error: PythonError, say: Say): readonly Block[] {
  const frame = ownFrame(error);
  if (frame === null) return [];
  const place = say('explain.look-at', { line: frame.line, file: quote(frame.file.replace(/^.*[\\/]/u, '')) });
  return [prose(...inline(place)), ...(frame.source === '' ? [] : [python(cut(frame.source))])];
}

const longest = 300;
const cut = (line: string): string => (line.length > longest ? `${line.slice(0, longest)}…` : line);
