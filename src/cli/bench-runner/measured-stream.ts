import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Terminal } from '../terminal.ts';

const streamResult = z.looseObject({ id: z.string(), outcome: z.string(), stdout: z.string() });

/** A result of `run --jsonl`; what a measurement does not need is in there unread. */
export type StreamResult = z.infer<typeof streamResult>;

/** A program of its own, `studyloop run --jsonl`: what is measured through it is what its users wait for. */
export interface MeasuredStream extends AsyncDisposable {
  readonly pid: number;
  /** Sends the request and settles with its result; rejects when the program did not end well. */
  run(request: { readonly code: string; readonly timeline?: true }): Promise<StreamResult>;
}

/** Starts the program; the first request waits until it can run anything. */
export function openMeasuredStream({
  project,
  environment,
}: Pick<Terminal, 'project' | 'environment'>): MeasuredStream {
  const child = spawn(join(project, 'bin/studyloop'), ['run', '--jsonl'], {
    env: { ...environment, LOG_LEVEL: 'silent' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const asked = new Map<string, PromiseWithResolvers<StreamResult>>();
  let last = 0;
  child.once('exit', (code) => {
    for (const { reject } of asked.values()) reject(new Error(`run --jsonl ended with ${code} before its answer`));
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const result = streamResult.parse(JSON.parse(line));
    const waiting = asked.get(result.id);
    if (result.outcome === 'finished') waiting?.resolve(result);
    else waiting?.reject(new Error(`expected a program that ends well, found one that ${result.outcome}`));
    asked.delete(result.id);
  });
  return {
    pid: pidOf(child),
    run(request) {
      last += 1;
      const answer = Promise.withResolvers<StreamResult>();
      asked.set(String(last), answer);
      child.stdin.write(`${JSON.stringify({ id: String(last), ...request })}\n`);
      return answer.promise;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('run --jsonl could not be started: is bin/studyloop there?');
  return pid;
}
