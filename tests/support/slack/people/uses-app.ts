import { escapeTyped } from '../world/entities.ts';
import type { Exchange } from './exchange.ts';
import { commandOf, shortcutOf } from './payloads.ts';
import type { Self } from './self.ts';
import { follow, needApp, visibleTo } from './self.ts';
import { settleCommand } from './settle.ts';

/** Ways to call the app from Slack's own menus and message field. */
export interface UsesApp {
  /** Names of the commands that are offered. */
  commands(): readonly string[];
  /** Types a slash command; not in threads, where Slack does not know them. */
  slash(command: string, text?: string): Exchange;
  /** Uses a global shortcut by its name or callback id. */
  shortcut(name: string): Exchange;
  /** Uses a shortcut from the menu of a message. */
  shortcutOn(name: string, ts: string): Exchange;
}

export function createUsesApp(self: Self): UsesApp {
  const { world, workspace, user } = self;
  const features = () => world.app.manifest.features ?? {};
  const declared = () => features().slash_commands ?? null;

  function shortcutNamed(name: string, type: 'global' | 'message'): string {
    needApp(self);
    const known = features().shortcuts;
    if (known === undefined) return name;
    const found = known.find((one) => one.type === type && (one.name === name || one.callback_id === name));
    if (found === undefined)
      throw new Error(`no ${type} shortcut ${name}; there are ${known.map((one) => one.name).join(', ')}`);
    return found.callback_id;
  }

  return {
    commands: () => (declared() ?? []).map(({ command }) => command),
    slash(command, text = '') {
      needApp(self);
      if (self.threadTs !== null) throw new Error(`${command} is not supported in threads. Sorry!`);
      const known = declared();
      if (known !== null && !known.some((one) => one.command === command))
        throw new Error(`${command} is not a valid command; there are ${known.map((one) => one.command).join(', ')}`);
      const { channel } = self;
      const isEscaped = known?.find((one) => one.command === command)?.should_escape === true;
      const typed = isEscaped ? withIds(escapeTyped(text), self) : escapeTyped(text);
      const payload = commandOf(world, { workspace, user }, { channel, command, text: typed });
      return follow(
        self,
        world.deliver('command', payload, (delivery) => settleCommand(world, delivery, { channel, userId: user.id })),
      );
    },
    shortcut(name) {
      const callbackId = shortcutNamed(name, 'global');
      return follow(
        self,
        world.deliver('interactive', shortcutOf(world, { workspace, user }, { callbackId, message: null })),
      );
    },
    shortcutOn(name, ts) {
      const callbackId = shortcutNamed(name, 'message');
      const message = visibleTo(self).find((one) => one.ts === ts);
      if (message === undefined) throw new Error(`${user.realName} sees no message ${ts}`);
      return follow(
        self,
        world.deliver('interactive', shortcutOf(world, { workspace, user }, { callbackId, message })),
      );
    },
  };
}

/** With people by their ids, as for commands that want them escaped: `@ann` is `<@U1|ann>`. */
function withIds(typed: string, { workspace }: Self): string {
  return typed.replaceAll(/@([\w.-]+)/g, (written, name: string) => {
    const user = [...workspace.users.values()].find((one) => one.name === name.toLowerCase());
    return user === undefined ? written : `<@${user.id}|${user.name}>`;
  });
}
