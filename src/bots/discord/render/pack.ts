import { mostComponents, mostFiles, mostText } from '../limits.ts';
import type { Part } from './part.ts';
import { joint } from './part.ts';

/**
 * Parts laid out in messages that Discord takes, in order. What stands at the end of the last message, `tail`, is kept
 * together where one message holds it.
 */
export function pack(body: readonly Part[], tail: readonly Part[]): readonly (readonly Part[])[] {
  const packed = keptTogether(body).reduce(addGroup, []);
  return addGroup(packed, tail);
}

type Messages = readonly (readonly Part[])[];

/** The title and short text stay with what they stand above: `It printed:` belongs to what was printed. */
function keptTogether(parts: readonly Part[]): Messages {
  const groups: Part[][] = [];
  for (const part of parts) {
    const above = groups.at(-1)?.at(-1);
    if (above !== undefined && introduces(above)) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
  return groups;
}

const introduces = (part: Part): boolean =>
  part.kind === 'text' && (part.form === 'title' || (part.form === 'prose' && /[:：]$/u.test(part.content)));

function addGroup(messages: Messages, group: readonly Part[]): Messages {
  if (group.length === 0) return messages;
  const last = messages.at(-1);
  if (last !== undefined && fits([...last, ...group])) return [...messages.slice(0, -1), [...last, ...group]];
  if (fits(group)) return [...messages, group];
  return group.reduce<Messages>(
    (before, part) => (group.length === 1 ? [...before, group] : addGroup(before, [part])),
    messages,
  );
}

function fits(parts: readonly Part[]): boolean {
  const used = parts.reduce(withPart, { components: 1, text: 0, files: 0, above: null });
  return used.components <= mostComponents && used.text <= mostText && used.files <= mostFiles;
}

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
