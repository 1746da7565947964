import { visibleLine } from '#bots/shared/visible.ts';
import type { Ask, Field } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import {
  mostCheckboxes,
  mostFieldLabel,
  mostFormMenuOptions,
  mostFormTitle,
  mostInput,
  mostLine,
  mostOptionLabel,
  mostPlaceholder,
  mostViewBlocks,
  roomyProgram,
} from '../limits.ts';
import type { Input, MenuOption, Modal, RichText } from './payload.ts';
import { plainText } from './plain-text.ts';
import { proseParts } from './prose-parts.ts';

/** What a form is drawn with. */
export interface AskDesk {
  /** At most 255 characters. */
  readonly callbackId: string;
  /** At most 3,000 characters; comes back with what is sent. */
  readonly privateMetadata: string;
  readonly say: Say;
}

/** A form as a modal; `readModal` reads what comes back. */
export function renderAsk(ask: Ask, { callbackId, privateMetadata, say }: AskDesk): Modal {
  const fields = ask.fields.flatMap((field, at) => fieldBlocks(field, at, say));
  const title = visibleLine(ask.title);
  const isCut = title.length > mostFormTitle || fields.length === 0;
  const blocks = [...(isCut ? told(title === '' ? '…' : title) : []), ...fields].slice(0, mostViewBlocks);
  const form = {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: privateMetadata,
    title: plainText(title, mostFormTitle),
    close: plainText(say('button.cancel'), mostFormTitle),
    blocks,
  } as const;
  return fields.length === 0 ? form : { ...form, submit: plainText(say('form.send'), mostFormTitle) };
}

const told = (words: string): readonly RichText[] =>
  proseParts([{ kind: 'text', text: words }]).map(({ block }) => block);

function fieldBlocks(field: Field, at: number, say: Say): readonly (RichText | Input)[] {
  switch (field.kind) {
    case 'code':
      return codeBlocks(field, at, say);
    case 'line':
      return [lineBlock(field, at)];
    case 'many-of':
      return optionBlocks(field, at, say);
  }
}

/** One line of words. */
function lineBlock({ label }: Extract<Field, { kind: 'line' }>, at: number): Input {
  const element = { type: 'plain_text_input', action_id: inputId(at), multiline: false, max_length: mostLine } as const;
  return { ...named(label, inputId(at)), optional: false, element };
}

/**
 * A program that is too long for an input is left out of it: half of one would be sent back as if it were all. One that may
 * outgrow the input can be sent as a file too.
 */
function codeBlocks({ label, initial }: Extract<Field, { kind: 'code' }>, at: number, say: Say): readonly Input[] {
  const fitsIn = initial.length <= mostInput;
  const empty = { type: 'plain_text_input', action_id: inputId(at), multiline: true, max_length: mostInput } as const;
  const element = fitsIn && initial !== '' ? { ...empty, initial_value: initial } : empty;
  const input = { ...named(label, inputId(at)), optional: !fitsIn, element };
  if (initial.length <= roomyProgram) return [input];
  const upload = {
    ...named(say('form.code-file'), uploadId(at)),
    hint: plainText(say(fitsIn ? 'form.code-longer' : 'form.code-too-long'), mostFieldLabel),
    optional: true,
    element: { type: 'file_input', action_id: uploadId(at), filetypes: ['py', 'txt'], max_files: 1 },
  } as const;
  return [input, upload];
}

/** Check boxes for as many as they may be, else menus. Options that are too long are written out above their numbers. */
function optionBlocks(
  { label, options }: Extract<Field, { kind: 'many-of' }>,
  at: number,
  say: Say,
): readonly (RichText | Input)[] {
  const lines = options.map((option) => visibleLine(option.label));
  const long = lines.some((line) => line.length > mostOptionLabel);
  const offered = lines.map((line, place) => ({
    text: plainText(long ? `${place + 1} · ${line}` : line, mostOptionLabel),
    value: String(place),
  }));
  const inputs = slices(offered).map((slice, part): Input => {
    const id = part === 0 ? inputId(at) : `${inputId(at)}.${part}`;
    return { ...named(label, id), optional: offered.length > mostFormMenuOptions, element: group(slice, id, say) };
  });
  return [...(long ? lines.flatMap((line, place) => told(`${place + 1} · ${line}`)) : []), ...inputs];
}

function slices(options: readonly MenuOption[]): readonly (readonly MenuOption[])[] {
  const count = Math.ceil(options.length / mostFormMenuOptions);
  return Array.from({ length: count }, (_, at) =>
    options.slice(at * mostFormMenuOptions, (at + 1) * mostFormMenuOptions),
  );
}

function group(options: readonly MenuOption[], id: string, say: Say): Input['element'] {
  if (options.length <= mostCheckboxes) return { type: 'checkboxes', action_id: id, options };
  const placeholder = plainText(say('chat.choose'), mostPlaceholder);
  return { type: 'multi_static_select', action_id: id, placeholder, options };
}

const named = (label: string, id: string) =>
  ({ type: 'input', block_id: id, label: plainText(label, mostFieldLabel) }) as const;

/** The id of a field's input and of its block, by its place in the form; further menus of a field have `.1`, `.2`, … behind it. */
export const inputId = (place: number): string => `field:${place}`;
/** The id under which a program comes as a file. */
export const uploadId = (place: number): string => `upload:${place}`;
