import type { LearnerId } from '../ids.ts';
import { inline } from '../inline.ts';
import { platformNames } from '../people/platform-names.ts';
import type { Block, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Say } from '../words.ts';

interface Offered {
  readonly code: string;
  readonly minutes: number;
  readonly accounts: readonly LearnerId[];
}

/** The code, what to do with it and what it does. */
export function linkOfferView({ code, minutes, accounts }: Offered, say: Say): View {
  const linked =
    accounts.length > 1 ? [prose(...inline(say('link.with', { platforms: platformNames(accounts) })))] : [];
  return view(say('link.title'), [
    prose(...inline(say('link.how', { code, minutes }))),
    prose(...inline(say('link.effect'))),
    ...linked,
    prose(...inline(say('link.secret'))),
    ...(accounts.length > 1 ? [unlinkChoice(say)] : []),
  ]);
}

/** Both are one learner now. */
export function linkedView(platforms: string, say: Say): View {
  const blocks = [prose(...inline(say('link.linked', { platforms }))), prose(...inline(say('link.merged')))];
  const progress = { label: say('button.progress'), weight: 'primary', command: 'progress', args: {} } as const;
  return view(say('link.title'), [...blocks, choices(progress)], { tone: 'success' });
}

/** The account is by itself, since now or all along. */
export function unlinkedView(how: 'unlinked' | 'alone', say: Say): View {
  const again = { label: say('button.new-code'), weight: 'secondary', command: 'link', args: {} } as const;
  const told = how === 'unlinked' ? say('link.unlinked') : say('link.alone');
  return view(say('link.title'), [prose(...inline(told)), choices(again)]);
}

const unlinkChoice = (say: Say): Block =>
  choices({ label: say('button.unlink'), weight: 'secondary', command: 'unlink', args: {} });
