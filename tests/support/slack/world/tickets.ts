import { slackError } from '../web/slack-error.ts';
import type { ResponseUrl, Trigger, World } from './model.ts';

/** How long a trigger_id can open a view, in ms. */
const triggerLifeMs = 3000;
/** How long a response_url lives, in ms. */
export const responseUrlLifeMs = 30 * 60_000;

/** A trigger_id for something that a person did. */
export function makeTrigger(world: World, trigger: Pick<Trigger, 'workspace' | 'userId' | 'fromViewId'>): string {
  const id = `${world.ts()}.${world.secret()}`;
  world.triggers.set(id, { ...trigger, id, madeAt: world.clock.now(), used: false });
  forgetOldest(world.triggers);
  return id;
}

/** Uses up a trigger_id; throws what Slack answers when it is none, old or used. */
export function useTrigger(world: World, id: string): Trigger {
  const trigger = world.triggers.get(id);
  if (trigger === undefined) throw slackError('invalid_trigger_id');
  if (trigger.used) throw slackError('exchanged_trigger_id');
  if (world.clock.now() - trigger.madeAt > triggerLifeMs) throw slackError('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

/** An address at which the app can answer what a person did. */
export function makeResponseUrl(world: World, where: Pick<ResponseUrl, 'channel' | 'userId' | 'source'>): string {
  const kind = where.source === null ? 'commands' : 'actions';
  const id = `${where.channel.workspace.id}/${world.id('R')}/${world.secret().slice(0, 24)}`;
  world.responseUrls.set(`/${kind}/${id}`, { ...where, id, madeAt: world.clock.now(), uses: 0 });
  forgetOldest(world.responseUrls);
  return `${world.origin}/${kind}/${id}`;
}

function forgetOldest(kept: Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (kept.size > 20_000 && oldest !== undefined) kept.delete(oldest);
}
