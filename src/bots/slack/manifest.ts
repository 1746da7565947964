import type { CommandDeclaration } from '#core/command.ts';
import type { Say } from '#core/words.ts';
import { usageHint } from './usage.ts';
import { shortcutsOf } from './shortcuts.ts';

/** How Slack reaches the app: over a connection that the app opens, or at an address, such as `https://bot.example.org`. */
export type Door = { readonly kind: 'socket' } | { readonly kind: 'http'; readonly origin: string };

interface Declared {
  readonly commands: readonly CommandDeclaration[];
  /** English. */
  readonly say: Say;
  readonly door: Door;
}

/** What the bot may do, and what each is for; nothing else is asked for. */
const reasons = {
  /** To be called by its name in channels. */
  'app_mentions:read': true,
  /** Assistant threads: prompts and status. */
  'assistant:write': true,
  /** Whether a question of the day stands there already, when a process died that may have posted it: public channels. */
  'channels:history': true,
  'chat:write': true,
  /** Slash commands and shortcuts. */
  commands: true,
  /** Programs that come as files. */
  'files:read': true,
  /** Pictures and long output. */
  'files:write': true,
  /** The same in private channels. */
  'groups:history': true,
  /** To be written to directly. */
  'im:history': true,
  /** The language of who asks. */
  'users:read': true,
} as const;

export const scopes: readonly string[] = Object.keys(reasons);

const events = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_started',
  'message.im',
  'tokens_revoked',
];

/** The file that an app is made from, from the same declarations as everything else. */
export function slackManifest({ commands, say, door }: Declared) {
  const url = door.kind === 'http' ? { request_url: `${door.origin}/slack/events` } : {};
  const isSocket = door.kind === 'socket';
  return {
    display_information: {
      name: 'Studyloop',
      description: say('slack.description'),
      background_color: '#1f2a44',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Studyloop', always_online: true },
      assistant_view: { assistant_description: say('slack.description') },
      slash_commands: commands.flatMap((command) => slashCommand(command, { say, door })),
      shortcuts: shortcutsOf(commands).map(({ id, type, name, about }) => ({
        name: say(name).slice(0, mostShortcutName),
        type,
        callback_id: id,
        description: say(about).slice(0, mostShortcutAbout),
      })),
    },
    oauth_config: {
      ...(door.kind === 'http' ? { redirect_urls: [`${door.origin}/slack/oauth_redirect`] } : {}),
      scopes: { bot: scopes },
    },
    settings: {
      event_subscriptions: { ...url, bot_events: events },
      interactivity: { is_enabled: true, ...url },
      org_deploy_enabled: !isSocket,
      socket_mode_enabled: isSocket,
      // It cannot be turned off again, and a token that stands in the settings would end: whoever serves many may turn it on.
      token_rotation_enabled: false,
    },
  };
}

const mostShortcutName = 24;
const mostShortcutAbout = 150;

function slashCommand(command: CommandDeclaration, { say, door }: Omit<Declared, 'commands'>) {
  const { name, summary, options } = command;
  if (summary === null) return [];
  const hint = usageHint(command);
  return [
    {
      command: `/${name}`,
      ...(door.kind === 'http' ? { url: `${door.origin}/slack/events` } : {}),
      description: say(summary),
      ...(hint === '' ? {} : { usage_hint: hint }),
      // So that channels and people come by their ids.
      should_escape: Object.values(options).some(({ kind }) => kind === 'channel' || kind === 'person'),
    },
  ];
}
