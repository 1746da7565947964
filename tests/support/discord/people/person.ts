import { commandTypes, componentTypes, interactionTypes, permissions, selectTypes } from '../codes.ts';
import type { AutocompleteChoice, Command, Component, User } from '../wire.ts';
import { postMessage } from '../world/messages.ts';
import type { Channel, StoredMessage, World } from '../world/model.ts';
import { permissionsIn } from '../world/places.ts';
import type { Actor, Deed } from '../world/start-interaction.ts';
import { startInteraction } from '../world/start-interaction.ts';
import type { Exchange } from './exchange.ts';
import { followExchange, reads } from './exchange.ts';
import type { ModalValue } from './fill-modal.ts';
import { fillModal } from './fill-modal.ts';
import type { FoundCommand } from './find-command.ts';
import { commandData, findCommand } from './find-command.ts';
import { findControl } from './find-control.ts';
import type { Filled, OptionValue, OwnFile } from './fill-options.ts';
import { fileOf, fillOptions } from './fill-options.ts';
import { knownCommands, nameFor } from './known-commands.ts';
import type { ShownMessage } from './shown-message.ts';
import { faceOf, showMessage } from './shown-message.ts';

/** Somebody with Discord before them, in one channel. What Discord's own client would not let them do throws. */
export interface Person {
  readonly user: User;
  /** Where they are now. */
  readonly channel: Channel;
  goTo(channel: Channel): void;
  /** Names of the commands that they are offered, in their language. */
  commands(): readonly string[];
  /** Sends a slash command; of one with subcommands the words with spaces between. */
  slash(name: string, values?: Readonly<Record<string, OptionValue>>): Exchange;
  /** Types into an option of a command and waits for what is offered. */
  types(name: string, typing: Typing): Promise<readonly AutocompleteChoice[]>;
  /** Uses a command of the menu of a message. */
  useOn(name: string, messageId: string): Exchange;
  /** Presses a button that they see, by what stands on it: the newest one, or that of one message. */
  press(label: string, messageId?: string): Exchange;
  /** Picks options, by their labels, in the newest menu that has them, or that of one message. */
  pick(labels: string | readonly string[], messageId?: string): Exchange;
  /** Sends the form that opened as the answer to something, by the labels of its parts. */
  submit(opener: Exchange, values: Readonly<Record<string, ModalValue>>): Exchange;
  /** Writes a message; the id of it. */
  says(text: string, files?: readonly OwnFile[]): string;
  /** Writes a message that begins with a mention of the bot. */
  asksBot(text: string, files?: readonly OwnFile[]): string;
  /** All that they see in the channel, oldest first. */
  screen(): readonly ShownMessage[];
  /** The newest message from the bot in which this is to be read, as soon as there is one. */
  sees(wanted: string | RegExp, withinMs?: number): Promise<ShownMessage>;
}

/** What is typed into one option while others are filled in already. */
export interface Typing {
  readonly option: string;
  readonly text: string;
  readonly others?: Readonly<Record<string, OptionValue>>;
}

/** How somebody uses the app. */
export interface PersonSetup {
  readonly user: User;
  readonly locale: string;
  readonly channel: Channel;
  readonly hasInstalled: boolean;
}

