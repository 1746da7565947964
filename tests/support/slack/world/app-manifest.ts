/** What an app declares of itself to Slack, as far as Slack acts on it. */
export interface AppManifest {
  readonly display_information: {
    readonly name: string;
    readonly description?: string;
    readonly long_description?: string;
  };
  readonly features?: {
    readonly app_home?: {
      readonly home_tab_enabled?: boolean;
      readonly messages_tab_enabled?: boolean;
      readonly messages_tab_read_only_enabled?: boolean;
    };
    readonly bot_user?: { readonly display_name: string; readonly always_online?: boolean };
    readonly shortcuts?: readonly ShortcutDeclaration[];
    readonly slash_commands?: readonly CommandDeclaration[];
    readonly assistant_view?: { readonly assistant_description?: string };
    readonly agent_view?: { readonly agent_description?: string };
  };
  readonly oauth_config?: {
    readonly scopes?: { readonly bot?: readonly string[] };
    readonly redirect_urls?: readonly string[];
  };
  readonly settings?: {
    readonly event_subscriptions?: { readonly bot_events?: readonly string[]; readonly request_url?: string };
    readonly interactivity?: { readonly is_enabled?: boolean; readonly request_url?: string };
    readonly socket_mode_enabled?: boolean;
    readonly token_rotation_enabled?: boolean;
    readonly org_deploy_enabled?: boolean;
  };
}

export interface ShortcutDeclaration {
  readonly name: string;
  readonly type: 'global' | 'message';
  readonly callback_id: string;
  readonly description: string;
}

export interface CommandDeclaration {
  readonly command: string;
  readonly description: string;
  readonly usage_hint?: string;
  readonly should_escape?: boolean;
  readonly url?: string;
}

/** What is wrong with a manifest, a line each. */
export function checkManifest(manifest: AppManifest): readonly string[] {
  const { display_information: display, features = {}, settings = {} } = manifest;
  const commands = features.slash_commands ?? [];
  const shortcuts = features.shortcuts ?? [];
  const problems: string[] = [];
  const limit = (what: string, value: string | undefined, max: number) => {
    if (value !== undefined && value.length > max)
      problems.push(`manifest: ${what} has ${value.length} characters, more than ${max}`);
  };
  const atMost = (what: string, count: number, max: number) => {
    if (count > max) problems.push(`manifest: ${count} ${what}, more than ${max}`);
  };
  limit('name', display.name, 35);
  limit('description', display.description, 140);
  limit('long description', display.long_description, 4000);
  limit('bot name', features.bot_user?.display_name, 80);
  atMost('commands', commands.length, 50);
  atMost('shortcuts', shortcuts.length, 10);
  for (const type of ['global', 'message'])
    atMost(`${type} shortcuts`, shortcuts.filter((one) => one.type === type).length, 5);
  atMost('bot events', settings.event_subscriptions?.bot_events?.length ?? 0, 100);
  for (const { command, description, usage_hint } of commands) {
    if (!/^\/[a-z0-9_-]{1,31}$/.test(command)) problems.push(`manifest: ${command} is not a name of a command`);
    limit(`description of ${command}`, description, 2000);
    limit(`usage hint of ${command}`, usage_hint, 1000);
  }
  for (const { name, callback_id, description } of shortcuts) {
    limit(`name of shortcut ${name}`, name, 24);
    limit(`callback id of shortcut ${name}`, callback_id, 255);
    limit(`description of shortcut ${name}`, description, 150);
  }
  return [...problems, ...missingScopes(manifest)];
}

/** Scopes that Slack wants before it takes a subscription or a command. */
function missingScopes({ features = {}, settings = {}, oauth_config = {} }: AppManifest): readonly string[] {
  const scopes = new Set(oauth_config.scopes?.bot);
  const events = settings.event_subscriptions?.bot_events ?? [];
  const needs = [
    ...events.map((event) => ({ what: event, scope: eventScopes[event] })),
    ...(features.slash_commands?.length ? [{ what: 'slash commands', scope: 'commands' }] : []),
    ...(features.shortcuts?.length ? [{ what: 'shortcuts', scope: 'commands' }] : []),
  ];
  return needs
    .filter(({ scope }) => scope !== undefined && !scopes.has(scope))
    .map(({ what, scope }) => `manifest: ${what} needs the scope ${scope}`);
}

/** The scope that an event needs. */
export const eventScopes: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  assistant_thread_started: 'assistant:write',
  assistant_thread_context_changed: 'assistant:write',
  file_shared: 'files:read',
  reaction_added: 'reactions:read',
  member_joined_channel: 'channels:read',
};

/** A manifest for tests that bring none: it asks for all that this server knows. */
export const ordinaryManifest: AppManifest = {
  display_information: { name: 'Test app' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    bot_user: { display_name: 'testapp' },
    assistant_view: {},
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'assistant:write',
        'channels:history',
        'channels:join',
        'channels:read',
        'chat:write',
        'commands',
        'dnd:read',
        'files:read',
        'files:write',
        'groups:history',
        'groups:read',
        'im:history',
        'im:read',
        'im:write',
        'mpim:history',
        'mpim:read',
        'mpim:write',
        'reactions:read',
        'reactions:write',
        'team:read',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'app_uninstalled',
        'assistant_thread_context_changed',
        'assistant_thread_started',
        'member_joined_channel',
        'message.channels',
        'message.groups',
        'message.im',
        'message.mpim',
        'tokens_revoked',
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};
