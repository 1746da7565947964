import { once } from 'node:events';
import { statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Config } from '#src/config.ts';
import { usualPort } from './bot-parts.ts';
import { newestCopyAt } from './copies.ts';
import { fileOf } from './database-file.ts';
import type { Finding } from './finding.ts';
import { well } from './finding.ts';
import { waysIn } from './ways-in.ts';

/** What the process needs of its machine, and of the settings of its role. */
export async function inspectHost(config: Config): Promise<readonly Finding[]> {
  const file = fileOf(config.databaseUrl);
  const about = file === null ? [] : [copies(file, config), disk(file)];
  return [role(config), ...(await ports(config)), ...about];
}

function role(config: Config): Finding {
  try {
    const { discord, slack } = waysIn(config);
    const places = [...(discord === null ? [] : ['Discord']), ...(slack === null ? [] : ['Slack'])];
    return well('role', `${config.role}, ${places.length === 0 ? 'in the terminal' : `in ${places.join(' and ')}`}`);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name: 'role', state: 'broken', detail, cure: 'Do what the message says.' };
  }
}

/** Those that a process with these settings would listen on. */
async function ports({ role: own, discord, slack, http, metricsPort }: Config): Promise<readonly Finding[]> {
  const hasDoor = discord?.publicKey != null || slack?.door.kind === 'http';
  const takesPosts = hasDoor && (own === 'web' || own === 'all');
  const wanted = [
    ...(takesPosts ? [{ name: 'port for posts', port: http.port ?? usualPort, setting: 'HTTP_PORT' }] : []),
    ...(metricsPort === null ? [] : [{ name: 'port for health', port: metricsPort, setting: 'METRICS_PORT' }]),
  ];
  return await Promise.all(
    wanted.map(async ({ name, port, setting }) => await lookAtPort(name, setting, { ...http, port })),
  );
}

async function lookAtPort(
  name: string,
  setting: string,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    server.close();
    return well(name, `${host}:${port} is free`);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const detail = `${host}:${port} cannot be had (${why})`;
    return { name, state: 'missing', detail, cure: `Fine while the bot runs there; otherwise mend ${setting}.` };
  }
}

const hourMs = 3_600_000;
/** A copy was missed, and the one after it. */
const periodsOfPatience = 2;

function copies(file: string, { backups: { everyMs, keep } }: Config): Finding {
  const newest = newestCopyAt(file);
  const told = newest === null ? 'none yet' : `the newest is ${hoursSince(newest)} old`;
  if (everyMs === null) return well('backups', `${told}; made by hand alone (BACKUP_EVERY=off)`);
  const since = newest ?? statSync(file, { throwIfNoEntry: false })?.birthtimeMs ?? Date.now();
  if (Date.now() - since <= periodsOfPatience * everyMs) {
    return well('backups', `${told}; one each ${everyMs / hourMs} h, ${keep} are kept`);
  }
  const cure = 'Let a process of the role all or scheduler run, and look for `backup failed` in its log.';
  return { name: 'backups', state: 'missing', detail: `${told}; one is due each ${everyMs / hourMs} h`, cure };
}

const hoursSince = (time: number) => `${Math.max(0, Math.round((Date.now() - time) / hourMs))} h`;

const gigabyte = 1_000_000_000;

/** For the database, a copy of it, and what is written meanwhile. */
function disk(file: string): Finding {
  const { bavail, bsize } = statfsSync(dirname(file));
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const [free, wanted] = [bavail * bsize, Math.max(gigabyte, 3 * size)];
  const detail = `${inGigabytes(free)} free, the database has ${inGigabytes(size)}`;
  if (free >= wanted) return well('disk', detail);
  return { name: 'disk', state: 'missing', detail, cure: `Make room: ${inGigabytes(wanted)} are wanted.` };
}

const inGigabytes = (bytes: number) => `${(bytes / gigabyte).toFixed(1)} GB`;
