import { ApiError } from '../api-error.ts';
import { checkCommands } from '../checks/commands.ts';
import { limits } from '../checks/limits.ts';
import type { Command, CommandBody } from '../wire.ts';
import { settle } from '../world/messages.ts';
import type { World } from '../world/model.ts';
import type { Call, Route } from './call.ts';
import { done, guildOf, ok, param } from './call.ts';

const everywhere = '/applications/{application_id}/commands';
const inGuild = '/applications/{application_id}/guilds/{guild_id}/commands';

/** Commands that the application registers, everywhere or in one guild. */
export const commandRoutes: readonly Route[] = [everywhere, inGuild].flatMap((path): readonly Route[] => [
  { method: 'GET', path, answer: (call) => ok(kept(call).map((command) => shown(call, command))) },
  { method: 'PUT', path, answer: (call) => ok(save(call, call.body.commands)) },
  {
    method: 'POST',
    path,
    answer: (call) => {
      const body = call.body.command;
      const others = kept(call).filter((command) => !isSame(command, body));
      const before = kept(call).length;
      const command = save(call, [...others, body]).at(-1);
      return { status: others.length === before ? 201 : 200, body: command };
    },
  },
  { method: 'GET', path: `${path}/{command_id}`, answer: (call) => ok(one(call)) },
  {
    method: 'PATCH',
    path: `${path}/{command_id}`,
    answer: (call) => {
      const command = one(call);
      const changed = { ...command, ...call.body.command };
      const all = save(
        call,
        kept(call).map((other) => (other.id === command.id ? changed : other)),
      );
      return ok(all.find(({ id }) => id === command.id));
    },
  },
  {
    method: 'DELETE',
    path: `${path}/{command_id}`,
    answer: (call) => {
      const { id } = one(call);
      call.world.commands.set(
        scopeOf(call),
        kept(call).filter((command) => command.id !== id),
      );
      return done;
    },
  },
]);

function scopeOf(call: Call): string {
  if (param(call, 'application_id') !== call.world.application.id) throw new ApiError('unknown application');
  return call.params['guild_id'] === undefined ? 'global' : guildOf(call).id;
}

const kept = (call: Call): readonly Command[] => call.world.commands.get(scopeOf(call)) ?? [];

function one(call: Call): Command {
  const command = kept(call).find(({ id }) => id === param(call, 'command_id'));
  if (command === undefined) throw new ApiError('unknown command');
  return command;
}

const isSame = (command: CommandBody, other: CommandBody): boolean =>
  command.name === other.name && (command.type ?? 1) === (other.type ?? 1);

/** Makes these the commands of the scope; those that stay keep their ids. */
function save(call: Call, bodies: readonly CommandBody[]): readonly Command[] {
  const { world, about } = call;
  const scope = scopeOf(call);
  settle(world, about, checkCommands(bodies));
  const before = kept(call);
  const fresh = bodies.filter((body) => !before.some((command) => isSame(command, body))).length;
  countCreations(call, fresh);
  const commands = bodies.map((body) => made(world, body, { before, scope }));
  world.commands.set(scope, commands);
  return commands;
}

function countCreations(call: Call, fresh: number): void {
  if (call.params['guild_id'] === undefined) return;
  const guild = guildOf(call);
  if (guild.commandsCreated + fresh > limits.commandsADay) throw new ApiError('daily commands');
  guild.commandsCreated += fresh;
}

interface Registered {
  readonly before: readonly Command[];
  readonly scope: string;
}

function made(world: World, body: CommandBody, { before, scope }: Registered): Command {
  const old = before.find((command) => isSame(command, body));
  const ids = old ?? { id: world.id(), version: world.id() };
  const command: Command = {
    nsfw: false,
    ...body,
    ...withDefaults(world, body),
    id: ids.id,
    application_id: world.application.id,
    version: ids.version,
    ...(scope === 'global' ? { dm_permission: true } : { guild_id: scope }),
  };
  const isChanged = old !== undefined && JSON.stringify(old) !== JSON.stringify(command);
  return isChanged ? { ...command, version: world.id() } : command;
}

function withDefaults(world: World, body: CommandBody) {
  const { default_member_permissions: permissions = null } = body;
  return {
    type: body.type ?? 1,
    description: body.description ?? '',
    default_member_permissions: permissions === null ? null : String(permissions),
    integration_types: body.integration_types ?? world.application.integrationTypes.slice(0, 1),
    contexts: body.contexts ?? null,
  };
}

/** A list leaves the localised texts out unless it is asked for them. */
function shown(call: Call, command: Command): Command {
  if (call.query.get('with_localizations') === 'true') return command;
  const text = JSON.stringify(command, (key, value: unknown) => (key.endsWith('_localizations') ? undefined : value));
  const bare: Command = JSON.parse(text);
  return bare;
}
