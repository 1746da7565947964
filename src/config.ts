import { z } from 'zod';
import { HostProblem } from '#core/host-problem.ts';

/** The only list of settings. Each comes from the environment (or `.env`); `.env.example` explains them to hosts. */
const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^sqlite:./u, 'expected sqlite: and a file, such as sqlite:data/studyloop.db')
    .default('sqlite:data/studyloop.db'),
  PYTHON: z.string().min(1).optional(),
  RUN_TIMEOUT_S: z.coerce.number().min(0.1).max(60).default(6),
  RUN_MEMORY_MB: z.coerce.number().int().min(64).max(4096).default(256),
  RUN_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface Config {
  readonly databaseUrl: string;
  /** Path of a Python interpreter; null: the newest one found. */
  readonly python: string | null;
  readonly run: { readonly timeoutMs: number; readonly memoryBytes: number; readonly concurrency: number };
  readonly logLevel: z.infer<typeof settings>['LOG_LEVEL'];
}

/** Settings from environment variables; empty ones count as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = settings.safeParse(set);
  if (!result.success) throw new HostProblem(result.error.issues.map((issue) => describe(issue, set)).join('\n'));
  const { data } = result;
  return {
    databaseUrl: data.DATABASE_URL,
    python: data.PYTHON ?? null,
    run: {
      timeoutMs: data.RUN_TIMEOUT_S * 1000,
      memoryBytes: data.RUN_MEMORY_MB * 1_000_000,
      concurrency: data.RUN_CONCURRENCY,
    },
    logLevel: data.LOG_LEVEL,
  };
}

function describe(issue: z.core.$ZodIssue, set: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const expected = issue.message.replace(/^Invalid \w+: /u, '');
  return `The setting ${name} is \`${set[name] ?? ''}\`: ${expected}. Mend it in the environment or in .env.`;
}
