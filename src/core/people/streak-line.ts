import type { Kit } from '../command.ts';
import type { Request } from '../request.ts';
import { inline } from '../inline.ts';
import type { Block } from '../view.ts';
import { prose } from '../view.ts';
import type { Say } from '../words.ts';
import { zoneOf } from './local-day.ts';
import { streakOf } from './streak.ts';
import type { Streak } from './streak.ts';

/** A learner's streak as one line, for `/progress`. */
export async function streakLine({
  request,
  kit,
  say,
}: {
  readonly request: Request;
  readonly kit: Kit;
  readonly say: Say;
}): Promise<Block> {
  const { days } = kit.store;
  const studied = await days.studied(request.learner);
  const since = Math.min(...studied.map(({ at }) => at));
  // The stretch in which they began was noted just before they did: what came behind it is known as well.
  const running = studied.length === 0 ? [] : await days.running(since - dayMs);
  const { zone } = await zoneOf(request, kit);
  return streakBlock(streakOf({ studied, running, zone, now: kit.clock.now() }), say);
}

const dayMs = 24 * 3_600_000;

function streakBlock({ days, today, restLeft }: Streak, say: Say): Block {
  if (days === 0) return prose(...inline(say('streak.none')));
  const now = today === 'done' ? say('streak.today-done') : say('streak.today-open');
  const parts = [say('streak.line', { count: days }), now, say('streak.rest', { count: restLeft })];
  return prose(...inline(parts.join(' · ')));
}
