import type { Component } from '../wire.ts';
import type { Problem } from './problem.ts';

/** A component and where it stands. */
export interface Placed {
  readonly component: Component;
  readonly path: Problem['path'];
}

/** All components of a message or a modal in reading order, each before what is in it. */
export function* walk(components: readonly Component[], path: Problem['path'] = ['components']): Generator<Placed> {
  for (const [index, component] of components.entries()) yield* within({ component, path: [...path, index] });
}

function* within({ component, path }: Placed): Generator<Placed> {
  yield { component, path };
  if (component.components !== undefined) yield* walk(component.components, [...path, 'components']);
  if (component.component !== undefined)
    yield* within({ component: component.component, path: [...path, 'component'] });
  if (component.accessory !== undefined)
    yield* within({ component: component.accessory, path: [...path, 'accessory'] });
}
