import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HostProblem } from '#core/host-problem.ts';
import type { Terminal } from '../terminal.ts';
import { say } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';
import type { Desk } from './desk.ts';
import { writeSettings } from './env-file.ts';

/** A secret that the host has to bring. Its flag names a file: arguments can be read by others on the machine. */
export interface Sought {
  readonly setting: string;
  readonly flag: string;
  /** The path that was given with the flag. */
  readonly file: string | undefined;
  readonly what: string;
  /** Where the host finds it. */
  readonly where: string;
}

/** From the flag's file, the settings or the host, in this order. Rejects where none has it. */
export async function findSecret(sought: Sought, desk: Desk): Promise<string> {
  const { setting, flag, what, where } = sought;
  const { terminal, questions } = desk;
  const known = await knownSecret(sought, terminal);
  if (known !== null) return known;
  if (questions === null) {
    throw new UsageProblem(`expected ${what}, in the setting ${setting} or in ${flag}, found neither.`);
  }
  say(terminal, `Where it is: ${where}`);
  return await questions.secret(`Paste ${what}`);
}

/** Null where neither the flag nor the settings have it. */
export async function knownSecret(
  { setting, file }: Pick<Sought, 'setting' | 'file'>,
  { folder, environment }: Terminal,
): Promise<string | null> {
  if (file !== undefined) return (await readFile(resolve(folder, file), 'utf8').catch(unreadable(file))).trim();
  const known = environment[setting];
  return known === undefined || known === '' ? null : known;
}

function unreadable(file: string) {
  return (error: unknown): never => {
    throw new HostProblem(
      `Nothing could be read from ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
}

/** The terminal as it is once these settings are kept. */
export function knowing(settings: Readonly<Record<string, string>>, terminal: Terminal): Terminal {
  return { ...terminal, environment: { ...terminal.environment, ...settings } };
}

/** Writes settings into `.env`. */
export async function keep(settings: Readonly<Record<string, string>>, terminal: Terminal): Promise<void> {
  const file = join(terminal.project, '.env');
  await writeSettings(file, settings);
  say(terminal, `✓ ${file} holds ${Object.keys(settings).join(', ')}, readable for you alone.`);
}
