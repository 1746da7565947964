import type { Packing } from '#bots/shared/pack.ts';
import { mostComponents, mostFiles, mostText } from '../limits.ts';
import type { Part } from './part.ts';
import { joint } from './part.ts';

/** What a message of Discord's holds, and what belongs to what follows: `It printed:` to what was printed. */
export const packing: Packing<Part> = {
  fits(parts) {
    const used = parts.reduce(withPart, { components: 1, text: 0, files: 0, above: null });
    return used.components <= mostComponents && used.text <= mostText && used.files <= mostFiles;
  },
  introduces: (part) =>
    part.kind === 'text' && (part.form === 'title' || (part.form === 'prose' && /[:：]$/u.test(part.content))),
};

interface Used {
  readonly components: number;
  readonly text: number;
  readonly files: number;
  readonly above: Part | null;
}

function withPart(used: Used, part: Part): Used {
  switch (part.kind) {
    case 'text': {
      const between = used.above?.kind === 'text' ? joint(used.above, part) : null;
      const text = used.text + part.content.length + (between?.length ?? 0);
      return { ...used, components: used.components + (between === null ? 1 : 0), text, above: part };
    }
    case 'picture':
    case 'file':
      return { ...used, components: used.components + 1, files: used.files + 1, above: part };
    case 'rule':
      return { ...used, components: used.components + 1, above: part };
    case 'row':
      return { ...used, components: used.components + 1 + part.row.components.length, above: part };
  }
}
