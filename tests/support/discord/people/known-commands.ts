import { permissions } from '../codes.ts';
import type { Command, CommandOption } from '../wire.ts';
import type { World } from '../world/model.ts';
import { permissionsIn } from '../world/places.ts';
import type { Actor } from '../world/start-interaction.ts';
import { contextOf } from '../world/start-interaction.ts';

/** The commands that Discord offers somebody where they are. */
export function knownCommands(world: World, actor: Actor): readonly Command[] {
  const { guild } = actor.channel;
  const ofGuild = guild?.hasBot === true ? (world.commands.get(guild.id) ?? []) : [];
  const everywhere = (world.commands.get('global') ?? []).filter((command) => isOffered(world, actor, command));
  return [...ofGuild, ...everywhere].filter((command) => isAllowed(actor, command));
}

function isOffered(
  world: World,
  { channel, hasInstalled, userId }: Actor,
  { contexts, integration_types: types }: Command,
): boolean {
  const context = contextOf(world, channel);
  if (!(contexts ?? [0, 1, 2]).includes(context)) return false;
  const sharesGuild = [...world.guilds.values()].some(({ hasBot, members }) => hasBot && members.has(userId));
  const byGuild = context === 0 ? channel.guild?.hasBot === true : context === 1 && sharesGuild;
  return (byGuild && types.includes(0)) || (hasInstalled && types.includes(1));
}

function isAllowed({ channel, userId }: Actor, { default_member_permissions: wanted }: Command): boolean {
  if (channel.guild === null) return true;
  const mine = permissionsIn(channel, userId);
  if ((mine & permissions.useCommands) === 0n) return false;
  if (wanted === null) return true;
  return wanted === '0' ? (mine & permissions.administrator) !== 0n : (mine & BigInt(wanted)) === BigInt(wanted);
}

/** The name that somebody with this language sees and types. */
export function nameFor(
  { name, name_localizations: names }: Pick<CommandOption, 'name' | 'name_localizations'>,
  locale: string,
): string {
  return names?.[locale] ?? name;
}
