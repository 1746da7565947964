import type { Desk } from '#bots/slack/render/desk.ts';
import type { Ask, Choice } from '#core/view.ts';
import { bareWords } from '../../../../support/library.ts';

/** A desk that numbers what can be pressed as it is asked, and has no pictures unless they are given. */
export function desk(more: Partial<Desk> = {}): Desk & { readonly pressed: readonly (Choice | Ask)[] } {
  const pressed: (Choice | Ask)[] = [];
  const idOf = (pressable: Choice | Ask): string => `id-${pressed.push(pressable)}`;
  return { say: bareWords, idOf, pictures: new Map(), pressed, ...more };
}
