import type { Call } from '../command.ts';
import { defineCommand, typedText } from '../command.ts';
import type { Redeemed } from '../ports/account-store.ts';
import { linkCode, readLinkCode } from '../people/link-code.ts';
import { platformNames } from '../people/platform-names.ts';
import { privately } from '../people/privately.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import type { Say } from '../words.ts';
import { linkedView, linkOfferView } from '../views/link-views.ts';

const minutes = 10;
const minuteMs = 60_000;
/** Wrong codes: nobody mistypes more often, and nobody guesses with so few. */
const tries = { most: 5, withinMs: 60 * minuteMs };

/** `/link` gives out a code; `/link CODE` on another platform makes both accounts one learner. */
export const link = defineCommand({
  name: 'link',
  summary: 'command.link',
  options: { code: typedText('option.link-code') },
  // Nobody else reads along then, whatever it was asked under.
  replies: 'beside',
  async *run(call) {
    yield call.args.code === undefined ? await offer(call) : await redeem(call.args.code, call);
  },
});

async function offer({ request, kit, say }: Call<string>): Promise<View> {
  privately(request);
  const { learner } = request;
  const at = kit.clock.now();
  const code = linkCode(kit.random.seed(), kit.random.seed());
  await kit.store.accounts.offer({ learner, code, at, until: at + minutes * minuteMs });
  return linkOfferView({ code, minutes, accounts: await kit.store.accounts.of(learner) }, say);
}

async function redeem(typed: string, { request, kit, say }: Call<string>): Promise<View> {
  const { learner } = request;
  const at = kit.clock.now();
  const redeemed = await kit.store.accounts.redeem({ learner, code: readLinkCode(typed), at }, tries);
  if (redeemed !== 'linked') throw notLinked(redeemed);
  return linkedView(platformNames(await kit.store.accounts.of(learner)), say);
}

function notLinked(why: Exclude<Redeemed, 'linked'>): Refusal {
  const newCode = (say: Say) => [
    { label: say('button.new-code'), weight: 'primary', command: 'link', args: {} } as const,
  ];
  switch (why) {
    case 'own':
      return new Refusal('link-own', (say) => say('refusal.link-own'));
    case 'already':
      return new Refusal('link-already', (say) => say('refusal.link-already'));
    case 'too-many':
      return new Refusal('link-too-many', (say) => say('refusal.link-too-many'));
    case 'used':
      return new Refusal('link-used', (say) => say('refusal.link-used'), newCode);
    case 'expired':
      return new Refusal('link-expired', (say) => say('refusal.link-expired'), newCode);
    case 'unknown':
      return new Refusal('link-unknown', (say) => say('refusal.link-unknown'), newCode);
  }
}
