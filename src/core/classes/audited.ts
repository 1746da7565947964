import type { Call } from '../command.ts';
import { quote } from '../inline.ts';
import { classOf } from './class-of.ts';

interface Deed {
  /** The command and a word for what it did: `daily stop`. */
  readonly act: string;
  /** To what; may be empty. */
  readonly about?: string;
}

/** Writes down what a teacher does, before it is done; nothing where there is no class. */
export async function audited({ request, kit }: Pick<Call<string>, 'request' | 'kit'>, deed: Deed): Promise<void> {
  const of = classOf(request.place);
  if (of === null) return;
  const { act, about = '' } = deed;
  const channel = request.place.channel ?? null;
  await kit.store.audit.write({
    ...of,
    who: request.learner,
    act,
    about: quote(about, mostAbout),
    channel,
    at: kit.clock.now(),
  });
}

const mostAbout = 120;
