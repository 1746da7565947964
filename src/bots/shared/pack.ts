/** How a platform's messages are filled. */
export interface Packing<Part> {
  /** Whether one message holds these. */
  readonly fits: (parts: readonly Part[]) => boolean;
  /** Whether what comes next belongs to it: the title and short text stay with what they stand above. */
  readonly introduces: (part: Part) => boolean;
}

/**
 * Parts laid out in messages, in order. What stands at the end of the last one, `tail`, is kept together where one message
 * holds it. A part that is too large for any message has one of its own.
 */
export function pack<Part>(
  body: readonly Part[],
  tail: readonly Part[],
  { fits, introduces }: Packing<Part>,
): readonly (readonly Part[])[] {
  const addGroup = (messages: Messages<Part>, group: readonly Part[]): Messages<Part> => {
    if (group.length === 0) return messages;
    const last = messages.at(-1);
    if (last !== undefined && fits([...last, ...group])) return [...messages.slice(0, -1), [...last, ...group]];
    if (group.length === 1 || fits(group)) return [...messages, group];
    return group.reduce<Messages<Part>>((before, part) => addGroup(before, [part]), messages);
  };
  return addGroup(keptTogether(body, introduces).reduce(addGroup, []), tail);
}

type Messages<Part> = readonly (readonly Part[])[];

function keptTogether<Part>(parts: readonly Part[], introduces: Packing<Part>['introduces']): Messages<Part> {
  const groups: Part[][] = [];
  for (const part of parts) {
    const above = groups.at(-1)?.at(-1);
    if (above !== undefined && introduces(above)) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
  return groups;
}
