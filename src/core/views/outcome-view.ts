import { evidenceOf } from '../explain/evidence.ts';
import { explain } from '../explain/explain.ts';
import { inline, quote } from '../inline.ts';
import type { Outcome, Ran } from '../outcome.ts';
import { virtualDayMs } from '../outcome.ts';
import type { RunId } from '../ids.ts';
import type { RunEvent } from '../ports/code-runner.ts';
import type { Block, Choice, Tone, View } from '../view.ts';
import { ask, choices, output, prose, view } from '../view.ts';
import type { Say } from '../words.ts';
import type { ExplanationReader } from './explanation-blocks.ts';
import { explanationBlocks, explanationChoices } from './explanation-blocks.ts';
import { timelineBlocks } from './timeline-blocks.ts';

/** A run on its way, with the button that stops it. */
export function underWayView(event: UnderWay, run: RunId, say: Say): View {
  const cancel = choices({ label: say('button.cancel'), weight: 'secondary', command: 'cancel', args: { run } });
  switch (event.kind) {
    case 'queued': {
      const seconds = Math.max(1, Math.ceil(event.etaMs / 1000));
      const waiting = say('run.queued', { place: event.place, seconds });
      return view(say('run.queued-title'), [prose(...inline(waiting)), cancel], { stage: 'passing' });
    }
    case 'started':
      return view(say('run.running'), [cancel], { stage: 'passing' });
  }
}

type UnderWay = Exclude<RunEvent, { readonly kind: 'done' }>;

/** The answer to the button. A run that is being stopped says so itself in its own reply. */
export function stoppingView(found: 'stopping' | 'not-there', say: Say): View {
  const told = found === 'stopping' ? say('cancel.stopping') : say('cancel.nothing');
  return view('', [prose(...inline(told))]);
}

/**
 * What a run came to: how it ended in a sentence, what it printed, what that means in plain words, the picture, and what
 * can be done next.
 */
export function outcomeView(outcome: Outcome, asked: Asked, reader: ExplanationReader): View {
  const { say } = reader;
  const { sentence, tone, blocks, reading } = outcomeStory(outcome, asked.code, reader);
  const further = furtherBlocks({ code: asked.code, onward: [...asked.onward, ...reading] }, say);
  return view(say('run.title'), [prose(...inline(sentence)), ...blocks, ...further], { tone });
}

/** How a run ended in a sentence, and what it printed and means. */
export function outcomeStory(outcome: Outcome, code: string, reader: ExplanationReader): Story {
  const ran = 'stdout' in outcome ? ranBlocks(outcome, code, reader) : { blocks: [], reading: [] };
  return { ...ending(outcome, reader.say), ...ran };
}

export interface Story extends Ending, Told {}

interface Asked {
  readonly code: string;
  /** Where to go from the result. */
  readonly onward: readonly Choice[];
}

interface Told {
  readonly blocks: readonly Block[];
  /** Ways to the pages that say more. */
  readonly reading: readonly Choice[];
}

function ranBlocks(outcome: Ran, code: string, reader: ExplanationReader): Told {
  const { say } = reader;
  const evidence = evidenceOf(outcome, code);
  const explanations = explain(evidence);
  const told = explanations.flatMap(({ covers }) => covers);
  return {
    blocks: [
      ...printedBlocks(outcome, say),
      ...explanationBlocks(explanations, reader),
      ...timelineBlocks(evidence.timeline, say, told),
    ],
    reading: explanationChoices(explanations, reader),
  };
}

function furtherBlocks({ code, onward }: Asked, say: Say): readonly Block[] {
  const edit = ask({
    label: say('button.edit'),
    title: say('form.run-title'),
    command: 'run',
    args: {},
    fields: [{ kind: 'code', name: 'code', label: say('form.code'), initial: code }],
  });
  return onward.length > 0 ? [choices(...onward), edit] : [edit];
}

/** How something ended, in a sentence. */
export interface Ending {
  readonly sentence: string;
  readonly tone: Tone;
}

/** An end of a run, or why there was none, in the learner's language. */
export function ending(outcome: Outcome, say: Say): Ending {
  switch (outcome.kind) {
    case 'finished':
      return finished(outcome, say);
    case 'timed-out':
      if (outcome.limitMs >= virtualDayMs) return warn(say('run.timed-out-day'));
      return warn(say('run.timed-out', { seconds: round(outcome.limitMs / 1000) }));
    case 'out-of-memory':
      return warn(say('run.out-of-memory', { megabytes: Math.round(outcome.limitBytes / 2 ** 20) }));
    case 'too-much-output':
      return warn(say('run.too-much-output', { kilobytes: Math.round(outcome.limitBytes / 2 ** 10) }));
    case 'deadlocked':
      return warn(say('run.deadlocked'));
    case 'crashed':
      return warn(say('run.crashed', { signal: outcome.signal ?? '?' }));
    case 'cancelled':
      return { sentence: say('run.cancelled'), tone: 'plain' };
    case 'busy':
      return warn(say('run.busy', { seconds: Math.ceil(outcome.retryAfterMs / 1000) }));
    case 'unavailable':
      return warn(`${say('run.unavailable')} ${quote(outcome.reason, 300)} ${quote(outcome.cure, 300)}`);
  }
}

function finished(outcome: Ran, say: Say): Ending {
  const time = timeOf(outcome, say);
  if (outcome.exitCode !== 0) return warn(say('run.failed', { code: outcome.exitCode ?? '?', time }));
  const silent = outcome.stdout === '' && outcome.stderr === '';
  const sentence = silent ? say('run.finished-silent', { time }) : say('run.finished', { time });
  return { sentence, tone: 'success' };
}

/** On a virtual clock, what had to pass in real time is said too: it will differ next time. */
function timeOf({ clock, clockMs, realMs }: Ran, say: Say): string {
  const time = duration(clockMs);
  return clock === 'real' || realMs < 1 ? time : say('run.partly-real', { time, real: duration(realMs) });
}

const warn = (sentence: string): Ending => ({ sentence, tone: 'warning' });

function printedBlocks(outcome: Ran, say: Say): readonly Block[] {
  return [
    ...streamBlocks(outcome.stdout, { label: say('run.printed'), file: 'output.txt' }, say),
    ...streamBlocks(outcome.stderr, { label: say('run.errors'), file: 'errors.txt' }, say),
  ];
}

/** A stream as a code block; what does not fit a screen is attached whole. */
function streamBlocks(
  text: string,
  names: { readonly label: string; readonly file: string },
  say: Say,
): readonly Block[] {
  if (text === '') return [];
  const head = headOf(text);
  const shown = [prose(...inline(names.label)), output(head)];
  if (head === text) return shown;
  const cut = say('run.cut', { shown: lineCount(head), lines: lineCount(text) });
  return [...shown, prose(...inline(cut)), { kind: 'file', name: names.file, text }];
}

const mostLines = 40;
const mostCharacters = 2500;

function headOf(text: string): string {
  const lines = text.split('\n');
  const few = lines.length > mostLines + 1 ? `${lines.slice(0, mostLines).join('\n')}\n` : text;
  return few.length > mostCharacters ? few.slice(0, mostCharacters) : few;
}

const lineCount = (text: string): number => text.replace(/\n$/u, '').split('\n').length;

const round = (value: number): number => Math.round(value * 10) / 10;

/** `12 ms`, `3.0 s`: the units are the same in every language we speak. */
function duration(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 9950 ? 2 : 1)} s`;
}
