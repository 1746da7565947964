import { fits } from './message.ts';
import type { Part } from './part.ts';
import { introduces } from './part.ts';

/**
 * Parts laid out in messages that Slack takes, in order. What stands at the end of the last message, `tail`, is kept
 * together where one message holds it.
 */
export function pack(body: readonly Part[], tail: readonly Part[]): readonly (readonly Part[])[] {
  return addGroup(keptTogether(body).reduce(addGroup, []), tail);
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

function addGroup(messages: Messages, group: readonly Part[]): Messages {
  if (group.length === 0) return messages;
  const last = messages.at(-1);
  if (last !== undefined && fits([...last, ...group])) return [...messages.slice(0, -1), [...last, ...group]];
  if (group.length === 1 || fits(group)) return [...messages, group];
  return group.reduce<Messages>((before, part) => addGroup(before, [part]), messages);
}
