import type { Desk } from '#bots/discord/render/desk.ts';
import type { Ask, Choice } from '#core/view.ts';
import { bareWords } from '../../../../support/library.ts';

/** A desk that numbers what can be pressed, and has no pictures unless they are given. */
export function desk(more: Partial<Desk> = {}): Desk {
  const ids = new Map<Choice | Ask, string>();
  const idOf = (pressable: Choice | Ask): string => {
    const id = ids.get(pressable) ?? `press:${ids.size}`;
    ids.set(pressable, id);
    return id;
  };
  return { say: bareWords, idOf, pictures: new Map(), ...more };
}
