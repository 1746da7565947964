import type { CommandDeclaration } from '#core/command.ts';
import { topicOf } from '#core/course/topic.ts';
import { quote } from '#core/inline.ts';
import type { Choice, View } from '#core/view.ts';
import { prose, text, view } from '#core/view.ts';
import { beginsWithFence, closesFence, openedFence } from './fence.ts';
import type { Filled, Filling, FormDesk } from './form.ts';
import { fillOn, openForm } from './form.ts';
import type { Heard, HeardLine } from './heard.ts';
import type { Lines } from './lines.ts';
import { textOf } from './lines.ts';
import type { Offer } from './offers.ts';
import { choiceOfEnter } from './offers.ts';
import type { Asked } from './typed-command.ts';
import { typedCode, typedCommand, typedName } from './typed-command.ts';

/** Where a conversation stands. */
export interface Standing {
  /** What the last view that stayed offers; number 1 is the first. */
  readonly offers: readonly Offer[];
  readonly doing: Doing;
}

export type Doing =
  | { readonly kind: 'listening' }
  /** Within a paste that was not understood: saying so once is enough. */
  | { readonly kind: 'lost' }
  /** Ctrl-C was pressed once. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'collecting'; readonly lines: Lines; readonly fence: string }
  | { readonly kind: 'filling'; readonly filling: Filling };

export interface Desk extends FormDesk {
  readonly commands: readonly CommandDeclaration[];
}

/** What follows from what was heard. */
export interface Step {
  readonly act: Act;
  readonly doing: Doing;
}

export type Act =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'send'; readonly asked: Asked }
  /** For the learner's eyes, without asking core. */
  | { readonly kind: 'tell'; readonly view: View }
  | { readonly kind: 'quit' };

/** What a learner's line (or key) means where the conversation stands. */
export function receive(heard: Heard, standing: Standing, desk: Desk): Step {
  const { doing } = standing;
  switch (doing.kind) {
    case 'listening':
    case 'lost':
    case 'leaving':
      return listen(heard, standing, desk);
    case 'collecting':
      return collect(heard, doing, desk);
    case 'filling':
      return fill(heard, standing, { desk, filled: fillOn(heard, doing.filling, desk) });
  }
}

const listening: Doing = { kind: 'listening' };
const nothing: Step = { act: { kind: 'nothing' }, doing: listening };
const stillLost: Step = { act: { kind: 'nothing' }, doing: { kind: 'lost' } };
const quit: Step = { act: { kind: 'quit' }, doing: listening };
const send = (asked: Asked): Step => ({ act: { kind: 'send', asked }, doing: listening });
const tell = (sentence: string, doing: Doing = listening): Step => ({
  act: { kind: 'tell', view: view('', [prose(text(sentence))]) },
  doing,
});

function listen(heard: Heard, standing: Standing, desk: Desk): Step {
  switch (heard.kind) {
    case 'end':
      return quit;
    case 'interrupt':
      return standing.doing.kind === 'leaving' ? quit : tell(desk.say('console.quit-again'), { kind: 'leaving' });
    case 'line':
      return hearLine(heard, standing, desk);
  }
}

function hearLine(line: HeardLine, standing: Standing, desk: Desk): Step {
  const typed = line.text.trim();
  if (typed === '') return enter(line, standing);
  if (/^\/\S/u.test(typed)) return command(line.text, desk);
  if (beginsWithFence(line.text)) return program(line.text);
  if (line.from === 'paste' && standing.doing.kind === 'lost') return stillLost;
  if (/^\d+$/u.test(typed)) return press(typed, standing, desk);
  if (line.from !== 'paste' && asksSomething(typed)) return send({ command: 'ask', args: { said: typed } });
  return tell(desk.say('console.not-understood'), line.from === 'paste' ? { kind: 'lost' } : listening);
}

const longestQuestion = 160;

const asksSomething = (typed: string): boolean => typed.length <= longestQuestion && topicOf(typed).isQuestion;

/** Blank lines within a paste or a pipe press nothing: there they only keep paragraphs apart. */
function enter(line: HeardLine, { offers, doing }: Standing): Step {
  const choice = line.from === 'keys' ? choiceOfEnter(offers) : null;
  if (choice !== null) return send(askedBy(choice));
  return doing.kind === 'lost' ? stillLost : nothing;
}

const askedBy = ({ command: name, args }: Choice): Asked => ({ command: name, args });

function press(typed: string, standing: Standing, desk: Desk): Step {
  const { offers } = standing;
  const offer = offers[Number(typed) - 1];
  if (offer?.kind === 'choice') return send(askedBy(offer.choice));
  if (offer?.kind === 'ask') return afterForm(openForm(offer.ask, desk), desk);
  if (offers.length === 0) return tell(desk.say('console.no-numbers'));
  return tell(desk.say('console.no-such-number', { number: quote(typed), last: offers.length }));
}

function command(line: string, desk: Desk): Step {
  if (['quit', 'exit'].includes(typedName(line))) return quit;
  const code = typedCode(line, desk.commands);
  const fence = code === null ? null : openedFence(code);
  return fence === null ? send(typedCommand(line, desk.commands)) : beginCollecting(line, fence);
}

/** A program in a fence without a command is meant to be run. */
function program(line: string): Step {
  const fence = openedFence(line);
  return fence === null ? send(run(line)) : beginCollecting(line, fence);
}

const run = (code: string): Asked => ({ command: 'run', args: { code } });

function beginCollecting(line: string, fence: string): Step {
  return { act: { kind: 'nothing' }, doing: { kind: 'collecting', lines: { last: line, before: null }, fence } };
}

function collect(heard: Heard, doing: Extract<Doing, { readonly kind: 'collecting' }>, desk: Desk): Step {
  if (heard.kind === 'interrupt') return tell(desk.say('console.left'));
  const lines = { last: heard.text, before: doing.lines };
  if (heard.kind === 'end') return send(collected(heard.text === '' ? doing.lines : lines, desk));
  if (heard.text.trim() === '/cancel') return tell(desk.say('console.left'));
  if (closesFence(heard.text, doing.fence)) return send(collected(lines, desk));
  return { act: { kind: 'nothing' }, doing: { ...doing, lines } };
}

function collected(lines: Lines, desk: Desk): Asked {
  const all = textOf(lines);
  return beginsWithFence(all) ? run(all) : typedCommand(all, desk.commands);
}

interface Form {
  readonly desk: Desk;
  readonly filled: Filled;
}

function fill(heard: Heard, standing: Standing, { desk, filled }: Form): Step {
  if (filled.kind === 'left-for-command') return listen(heard, standing, desk);
  return afterForm(filled, desk);
}

function afterForm(filled: Exclude<Filled, { readonly kind: 'left-for-command' }>, desk: Desk): Step {
  switch (filled.kind) {
    case 'send':
      return send(filled.asked);
    case 'left':
      return tell(desk.say('console.left'));
    case 'more': {
      const act: Act = filled.shown === null ? { kind: 'nothing' } : { kind: 'tell', view: filled.shown };
      return { act, doing: { kind: 'filling', filling: filled.filling } };
    }
  }
}
