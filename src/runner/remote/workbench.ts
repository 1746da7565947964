import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Mail } from './mail.ts';
import type { Result, Task, ToWorker } from './messages.ts';
import { unguessable } from './open-run.ts';
import type { Token } from './tokens.ts';

/** Where a worker does runs. */
export interface Workbench {
  /** Asks for the job of a token and does it; ends when its result is told, or at once when there is no such job. */
  work(token: Token): Promise<void>;
  hear(message: ToWorker): void;
  /** The tries that have been taken and not ended, by nonce. */
  readonly holds: () => readonly string[];
  /** Stops all of them, and tells their clients to ask another worker. */
  giveBack(): void;
}

export interface WorkbenchOptions {
  /** Of the worker, in Redis. */
  readonly name: string;
  readonly runner: CodeRunner & CodeGrader;
  readonly mail: Mail;
}

/** A client answers within milliseconds, unless it is dead or at its limits. */
const ANSWER_MS = 2000;
/** Of a client that did not answer, no token is looked at for so long: dead ones may have left many. */
const SHUN_MS = 5000;

type Job = Extract<ToWorker, { kind: 'job' }>;

interface Hold {
  readonly job: Job;
  readonly stop: AbortController;
  isGivenBack: boolean;
}

/** A workbench on which nothing lies yet. */
export function createWorkbench({ name, runner, mail }: WorkbenchOptions): Workbench {
  const claims = createClaims(name, mail);
  const held = new Map<string, Hold>();
  const hold = async (job: Job) => {
    const one: Hold = { job, stop: new AbortController(), isGivenBack: false };
    held.set(job.nonce, one);
    await perform(one, runner, mail);
    held.delete(job.nonce);
  };
  return {
    async work(token) {
      const job = await claims.ask(token);
      if (job !== null) await hold(job);
    },
    hear(message) {
      switch (message.kind) {
        case 'job':
          // It came too late, and is not done here; one that is being done came twice.
          if (!claims.answer(message.nonce, message) && !held.has(message.nonce)) giveBack(message, mail);
          return;
        case 'no':
          claims.answer(message.nonce, null);
          return;
        case 'stop':
          held.get(message.nonce)?.stop.abort();
      }
    },
    holds: () => [...held.keys()],
    giveBack() {
      for (const one of held.values()) {
        one.isGivenBack = true;
        giveBack(one.job, mail);
        one.stop.abort();
      }
    },
  };
}

interface Claims {
  /** The job of a token; null when there is none any more, or nobody answers. */
  ask(token: Token): Promise<Job | null>;
  /** False: nobody waits for it, any more or yet. */
  answer(nonce: string, job: Job | null): boolean;
}

/**
 * A job is asked for with a word made up for the purpose, and only a job with that word is done, once, and soon after:
 * a message that was kept and sent again is nothing.
 */
function createClaims(name: string, mail: Mail): Claims {
  const asked = new Map<string, (job: Job | null) => void>();
  const shunned = new Map<string, number>();
  return {
    async ask({ id, attempt, client }) {
      if ((shunned.get(client) ?? 0) > performance.now()) return null;
      shunned.delete(client);
      const nonce = unguessable();
      const { promise, resolve } = Promise.withResolvers<Job | null>();
      asked.set(nonce, resolve);
      const isThere = await mail.toClient(client, { kind: 'claim', id, attempt, worker: name, nonce });
      const giveUp = () => {
        if (isThere) shunned.set(client, performance.now() + SHUN_MS);
        resolve(null);
      };
      const timer = setTimeout(giveUp, isThere ? ANSWER_MS : 0);
      const job = await promise;
      clearTimeout(timer);
      asked.delete(nonce);
      return job;
    },
    answer(nonce, job) {
      const resolve = asked.get(nonce);
      asked.delete(nonce);
      resolve?.(job);
      return resolve !== undefined;
    },
  };
}

function giveBack({ id, client, nonce }: Job, mail: Mail): void {
  void mail.toClient(client, { kind: 'back', id, nonce });
}

async function perform(hold: Hold, runner: CodeRunner & CodeGrader, mail: Mail): Promise<void> {
  const { id, client, nonce, task } = hold.job;
  const onStarted = () => void mail.toClient(client, { kind: 'started', id, nonce });
  const result = await resultOf(task, { runner, signal: hold.stop.signal, onStarted });
  if (!hold.isGivenBack) await mail.toClient(client, { kind: 'done', id, nonce, result });
}

interface Means {
  readonly runner: CodeRunner & CodeGrader;
  readonly signal: AbortSignal;
  readonly onStarted: () => void;
}

async function resultOf(task: Task, { runner, signal, onStarted }: Means): Promise<Result> {
  switch (task.kind) {
    case 'run': {
      const { limits, ...job } = task;
      const narrower = limits?.wallMs === undefined ? {} : { limits: { wallMs: limits.wallMs } };
      for await (const event of runner.run({ ...job, ...narrower }, signal)) {
        if (event.kind === 'started') onStarted();
        if (event.kind === 'done') return { kind: 'run', outcome: event.outcome };
      }
      break;
    }
    case 'grade':
      for await (const event of runner.grade(task, signal)) {
        if (event.kind === 'started') onStarted();
        if (event.kind === 'done') return { kind: 'grade', grade: event.grade };
      }
  }
  throw new Error(`expected the runner to say how the ${task.kind} ended, it ended without a word`);
}
