import type { Ask, Field, View } from '#core/view.ts';
import { prose, python, strong, text, view } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Heard } from './heard.ts';
import type { Asked } from './typed-command.ts';
import { visible } from './visible.ts';
import type { Writing } from './writing.ts';
import { beginWriting, writeOn } from './writing.ts';

/** A form whose fields are asked one after another. */
export interface Filling {
  readonly ask: Ask;
  /** Values of the fields before `field`, by name. */
  readonly answers: Readonly<Record<string, string>>;
  readonly place: number;
  readonly field: Open;
}

type Open =
  | { readonly kind: 'code'; readonly name: string; readonly writing: Writing }
  | { readonly kind: 'many-of'; readonly name: string; readonly options: Options }
  | { readonly kind: 'line'; readonly name: string };

type Options = Extract<Field, { readonly kind: 'many-of' }>['options'];

export interface FormDesk {
  readonly say: Say;
  readonly surface: 'terminal' | 'pipe';
}

export type Filled =
  | Going
  /** The learner left it; nothing is sent. */
  | { readonly kind: 'left' }
  /** The learner left it for a command, which is still to be heard. */
  | { readonly kind: 'left-for-command' };

export type Going =
  /** It goes on, after `shown` where there is something to show. */
  | { readonly kind: 'more'; readonly filling: Filling; readonly shown: View | null }
  | { readonly kind: 'send'; readonly asked: Asked };

/** Opens a form at its first field. */
export function openForm(form: Ask, desk: FormDesk): Going {
  return nextField({ ask: form, answers: {}, place: 0 }, desk);
}

/** Takes what was heard into the field that is open. */
export function fillOn(heard: Heard, filling: Filling, desk: FormDesk): Filled {
  if (heard.kind === 'interrupt') return { kind: 'left' };
  if (heard.kind === 'line' && heard.text.trim() === '/cancel') return { kind: 'left' };
  const { field } = filling;
  switch (field.kind) {
    case 'code': {
      const written = writeOn(heard, field.writing);
      if (written.kind === 'done') return answered(field.name, written.text, { filling, desk });
      return { kind: 'more', filling: { ...filling, field: { ...field, writing: written.writing } }, shown: null };
    }
    case 'line':
      return heard.kind === 'end' ? { kind: 'left' } : write(heard.text, field, { filling, desk });
    case 'many-of':
      return heard.kind === 'end' ? { kind: 'left' } : pick(heard.text, field, { filling, desk });
  }
}

interface Under {
  readonly filling: Filling;
  readonly desk: FormDesk;
}

function answered(name: string, value: string, { filling, desk }: Under): Going {
  const { ask, answers, place } = filling;
  return nextField({ ask, answers: { ...answers, [name]: value }, place: place + 1 }, desk);
}

function nextField(form: Pick<Filling, 'ask' | 'answers' | 'place'>, desk: FormDesk): Going {
  const { ask, answers, place } = form;
  const field = ask.fields[place];
  if (field === undefined) return { kind: 'send', asked: { command: ask.command, args: { ...ask.args, ...answers } } };
  return { kind: 'more', filling: { ...form, field: opened(field, desk) }, shown: fieldView(ask, field, desk) };
}

function opened(field: Field, { surface }: FormDesk): Open {
  if (field.kind === 'many-of') return { kind: field.kind, name: field.name, options: field.options };
  if (field.kind === 'line') return { kind: field.kind, name: field.name };
  const offers = surface === 'terminal' && canBeEdited(field.initial) ? 'lines' : 'nothing';
  return { kind: field.kind, name: field.name, writing: beginWriting(field.initial, offers) };
}

/** What holds control characters cannot stand in a line being edited: it would come out of it changed. */
const canBeEdited = (initial: string): boolean => initial !== '' && visible(initial) === initial;

function fieldView(form: Ask, field: Field, { say, surface }: FormDesk): View {
  const title = field === form.fields[0] ? form.title : '';
  const label = prose(strong(field.label));
  if (field.kind === 'many-of') {
    const items = field.options.map((option) => [text(option.label)]);
    const pickable = { kind: 'list', ordered: true, items } as const;
    return view(title, [...(field.label === title ? [] : [label]), pickable, prose(text(say('console.pick-how')))]);
  }
  if (field.kind === 'line') return view(title, field.label === title ? [] : [label]);
  const how = surface === 'terminal' && canBeEdited(field.initial) ? [prose(text(say('console.code-edit')))] : [];
  const given = field.initial === '' ? [] : [python(field.initial)];
  return view(title, [label, ...given, prose(text(say('console.code-how'))), ...how]);
}

/** A blank line is no answer: it is asked for again. */
function write(typed: string, field: Extract<Open, { readonly kind: 'line' }>, under: Under): Filled {
  if (/^\s*\//u.test(typed)) return { kind: 'left-for-command' };
  if (typed.trim() === '') return { kind: 'more', filling: under.filling, shown: null };
  return answered(field.name, typed.trim(), under);
}

function pick(typed: string, field: Extract<Open, { readonly kind: 'many-of' }>, under: Under): Filled {
  if (typed.trim() === '' && under.desk.surface === 'pipe')
    return { kind: 'more', filling: under.filling, shown: null };
  if (/^\s*\//u.test(typed)) return { kind: 'left-for-command' };
  const picked = pickedIn(typed, field.options);
  if (picked !== null) return answered(field.name, picked.join(','), under);
  const told = under.desk.say('console.pick-again', { last: field.options.length });
  return { kind: 'more', filling: under.filling, shown: view('', [prose(text(told))]) };
}

/** The values of the options whose numbers were typed, each once, in the options' order; null when it is not that. */
function pickedIn(typed: string, options: Options): readonly string[] | null {
  if (!/^[\s,;，、；]*\d+(?:[\s,;，、；]+\d+)*[\s,;，、；]*$/u.test(typed)) return null;
  const numbers = new Set((typed.match(/\d+/gu) ?? []).map(Number));
  if ([...numbers].some((number) => number < 1 || number > options.length)) return null;
  return options.filter((_, index) => numbers.has(index + 1)).map(({ value }) => value);
}
