import { z } from 'zod';
import type { Ask, Field } from '#core/view.ts';
import { inputId, uploadId } from './render-ask.ts';

/** What was filled into a form. */
export interface Filled {
  /** One for each field of the form; empty for what was left out. */
  readonly args: Readonly<Record<string, string>>;
  /** Files that came instead of a text, at most one for each field. */
  readonly uploads: readonly Upload[];
}

export interface Upload {
  /** The name of the field it is the value of. */
  readonly field: string;
  readonly url: string;
  readonly name: string;
  /** In bytes, as Discord says. */
  readonly size: number;
}

/** Reads the `data` of a submitted modal, whatever stands in it: fields that are missing or strange are left empty. */
export function readModal(submitted: unknown, ask: Ask): Filled {
  const inputs = inputsOf(submitted);
  const attachments = submission.safeParse(submitted).data?.resolved?.attachments ?? {};
  const values = ask.fields.map((field, place) => [field.name, valueOf(field, place, inputs)] as const);
  const uploads = ask.fields.flatMap(({ name }, place): readonly Upload[] => {
    const [id = ''] = inputs.get(uploadId(place))?.values ?? [];
    const file = Object.hasOwn(attachments, id) ? attachment.safeParse(attachments[id]).data : undefined;
    return file === undefined ? [] : [{ field: name, url: file.url, name: file.filename, size: file.size }];
  });
  return { args: Object.fromEntries(values), uploads };
}

const submission = z.object({
  resolved: z
    .object({ attachments: z.record(z.string(), z.unknown()).optional() })
    .optional()
    .catch(undefined),
});

const attachment = z.object({
  url: z.url({ protocol: /^https?$/u }),
  filename: z.string(),
  size: z.number().nonnegative(),
});

const input = z.object({
  custom_id: z.string(),
  value: z.string().catch(''),
  values: z.array(z.string()).catch([]),
});

type Input = z.infer<typeof input>;

const labels = z.object({ components: z.array(z.unknown()) });
const label = z.object({ component: input });

/** By custom id; the first of a name counts. */
function inputsOf(submitted: unknown): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>();
  for (const raw of labels.safeParse(submitted).data?.components ?? []) {
    const found = label.safeParse(raw).data?.component;
    if (found !== undefined && !inputs.has(found.custom_id)) inputs.set(found.custom_id, found);
  }
  return inputs;
}

function valueOf(field: Field, place: number, inputs: ReadonlyMap<string, Input>): string {
  const id = inputId(place);
  switch (field.kind) {
    case 'code':
    case 'line':
      return inputs.get(id)?.value ?? '';
    case 'many-of': {
      const picked = [...inputs].flatMap(([name, { values }]) =>
        name === id || name.startsWith(`${id}.`) ? values : [],
      );
      // Places, in the order of the options, each once: nothing that was not offered.
      return field.options.flatMap(({ value }, at) => (picked.includes(String(at)) ? [value] : [])).join(',');
    }
  }
}
