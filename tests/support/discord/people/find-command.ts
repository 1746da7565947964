import { commandTypes, optionTypes } from '../codes.ts';
import type { Command, CommandOption } from '../wire.ts';
import type { World } from '../world/model.ts';
import type { Actor, Deed } from '../world/start-interaction.ts';
import type { Filled } from './fill-options.ts';
import { knownCommands, nameFor } from './known-commands.ts';

/** A command as it is used. */
export interface FoundCommand {
  readonly command: Command;
  /** The subcommand, or group and subcommand, in it. */
  readonly path: readonly CommandOption[];
  /** The message that it is used on. */
  readonly target?: string;
}

/** The slash command, or subcommand, that somebody calls by its names in their language or the first one; throws when it is not offered. */
export function findCommand(
  world: World,
  actor: Actor,
  name: string,
): FoundCommand & { readonly options: readonly CommandOption[] } {
  const [first = '', ...rest] = name.split(' ');
  const isCalled = (one: Pick<CommandOption, 'name' | 'name_localizations'>, word: string) =>
    one.name === word || nameFor(one, actor.locale) === word;
  const known = knownCommands(world, actor).filter(({ type }) => type === commandTypes.slash);
  const command = known.find((one) => isCalled(one, first));
  if (command === undefined)
    throw new Error(`Discord offers no /${first} here, only ${known.map((one) => `/${one.name}`).join(' ')}`);
  const path: CommandOption[] = [];
  let options = command.options ?? [];
  for (const word of rest) {
    const next = options.find((option) => isCalled(option, word));
    if (next === undefined) throw new Error(`/${first} has no subcommand ${word}`);
    path.push(next);
    options = next.options ?? [];
  }
  if (options.some(({ type }) => type === optionTypes.subcommand || type === optionTypes.group)) {
    throw new Error(`/${name} needs a subcommand`);
  }
  return { command, path, options };
}

/** The data of an interaction with a command. */
export function commandData({ command, path, target }: FoundCommand, { options, resolved }: Filled): Deed['data'] {
  const nested = path.reduceRight<readonly object[]>(
    (inner, { name, type }) => [{ name, type, options: inner }],
    options,
  );
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(nested.length === 0 ? {} : { options: nested }),
    ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    ...(target === undefined ? {} : { target_id: target }),
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
  };
}
