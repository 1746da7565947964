import { z } from 'zod';
import type { Ask, Field } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import { inputId, uploadId } from './render-ask.ts';

/** What was filled into a form. */
export type Filled =
  | {
      readonly kind: 'filled';
      /** One for each field of the form; empty for a program that comes as a file. */
      readonly args: Readonly<Record<string, string>>;
      /** Files that came instead of a text, at most one for each field. */
      readonly uploads: readonly Upload[];
    }
  /** What is wrong, by the `block_id` of the field it is shown at: the `errors` of Slack's answer to a submission. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

export interface Upload {
  /** The name of the field it is the value of. */
  readonly field: string;
  /** Slack's id of the file; `url` is read with the bot's token. */
  readonly id: string;
  readonly url: string;
  readonly name: string;
  /** In bytes, as Slack says. */
  readonly size: number;
}

interface Form {
  readonly ask: Ask;
  readonly say: Say;
}

/** Reads `view.state` of a submitted modal, whatever stands in it: what is missing or strange counts as left out. */
export function readModal(rawState: unknown, { ask, say }: Form): Filled {
  const inputs = inputsOf(rawState);
  const uploads = ask.fields.flatMap(({ name }, place) => uploadOf(name, inputs.get(uploadId(place))));
  const values = ask.fields.map((field, place) => [field.name, valueOf(field, place, inputs)] as const);
  const missing = ask.fields.flatMap((field, place) => {
    const isThere = values[place]?.[1] !== null || uploads.some((upload) => upload.field === field.name);
    return isThere ? [] : [[inputId(place), complaint(field, say)] as const];
  });
  if (missing.length > 0) return { kind: 'errors', errors: Object.fromEntries(missing) };
  return { kind: 'filled', args: Object.fromEntries(values.map(([name, value]) => [name, value ?? ''])), uploads };
}

function complaint(field: Field, say: Say): string {
  switch (field.kind) {
    case 'code':
      return say('form.no-code');
    case 'line':
      return say('form.no-line');
    case 'many-of':
      return say('refusal.no-answer');
  }
}

const state = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });

const input = z.object({
  value: z.string().catch(''),
  selected_options: z.array(z.object({ value: z.string() })).catch([]),
  files: z.array(z.unknown()).catch([]),
});

type Input = z.infer<typeof input>;

/** By block: each has one input, which is called as its block. */
function inputsOf(rawState: unknown): ReadonlyMap<string, Input> {
  const values = state.safeParse(rawState).data?.values ?? {};
  return new Map(
    Object.entries(values).flatMap(([block, actions]) => {
      const read = input.safeParse(new Map(Object.entries(actions)).get(block)).data;
      return read === undefined ? [] : [[block, read] as const];
    }),
  );
}

const file = z.object({
  id: z.string(),
  url_private_download: z.url({ protocol: /^https?$/u }).optional(),
  url_private: z.url({ protocol: /^https?$/u }),
  name: z.string(),
  size: z.number().nonnegative(),
});

function uploadOf(field: string, given: Input | undefined): readonly Upload[] {
  const read = file.safeParse(given?.files[0]).data;
  if (read === undefined) return [];
  return [{ field, id: read.id, url: read.url_private_download ?? read.url_private, name: read.name, size: read.size }];
}

/** Null for what was left out. */
function valueOf(field: Field, place: number, inputs: ReadonlyMap<string, Input>): string | null {
  const id = inputId(place);
  switch (field.kind) {
    case 'code':
    case 'line': {
      const typed = inputs.get(id)?.value ?? '';
      return typed.trim() === '' ? null : typed;
    }
    case 'many-of': {
      const picked = [...inputs]
        .filter(([block]) => block === id || block.startsWith(`${id}.`))
        .flatMap(([, given]) => given.selected_options.map(({ value }) => value));
      // Places, in the order of the options, each once: nothing that was not offered.
      const values = field.options.flatMap(({ value }, at) => (picked.includes(String(at)) ? [value] : []));
      return values.length === 0 ? null : values.join(',');
    }
  }
}
