import { webApi } from '@slack/bolt';
import type { Bot } from '#core/ports/bot.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import { createApi } from './api.ts';
import type { Identity } from './bolt-app.ts';
import { clientOptions, silent } from './bolt-app.ts';
import { sendDelivery } from './send-delivery.ts';
import type { Throttle } from './throttle.ts';
import { reasonOf } from './trouble.ts';

/** Sends what core wants sent by itself. */
export type Courier = Bot['deliver'];

interface Post {
  readonly identity: Identity;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly throttle: Throttle;
}

export function createCourier({ identity, apiUrl, throttle }: Post, easel: Easel): Courier {
  return async (delivery, say) => {
    const team = delivery.address.community;
    const token = team === null ? null : await tokenFor(team, identity, easel);
    if (team === null || token === null) return { kind: 'failed', sent: 'no' };
    const client = new webApi.WebClient(token, { ...clientOptions(apiUrl, throttle.closed), logger: silent });
    const tokenOf = identity.kind === 'one' ? 'host' : 'workspace';
    return await sendDelivery(delivery, { ...easel, api: createApi({ client, token, team, throttle }), say, tokenOf });
  };
}

/** Null where nobody has installed the bot, or that cannot be found out just now. */
async function tokenFor(team: string, identity: Identity, { log }: Easel): Promise<string | null> {
  if (identity.kind === 'one') return identity.token;
  try {
    const query = { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false };
    return (await identity.authorize(query)).botToken ?? null;
  } catch (error) {
    log.warn('delivery failed', { team, why: reasonOf(error) });
    return null;
  }
}
