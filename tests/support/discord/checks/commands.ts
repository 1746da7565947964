import { commandTypes, optionTypes } from '../codes.ts';
import type { CommandBody, CommandOption } from '../wire.ts';
import { limits } from './limits.ts';
import type { Findings, Problem } from './problem.ts';
import { findings, lengthOf } from './problem.ts';

/** What is wrong with the commands of a scope, all of them, by the rules that the OpenAPI document does not know. */
export function checkCommands(commands: readonly CommandBody[]): readonly Problem[] {
  const found = findings();
  checkCounts(commands, found);
  for (const [index, command] of commands.entries()) checkCommand(command, [index], found);
  return found.list;
}

function checkCommand(command: CommandBody, path: Problem['path'], found: Findings): void {
  if ((command.type ?? commandTypes.slash) === commandTypes.slash) checkSlash(command, path, found);
  else checkMenu(command, path, found);
  if (command.dm_permission !== undefined) found.advise([...path, 'dm_permission'], 'is deprecated: contexts say it');
  checkLocales(command, path, found);
  checkOptions(command.options ?? [], path, found);
  const length = longest(command);
  if (length > limits.commandLength) {
    const message = `Command exceeds maximum size: ${length} of ${limits.commandLength}`;
    found.refuse(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

function checkSlash(command: CommandBody, path: Problem['path'], found: Findings): void {
  checkName(command, path, found);
  if ((command.description ?? '').trim() === '') {
    found.refuse([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
}

function checkMenu({ name, description, options }: CommandBody, path: Problem['path'], found: Findings): void {
  if (name.trim() === '') found.refuse([...path, 'name'], 'BASE_TYPE_REQUIRED', 'This field is required');
  if ((description ?? '') !== '') {
    const message = 'Context menu commands cannot have description';
    found.refuse([...path, 'description'], 'APPLICATION_COMMAND_DESCRIPTION', message);
  }
  if ((options ?? []).length > 0) {
    found.refuse([...path, 'options'], 'APPLICATION_COMMAND_OPTIONS', 'Context menu commands cannot have options');
  }
}

function checkCounts(commands: readonly CommandBody[], found: Findings): void {
  const most = { 1: limits.slashCommands, 2: limits.userCommands, 3: limits.messageCommands };
  for (const type of [1, 2, 3] as const) {
    const names = commands.filter((command) => (command.type ?? 1) === type).map(({ name }) => name);
    if (names.length > most[type]) {
      found.refuse(
        [],
        'APPLICATION_COMMANDS_TOO_MANY',
        `${names.length} commands of type ${type}, at most ${most[type]} are allowed`,
      );
    }
    for (const name of new Set(names.filter((text, index) => names.indexOf(text) !== index))) {
      found.refuse([], 'APPLICATION_COMMANDS_DUPLICATE_NAME', `Application command names must be unique: ${name}`);
    }
  }
}

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function checkName({ name, name_localizations: names }: Named, path: Problem['path'], found: Findings): void {
  for (const [place, text] of [['name', name], ...Object.entries(names ?? {})] as const) {
    const where = place === 'name' ? [...path, 'name'] : [...path, 'name_localizations', place];
    if (!namePattern.test(text) || text !== text.toLowerCase()) {
      found.refuse(where, 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: ${JSON.stringify(text)}`);
    }
  }
}

type Named = Pick<CommandBody, 'name' | 'name_localizations' | 'description_localizations'>;

const locales = new Set(
  'ar bg cs da de el en-GB en-US es-419 es-ES fi fr he hi hr hu id it ja ko lt nl no pl pt-BR ro ru sv-SE th tr uk vi zh-CN zh-TW'.split(
    ' ',
  ),
);

function checkLocales(named: Named, path: Problem['path'], found: Findings): void {
  for (const field of ['name_localizations', 'description_localizations'] as const) {
    for (const locale of Object.keys(named[field] ?? {})) {
      if (!locales.has(locale))
        found.refuse([...path, field, locale], 'ENUM_TYPE_COERCE', `Value "${locale}" is not a locale of Discord`);
    }
  }
}

function checkOptions(options: readonly CommandOption[], path: Problem['path'], found: Findings): void {
  const names = new Set<string>();
  let optional = false;
  const nested = options.filter(({ type }) => isNested(type)).length;
  if (nested > 0 && nested < options.length) {
    found.refuse(
      [...path, 'options'],
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-commands and other options cannot be mixed',
    );
  }
  for (const [index, option] of options.entries()) {
    const place = [...path, 'options', index];
    if (names.has(option.name)) {
      found.refuse([...place, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option name is not unique');
    }
    if (option.required === true && optional) {
      found.refuse(
        place,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    names.add(option.name);
    optional ||= option.required !== true;
    checkOption(option, place, found);
  }
}

const isNested = (type: number): boolean => type === optionTypes.subcommand || type === optionTypes.group;

function checkOption(option: CommandOption, path: Problem['path'], found: Findings): void {
  checkName(option, path, found);
  checkLocales(option, path, found);
  if (option.description.trim() === '')
    found.refuse([...path, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  if (option.autocomplete === true && (option.choices ?? []).length > 0) {
    found.refuse(
      [...path, 'autocomplete'],
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE',
      'An option has choices or autocomplete, not both',
    );
  }
  const choices = (option.choices ?? []).map(({ name }) => name);
  if (new Set(choices).size < choices.length) {
    found.refuse(
      [...path, 'choices'],
      'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS',
      'Option choice name already exists',
    );
  }
  checkBounds([option.min_value, option.max_value], path, found);
  checkBounds([option.min_length, option.max_length], path, found);
  checkOptions(option.options ?? [], path, found);
}

function checkBounds(
  [least, most]: readonly [number | undefined, number | undefined],
  path: Problem['path'],
  found: Findings,
): void {
  if (least !== undefined && most !== undefined && least > most) {
    found.refuse(path, 'APPLICATION_COMMAND_OPTIONS_RANGE', `the least, ${least}, must not be above the most, ${most}`);
  }
}

/** The size of a command as Discord counts it: names, descriptions and values, of localised ones the longest. */
function longest({
  name,
  description,
  name_localizations: names,
  description_localizations: descriptions,
  options,
}: CommandBody): number {
  const own =
    most([name, ...Object.values(names ?? {})]) + most([description ?? '', ...Object.values(descriptions ?? {})]);
  return (options ?? []).reduce((sum, option) => sum + longest(option) + choicesLength(option), own);
}

const most = (texts: readonly string[]): number => Math.max(...texts.map(lengthOf));

function choicesLength({ choices = [] }: CommandOption): number {
  return choices.reduce(
    (sum, { name, value, name_localizations: names }) =>
      sum + most([name, ...Object.values(names ?? {})]) + lengthOf(String(value)),
    0,
  );
}
