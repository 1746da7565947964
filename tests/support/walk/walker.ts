import type { App } from '#core/app.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import type { Ask, Choice, View } from '#core/view.ts';
import { languageFor } from '#core/words.ts';
import { choicesOf } from '../app.ts';
import { faultsIn } from './faults.ts';

/** A learner who looks at each reply with care. */
export interface Walker {
  /** The final view of the reply; its faults are noted. */
  ask(command: string, args?: Request['args']): Promise<View>;
  press(choice: Choice): Promise<View>;
  send(form: Ask, fields: Request['args']): Promise<View>;
  /** What was wrong with the replies so far, each with the request that it answered. */
  readonly faults: readonly string[];
  /** Every final view so far. */
  readonly seen: readonly View[];
}

/** Somebody new, who is spoken to in the language of `locale`. */
export function newWalker(app: App, name: string, locale: string): Walker {
  const say = app.speak(languageFor(locale));
  const faults: string[] = [];
  const seen: View[] = [];
  let asked = 0;
  const ask: Walker['ask'] = async (command, args = {}) => {
    asked += 1;
    const request: Request = {
      id: requestId(`walk:${name}:${asked}`),
      command,
      args,
      learner: learnerId(`walk:${name}`),
      place: { platform: 'walk', visibility: 'private' },
      locale,
      receivedAt: Date.now(),
    };
    const views = await Array.fromAsync(app.handle(request, new AbortController().signal));
    const view = views.at(-1);
    if (view === undefined) throw new Error(`expected a reply to /${command} ${JSON.stringify(args)}, none came`);
    seen.push(view);
    const found = view.stage === 'final' ? faultsIn(view, say) : ['a reply that is not final'];
    faults.push(...found.map((fault) => `/${command} ${JSON.stringify(args)} · ${view.title}: ${fault}`));
    return view;
  };
  return {
    ask,
    press: async ({ command, args }) => await ask(command, args),
    send: async (form, fields) => await ask(form.command, { ...form.args, ...fields }),
    faults,
    seen,
  };
}

/** The button of a view that gives this command; fails where there is none. */
export function buttonFor(view: View, command: string): Choice {
  const found = choicesOf(view).find((choice) => choice.command === command);
  if (found === undefined) throw new Error(`expected a button for ${command} under “${view.title}”`);
  return found;
}

/** The first form of a view; fails where there is none. */
export function formIn(view: View): Ask {
  const found = view.blocks.find((block) => block.kind === 'ask');
  if (found === undefined) throw new Error(`expected a form under “${view.title}”`);
  return found.ask;
}
