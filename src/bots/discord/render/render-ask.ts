import type { Ask, Field } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import { cut } from '#bots/shared/cut.ts';
import {
  mostCheckboxes,
  mostFieldDescription,
  mostFieldLabel,
  mostFormParts,
  mostFormTitle,
  mostInput,
  mostLine,
  mostMenuOptions,
  mostOptionLabel,
  mostPlaceholder,
  roomyProgram,
} from '../limits.ts';
import { lineParts } from './list-parts.ts';
import { escape } from './escape.ts';
import type { FormLabel, MenuOption, Modal, TextDisplay } from './payload.ts';
import { visibleLine } from '#bots/shared/visible.ts';

/** A form as a modal; `readModal` reads what comes back. A form of more than five fields shows the first five. */
export function renderAsk(ask: Ask, customId: string, say: Say): Modal {
  const whole = visibleLine(ask.title);
  const title = cut(whole, mostFormTitle);
  const parts = ask.fields.flatMap((field, at) => fieldParts(field, at, say));
  const isCut = title !== whole || parts.length === 0;
  const components = [...(isCut ? [told(ask.title)] : []), ...parts].slice(0, mostFormParts);
  return { custom_id: customId, title: title === '' ? '…' : title, components };
}

type FormPart = FormLabel | TextDisplay;

const told = (words: string): TextDisplay => ({ type: 10, content: escape(visibleLine(words)) || '…' });

function fieldParts(field: Field, at: number, say: Say): readonly FormPart[] {
  switch (field.kind) {
    case 'code':
      return codeParts(field, at, say);
    case 'line':
      return [{ ...label(field.label), component: lineInput(at) }];
    case 'many-of':
      return optionParts(field, at, say);
  }
}

/** One line of words. */
const lineInput = (at: number) =>
  ({ type: 4, custom_id: inputId(at), style: 1, required: true, max_length: mostLine }) as const;

/**
 * A program that is too long for an input is left out of it: half of one would be sent back as if it were all. One that may
 * outgrow the input can be sent as a file too.
 */
function codeParts(field: Extract<Field, { readonly kind: 'code' }>, at: number, say: Say): readonly FormPart[] {
  const id = inputId(at);
  const fits = field.initial.length <= mostInput;
  const input = { type: 4, custom_id: id, style: 2, required: fits, max_length: mostInput } as const;
  const labelled = label(field.label);
  const filled = fits && field.initial !== '' ? { ...input, value: field.initial } : input;
  if (field.initial.length <= roomyProgram) return [{ ...labelled, component: filled }];
  const upload = { type: 19, custom_id: uploadId(at), min_values: 0, max_values: 1, required: false } as const;
  const described = {
    ...label(say('form.code-file')),
    description: cut(say(fits ? 'form.code-longer' : 'form.code-too-long'), mostFieldDescription),
  };
  return [
    { ...labelled, component: filled },
    { ...described, component: upload },
  ];
}

function optionParts(field: Extract<Field, { readonly kind: 'many-of' }>, at: number, say: Say): readonly FormPart[] {
  const options = field.options.map(({ label: words }, place) => ({ words: visibleLine(words), place }));
  const long = options.some(({ words }) => words.length > mostOptionLabel);
  const offered = options.map(({ words, place }): MenuOption => {
    const named = long ? `${place + 1} · ${words}` : words;
    return { label: cut(named, mostOptionLabel) || '…', value: String(place) };
  });
  const written = long ? lineParts(options.map(({ words, place }) => `**${place + 1}** ${escape(words)}`)) : [];
  const inputs = slices(offered).map((slice, part) => ({
    ...label(field.label),
    component: group(slice, { at, part, say }),
  }));
  return [...written.map(({ content }): TextDisplay => ({ type: 10, content })), ...inputs];
}

interface Among {
  readonly at: number;
  readonly part: number;
  readonly say: Say;
}

/** Check boxes for as many as they may be, else menus. */
function slices(options: readonly MenuOption[]): readonly (readonly MenuOption[])[] {
  const count = Math.ceil(options.length / mostMenuOptions);
  return Array.from({ length: count }, (_, at) => options.slice(at * mostMenuOptions, (at + 1) * mostMenuOptions));
}

/** In one of several menus nothing needs to be picked. */
function group(options: readonly MenuOption[], { at, part, say }: Among): FormLabel['component'] {
  const id = part === 0 ? inputId(at) : `${inputId(at)}.${part}`;
  const counts = { min_values: 1, max_values: options.length, required: true } as const;
  if (options.length <= mostCheckboxes && part === 0) return { type: 22, custom_id: id, ...counts, options };
  const placeholder = cut(say('chat.choose'), mostPlaceholder);
  return { type: 3, custom_id: id, ...counts, min_values: 0, required: false, placeholder, options };
}

function label(words: string): { readonly type: 18; readonly label: string; readonly description?: string } {
  const line = visibleLine(words);
  const short = cut(line, mostFieldLabel) || '…';
  return short === line || line === ''
    ? { type: 18, label: short }
    : { type: 18, label: short, description: cut(line, mostFieldDescription) };
}

/** The custom id of a field's input, by its place in the form; the other menus of a field have `.1`, `.2`, … behind it. */
export const inputId = (place: number): string => `field:${place}`;
/** The custom id under which a program comes as a file. */
export const uploadId = (place: number): string => `upload:${place}`;
