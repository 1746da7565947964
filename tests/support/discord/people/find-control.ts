import { walk } from '../checks/walk.ts';
import type { Component } from '../wire.ts';
import type { StoredMessage } from '../world/model.ts';
import { showMessage } from './shown-message.ts';

/** A control and the message in which it stands. */
export interface FoundControl {
  readonly component: Component;
  readonly stored: StoredMessage;
}

/** The newest control that fits and can be used; throws when there is none. `what` names it. */
export function findControl(
  where: readonly StoredMessage[],
  fits: (component: Component) => boolean,
  what: string,
): FoundControl {
  for (const stored of where.toReversed()) {
    for (const { component } of walk(stored.message.components)) {
      if (!fits(component)) continue;
      if (component.disabled === true) throw new Error(`the ${what} is switched off`);
      return { component, stored };
    }
  }
  const screen = where.slice(-3).map((stored) => showMessage(stored).text);
  throw new Error(`expected a ${what}; there is ${JSON.stringify(screen)}`);
}
