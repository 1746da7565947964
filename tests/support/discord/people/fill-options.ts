import { optionTypes } from '../codes.ts';
import { lengthOf } from '../checks/problem.ts';
import type { CommandOption } from '../wire.ts';
import { storeFile } from '../world/messages.ts';
import type { World } from '../world/model.ts';
import { channelData, memberData, roleData } from '../world/payloads.ts';
import type { Actor } from '../world/start-interaction.ts';
import { nameFor } from './known-commands.ts';

/** A file that somebody brings along. */
export interface OwnFile {
  readonly name: string;
  readonly text: string;
}

/** What somebody types for an option: ids for users, channels and roles. */
export type OptionValue = string | number | boolean | OwnFile;

/** Options of an interaction, with what their ids mean. */
export interface Filled {
  readonly options: readonly FilledOption[];
  readonly resolved: Resolved;
}

/** An option with its value. */
export interface FilledOption {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
  /** The one that is typed into. */
  readonly focused?: boolean;
}

/** What ids in the data of an interaction mean, by kind and id. */
export interface Resolved {
  readonly [kind: string]: Readonly<Record<string, unknown>>;
}

/** Fills in options as Discord's own client does, by their names in the person's language or the first one; throws what it would not let pass. */
export function fillOptions(world: World, actor: Actor, wish: Wish): Filled {
  const { options, values } = wish;
  const isNamed = (option: CommandOption, name: string) =>
    option.name === name || nameFor(option, actor.locale) === name;
  const strange = Object.keys(values).filter((name) => !options.some((option) => isNamed(option, name)));
  if (strange.length > 0) throw new Error(`expected only options that are registered, got ${strange.join(', ')}`);
  let resolved: Resolved = {};
  const filled = options.flatMap((option): readonly FilledOption[] => {
    const value = Object.entries(values).find(([name]) => isNamed(option, name))?.[1];
    if (value === undefined && option.required === true && wish.stillTyping !== true) {
      throw new Error(`expected a value for ${option.name}, which is required`);
    }
    if (value === undefined) return [];
    if (wish.stillTyping !== true) checkValue(option, value);
    const made = resolve(world, actor, { type: option.type, value });
    resolved = merge(resolved, made.resolved);
    return [{ name: option.name, type: option.type, value: made.value }];
  });
  return { options: filled, resolved };
}

export interface Wish {
  readonly options: readonly CommandOption[];
  readonly values: Readonly<Record<string, OptionValue>>;
  /** For autocomplete: nothing is checked yet. */
  readonly stillTyping?: boolean;
}

function checkValue(option: CommandOption, value: OptionValue): void {
  const fault = faultOf(option, value);
  if (fault !== null)
    throw new Error(`Discord does not let ${JSON.stringify(value)} be sent as ${option.name}: ${fault}`);
}

function faultOf(option: CommandOption, value: OptionValue): string | null {
  const { choices = [] } = option;
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) return 'it is none of the choices';
  const wanted = wantedTypes[option.type] ?? 'string';
  if (typeof value !== wanted) return `it is no ${wanted}`;
  if (option.type === optionTypes.integer && !Number.isInteger(value)) return 'it is no whole number';
  if (typeof value === 'number') return rangeFault(option, value);
  return typeof value === 'string' ? lengthFault(option, value) : null;
}

const wantedTypes: Readonly<Record<number, string>> = {
  [optionTypes.integer]: 'number',
  [optionTypes.number]: 'number',
  [optionTypes.boolean]: 'boolean',
  [optionTypes.attachment]: 'object',
};

function rangeFault({ min_value: least, max_value: most }: CommandOption, value: number): string | null {
  return value < (least ?? -Infinity) || value > (most ?? Infinity) ? `it is not in ${least}–${most}` : null;
}

function lengthFault({ min_length: least, max_length: most }: CommandOption, value: string): string | null {
  const length = lengthOf(value);
  if (value.includes('\n')) return 'an option has one line';
  return length < (least ?? 0) || length > (most ?? 6000)
    ? `its length ${length} is not in ${least ?? 0}–${most ?? 6000}`
    : null;
}

interface Made {
  readonly value: unknown;
  readonly resolved: Resolved;
}

function resolve(
  world: World,
  { channel }: Actor,
  { type, value }: { readonly type: number; readonly value: OptionValue },
): Made {
  if (typeof value === 'object') {
    const attachment = storeFile(world, channel.id, fileOf(value));
    return { value: attachment.id, resolved: { attachments: { [attachment.id]: attachment } } };
  }
  const id = String(value);
  const user = world.users.get(id);
  const member = channel.guild?.members.get(id);
  const role = channel.guild?.roles.find((one) => one.id === id);
  const named = world.channels.get(id);
  if (isAbout(type, 'user') && user !== undefined) {
    const members = member === undefined ? {} : { members: { [id]: { ...memberData(member), user: undefined } } };
    return { value, resolved: { users: { [id]: user }, ...members } };
  }
  if (isAbout(type, 'role') && role !== undefined) return { value, resolved: { roles: { [id]: roleData(role) } } };
  if (type === optionTypes.channel && named !== undefined) {
    return { value, resolved: { channels: { [id]: { ...channelData(world, named), permissions: '0' } } } };
  }
  return { value, resolved: {} };
}

const isAbout = (type: number, what: 'user' | 'role'): boolean =>
  type === optionTypes[what] || type === optionTypes.mentionable;

/** A file of a person as the server keeps it. */
export function fileOf({ name, text }: OwnFile) {
  const type = name.endsWith('.py') ? 'text/x-python; charset=utf-8' : 'text/plain; charset=utf-8';
  return { name, type, bytes: new TextEncoder().encode(text) };
}

/** Puts resolved things together. */
export function merge(one: Resolved, other: Resolved): Resolved {
  const kinds = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...kinds].map((kind) => [kind, { ...one[kind], ...other[kind] }]));
}