export function createPerson(world: World, { user, locale, channel: first, hasInstalled }: PersonSetup): Person {
  let channel = first;
  const actor = (): Actor => ({ userId: user.id, locale, channel, hasInstalled });
  const seen = (): readonly StoredMessage[] => visible(channel, user.id);
  const start = (type: number, data: Deed['data'], source: StoredMessage | null = null): Exchange =>
    followExchange(world, startInteraction(world, actor(), { type, data, source, command: null }));
  const use = (type: number, found: FoundCommand, filled: Filled): Exchange => {
    const deed = { type, data: commandData(found, filled), source: null, command: found.command };
    return followExchange(world, startInteraction(world, actor(), deed));
  };

  function messageById(id: string): StoredMessage {
    const found = seen().find(({ message }) => message.id === id);
    if (found === undefined) throw new Error(`${user.username} sees no message ${id}`);
    return found;
  }

  function press(label: string, messageId?: string): Exchange {
    const fits = (one: Component) => one.type === componentTypes.button && faceOf(one) === label;
    const { component, stored } = findControl(
      messageId === undefined ? seen() : [messageById(messageId)],
      fits,
      `button "${label}"`,
    );
    if (typeof component.url === 'string') throw new Error(`"${label}" is a link: nobody hears of it`);
    const data = { component_type: component.type, custom_id: component.custom_id, id: component.id };
    return start(interactionTypes.component, data, stored);
  }

  function pick(wanted: string | readonly string[], messageId?: string): Exchange {
    const labels = [wanted].flat();
    const has = (one: Component, label: string) => (one.options ?? []).some((option) => option.label === label);
    const fits = (one: Component) => selectTypes.includes(one.type) && labels.every((label) => has(one, label));
    const where = messageId === undefined ? seen() : [messageById(messageId)];
    const { component, stored } = findControl(where, fits, `menu with ${labels.join(', ')}`);
    if (labels.length < (component.min_values ?? 1) || labels.length > (component.max_values ?? 1)) {
      throw new Error(
        `the menu takes ${component.min_values ?? 1}–${component.max_values ?? 1} options, not ${labels.length}`,
      );
    }
    const values = (component.options ?? [])
      .filter((option) => labels.includes(option.label))
      .map((option) => option.value);
    const data = { component_type: component.type, custom_id: component.custom_id, id: component.id, values };
    return start(interactionTypes.component, data, stored);
  }

  function says(text: string, files: readonly OwnFile[] = []): string {
    const may = permissionsIn(channel, user.id);
    if (channel.guild !== null && (may & permissions.sendMessages) === 0n)
      throw new Error(`${user.username} may not write here`);
    const uploaded = files.map((file, index) => ({ index, ...fileOf(file) }));
    const body = { content: text, allowed_mentions: { parse: [] } };
    return postMessage(world, { channel, author: user, body, files: uploaded, allowedFlags: 0 }, 'a person').message.id;
  }

  return {
    user,
    get channel() {
      return channel;
    },
    goTo: (place) => void (channel = place),
    commands: () => knownCommands(world, actor()).map((command) => nameFor(command, locale)),
    slash: (name, values = {}) => {
      const found = findCommand(world, actor(), name);
      return use(interactionTypes.command, found, fillOptions(world, actor(), { options: found.options, values }));
    },
    async types(name, { option, text, others = {} }) {
      const found = findCommand(world, actor(), name);
      const declared = found.options.find((one) => one.name === option || nameFor(one, locale) === option);
      if (declared?.autocomplete !== true)
        throw new Error(`expected an option ${option} of /${name} with autocomplete`);
      const wish = { options: found.options, values: { ...others, [option]: text }, stillTyping: true };
      const { options, resolved } = fillOptions(world, actor(), wish);
      const typed = options.map((one) => (one.name === declared.name ? { ...one, focused: true } : one));
      const { interaction } = use(interactionTypes.autocomplete, found, { options: typed, resolved });
      const failure = () => `nothing was offered for ${option} of /${name} within 3 s`;
      return world.changes.until(() => interaction.choices ?? undefined, { withinMs: 3000, failure });
    },
    useOn(name, messageId) {
      const { message } = messageById(messageId);
      const isIt = (one: Command) =>
        one.type === commandTypes.message && (one.name === name || nameFor(one, locale) === name);
      const found = knownCommands(world, actor()).find(isIt);
      if (found === undefined) throw new Error(`no command "${name}" in the menu of a message`);
      const resolved = { messages: { [messageId]: message } };
      return use(interactionTypes.command, { command: found, path: [], target: messageId }, { options: [], resolved });
    },
    press,
    pick,
    submit(opener, values) {
      const { modal, source } = opener.interaction;
      if (modal === null) throw new Error('no form is open: wait for it with form()');
      return start(interactionTypes.modal, { ...fillModal(world, actor(), { modal, values }) }, source);
    },
    says,
    asksBot: (text, files = []) => says(`<@${world.bot.id}> ${text}`, files),
    screen: () => seen().map(showMessage),
    sees(wanted, withinMs = 10_000) {
      const mine = () =>
        seen()
          .filter(({ message }) => message.author.id === world.bot.id)
          .map(showMessage);
      return world.changes.until(() => mine().findLast(({ text }) => reads(text, wanted)), {
        withinMs,
        failure: () =>
          `${user.username} expected ${String(wanted)}, and sees ${JSON.stringify(
            mine()
              .slice(-3)
              .map(({ text }) => text),
          )}`,
      });
    },
  };
}

function visible(channel: Channel, userId: string): readonly StoredMessage[] {
  return [...channel.messages.values()].filter(({ onlyFor }) => onlyFor === null || onlyFor === userId);
}
