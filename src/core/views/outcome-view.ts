import { inline, quote } from '../inline.ts';
import type { Outcome, Ran } from '../outcome.ts';
import type { Block, Choice, Tone, View } from '../view.ts';
import { ask, choices, output, prose, view } from '../view.ts';
import { readTimeline } from '../timeline/read-timeline.ts';
import type { Say } from '../words.ts';
import { timelineBlocks } from './timeline-blocks.ts';

export function queuedView(place: number, etaMs: number, say: Say): View {
  const waiting = say('run.queued', { place, seconds: Math.max(1, Math.ceil(etaMs / 1000)) });
  return view(say('run.queued-title'), [prose(...inline(waiting))], { stage: 'passing' });
}

export function runningView(say: Say): View {
  return view(say('run.running'), [], { stage: 'passing' });
}

/** What a run came to: how it ended in a sentence, what it printed, and what can be done next. */
export function outcomeView(outcome: Outcome, asked: Asked, say: Say): View {
  const { sentence, tone } = ending(outcome, say);
  const printed = 'stdout' in outcome ? printedBlocks(outcome, say) : [];
  const drawn = 'stdout' in outcome ? timelineBlocks(readTimeline(outcome), say) : [];
  return view(say('run.title'), [prose(...inline(sentence)), ...printed, ...drawn, ...furtherBlocks(asked, say)], {
    tone,
  });
}

interface Asked {
  readonly code: string;
  readonly onward: readonly Choice[];
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

interface Ending {
  readonly sentence: string;
  readonly tone: Tone;
}

function ending(outcome: Outcome, say: Say): Ending {
  switch (outcome.kind) {
    case 'finished':
      return finished(outcome, say);
    case 'timed-out':
      return warn(say('run.timed-out', { seconds: round(outcome.limitMs / 1000) }));
    case 'out-of-memory':
      return warn(say('run.out-of-memory', { megabytes: round(outcome.limitBytes / 1_000_000) }));
    case 'too-much-output':
      return warn(say('run.too-much-output', { kilobytes: round(outcome.limitBytes / 1000) }));
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
