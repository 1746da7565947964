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
  const { shortcuts = [], slash_commands: commands = [] } = features;
  const counted = (type: ShortcutDeclaration['type']) => shortcuts.filter((one) => one.type === type).length;
  return [
    ...tooLong('name', display.name, 35),
    ...tooLong('description', display.description, 140),
    ...tooLong('long description', display.long_description, 4000),
    ...tooLong('bot name', features.bot_user?.display_name, 80),
    ...tooMany('commands', commands.length, 50),
    ...tooMany('global shortcuts', counted('global'), 5),
    ...tooMany('message shortcuts', counted('message'), 5),
    ...tooMany('bot events', settings.event_subscriptions?.bot_events?.length ?? 0, 100),
    ...commands.flatMap(checkCommand),
    ...shortcuts.flatMap(checkShortcut),
    ...missingScopes(manifest),
  ];
}

function checkCommand({ command, description, usage_hint: hint }: CommandDeclaration): readonly string[] {
  return [
    ...(/^\/[a-z0-9_-]{1,31}$/.test(command) ? [] : [`manifest: ${command} is not a name of a command`]),
    ...tooLong(`description of ${command}`, description, 2000),
    ...tooLong(`usage hint of ${command}`, hint, 1000),
  ];
}

function checkShortcut({ name, callback_id: id, description }: ShortcutDeclaration): readonly string[] {
  return [
    ...tooLong(`name of shortcut ${name}`, name, 24),
    ...tooLong(`callback id of shortcut ${name}`, id, 255),
    ...tooLong(`description of shortcut ${name}`, description, 150),
  ];
}

function tooLong(what: string, value: string | undefined, max: number): readonly string[] {
  return (value ?? '').length > max ? [`manifest: ${what} has ${value?.length} characters, more than ${max}`] : [];
}

function tooMany(what: string, count: number, max: number): readonly string[] {
  return count > max ? [`manifest: ${count} ${what}, more than ${max}`] : [];
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
