import type { SlackConfig } from '#src/config.ts';
import { databaseName } from '#store/database-name.ts';
import { describeDatabase } from '#store/describe-database.ts';
import type { Finding } from './finding.ts';
import { well } from './finding.ts';
import { inspectHost } from './inspect-host.ts';
import { createLog } from './logger.ts';
import { openConfig, openContent } from './open.ts';
import { openRunner } from './open-runner.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** Looks at everything, one line each; exit code 1 when something is not well. */
export async function doctor(options: { readonly json?: true }, terminal: Terminal): Promise<number> {
  const findings = [
    node(),
    await looked('settings', () => `database ${databaseName(openConfig(terminal).databaseUrl)}`),
    await looked('content', async () => await describeContent(terminal)),
    await looked('database', async () => await describeStore(terminal)),
    ...(await host(terminal)),
    ...(await sandbox(terminal)),
    ...(await slack(terminal)),
  ];
  if (options.json === true) say(terminal, JSON.stringify({ findings }));
  else for (const finding of findings) say(terminal, line(finding));
  return findings.every(({ state }) => state === 'well') ? 0 : 1;
}

function node(): Finding {
  return well('node', `${process.version}, ${process.execPath}`);
}

async function describeContent(terminal: Terminal): Promise<string> {
  const { courses } = await openContent(terminal);
  return courses
    .map(({ id, chunks, quizzes }) => `${id}: ${chunks.length} chunks, ${quizzes.length} quizzes`)
    .join('; ');
}

async function describeStore(terminal: Terminal): Promise<string> {
  return await describeDatabase(openConfig(terminal).databaseUrl);
}

/** Role, ports, copies and disk; settings that cannot be read are told above. */
async function host(terminal: Terminal): Promise<readonly Finding[]> {
  try {
    return await inspectHost(openConfig(terminal));
  } catch {
    return [];
  }
}

/** A wall of the sandbox each, by trying it. Without them lessons and questions go on, runs do not. */
async function sandbox(terminal: Terminal): Promise<readonly Finding[]> {
  try {
    await using runner = openRunner(openConfig(terminal), {
      ...terminal,
      log: createLog('silent', { kind: 'stderr' }),
      askers: 'one-program',
    });
    const readiness = await runner.readiness();
    const walls = readiness.walls.map(({ wall, ok, detail, cure }): Finding => ({
      name: `sandbox: ${wall}`,
      state: ok ? 'well' : 'missing',
      detail,
      cure: ok ? '' : cure,
    }));
    if (readiness.kind === 'closed') return walls;
    const { version, path, hasAiohttp } = readiness.sandbox.python;
    const aiohttp: Finding = hasAiohttp
      ? well('aiohttp', 'there')
      : { name: 'aiohttp', state: 'missing', detail: `not for ${path}`, cure: 'apt-get install python3-aiohttp' };
    const tier = await runner.tier();
    const pool: Finding =
      tier?.kind === 'pool'
        ? well('sandbox pool', 'finished sandboxes wait')
        : {
            name: 'sandbox pool',
            state: 'missing',
            detail: tier?.reason ?? '',
            cure: 'None is needed: runs take longer.',
          };
    return [well('python', `${version.join('.')}, ${path}`), ...walls, pool, aiohttp];
  } catch (error) {
    return [{ name: 'sandbox', state: 'missing', detail: String(error), cure: 'Mend the settings above.' }];
  }
}

/** Tokens and scopes, where the bot is to be in Slack; settings that cannot be read are told above. */
async function slack(terminal: Terminal): Promise<readonly Finding[]> {
  const config = slackConfig(terminal);
  if (config === null) return [];
  const { inspectSettings } = await import('#bots/slack/inspect-settings.ts');
  return await inspectSettings(config);
}

function slackConfig(terminal: Terminal): SlackConfig | null {
  try {
    return openConfig(terminal).slack;
  } catch {
    return null;
  }
}

async function looked(name: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return well(name, await look());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name, state: 'broken', detail, cure: 'Do what the message says.' };
  }
}

const marks = { well: '✓', missing: '!', broken: '✗' } as const;

function line({ name, state, detail, cure }: Finding): string {
  return `${marks[state]} ${name}: ${detail}${cure === '' ? '' : ` → ${cure}`}`;
}
