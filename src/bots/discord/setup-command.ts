import type { App } from '#core/app.ts';
import type { CommandDeclaration } from '#core/command.ts';
import { inline, quote } from '#core/inline.ts';
import type { Request } from '#core/request.ts';
import type { View } from '#core/view.ts';
import { list, prose, text, view } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import { languageFor } from '#core/words.ts';
import type { InspectedChannel } from './inspect-server.ts';
import { notice } from '#bots/shared/notice.ts';

/** Looks at the channels of a server. */
export type Inspect = (guild: string) => Promise<readonly InspectedChannel[]>;

const declaration: CommandDeclaration = {
  name: 'setup',
  summary: 'command.setup',
  options: {},
  replies: 'beside',
  askedBy: 'managers',
  onMessage: null,
};

/** The bot with one more command, which is about Discord and therefore none of core's. */
export function withSetup(app: App, inspect: Inspect): App {
  return {
    ...app,
    commands: [...app.commands, declaration],
    async *handle(request, signal) {
      if (request.command === declaration.name)
        yield await report(request, app.speak(languageFor(request.locale)), inspect);
      else yield* app.handle(request, signal);
    },
  };
}

const mostChannels = 15;

async function report({ place }: Request, say: Say, inspect: Inspect): Promise<View> {
  if (place.community === undefined) return notice(say('setup.servers-only'));
  // It names channels that not everybody sees; before what is typed in a message, Discord's own wall does not stand.
  const isManager = place.role === 'teacher' && place.appointed !== true;
  if (!isManager) return notice(say('refusal.for-teachers'));
  const channels = await inspect(place.community).catch(() => null);
  if (channels === null) return notice(say('setup.not-seen'));
  const lacking = channels.filter(({ missing }) => missing.length > 0);
  if (lacking.length === 0) {
    return view(say('setup.title'), [prose(...inline(say('setup.well', { count: channels.length })))], {
      tone: 'success',
    });
  }
  const lines = lacking
    .slice(0, mostChannels)
    .map(({ name, missing }) => [
      text(say('setup.missing', { channel: quote(name), permissions: missing.join(', ') })),
    ]);
  const told = say('setup.lacking', { count: lacking.length, all: channels.length });
  return view(say('setup.title'), [prose(...inline(told)), list(lines), prose(...inline(say('setup.cure')))], {
    tone: 'warning',
  });
}
