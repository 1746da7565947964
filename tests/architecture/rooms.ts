/** What the files of one room may import; `any` takes a wall down. */
export interface Room {
  /** Other rooms, by their path below src. */
  readonly rooms: readonly string[] | 'any';
  /** Modules of Node, without `node:`; those below them (`fs/promises`) are meant as well. */
  readonly node: readonly string[] | 'any';
  readonly packages: readonly string[] | 'any';
  /** What to do instead, for whoever ran into one of these walls. */
  readonly remedy: string;
}

/** The rooms of docs/architecture.md, by their path below src. */
export const rooms: Readonly<Record<string, Room>> = {
  core: {
    rooms: [],
    node: [],
    packages: ['croner', 'temporal-polyfill', 'ts-fsrs'],
    remedy: 'core is pure: declare a port in src/core/ports, implement it in another room, and let main hand it in',
  },
  content: {
    rooms: ['core'],
    node: ['fs', 'path', 'url', 'crypto'],
    packages: [
      'zod',
      'yaml',
      'mdast',
      'mdast-util-from-markdown',
      'mdast-util-gfm-table',
      'micromark-extension-gfm-table',
      'i18next',
    ],
    remedy: 'content reads files and gives a Course or its problems: let src/cli bring together what else is needed',
  },
  'runner/remote': {
    rooms: ['core', 'runner'],
    node: ['crypto', 'timers'],
    packages: ['bullmq', 'ioredis', 'rate-limiter-flexible', 'zod'],
    remedy: 'remote brings runs to other processes over Redis, and runs none: what runs them is handed in',
  },
  runner: {
    rooms: ['core'],
    node: 'any',
    packages: ['bottleneck'],
    remedy: 'runner runs programs and knows no lesson and no learner: pass what it needs with the job',
  },
  review: {
    rooms: ['core'],
    node: ['fs', 'module'],
    packages: ['web-tree-sitter'],
    remedy:
      "review reads code and tells what it found: what is said about it stands in content/review, who hears it is core's",
  },
  store: {
    rooms: ['core'],
    node: 'any',
    packages: ['kysely', 'better-sqlite3', 'pg'],
    remedy:
      'store keeps and finds, and decides nothing: put the rule into core, and what it needs to know into the call',
  },
  pictures: {
    rooms: ['core'],
    node: ['fs', 'module', 'path', 'worker_threads', 'zlib'],
    packages: ['@resvg/resvg-js'],
    remedy:
      'pictures draws what core has laid out: put what is to be seen into the model, and what is sent into the bot',
  },
  'bots/shared': {
    rooms: ['core'],
    node: 'any',
    packages: ['zod'],
    remedy: 'shared is for what every platform needs: what one platform needs belongs into its own folder',
  },
  'bots/console': {
    rooms: ['core', 'bots/shared'],
    node: 'any',
    packages: ['@lezer/highlight', '@lezer/python'],
    remedy: 'a bot turns events into requests and views into payloads: ask core by a request, take settings as values',
  },
  'bots/discord': {
    rooms: ['core', 'bots/shared'],
    node: 'any',
    packages: ['discord.js', 'hono', '@hono/node-server', 'zod'],
    remedy: 'a bot turns events into requests and views into payloads: ask core by a request, take settings as values',
  },
  'bots/slack': {
    rooms: ['core', 'bots/shared'],
    node: 'any',
    packages: ['@slack/bolt', 'bottleneck', 'hono', '@hono/node-server', 'zod'],
    remedy: 'a bot turns events into requests and views into payloads: ask core by a request, take settings as values',
  },
  metrics: {
    rooms: ['core'],
    node: ['http', 'diagnostics_channel'],
    packages: ['prom-client'],
    remedy: 'metrics wraps ports and counts what passes: let src/cli hand it the parts, and leave them as they are',
  },
  'config.ts': {
    rooms: ['core'],
    node: [],
    packages: ['zod'],
    remedy: 'config turns the environment it is given into settings, and looks at nothing else',
  },
  cli: { rooms: 'any', node: 'any', packages: 'any', remedy: 'src/cli brings everything together' },
  'main.ts': { rooms: 'any', node: 'any', packages: 'any', remedy: 'main brings everything together' },
};
