import { fileURLToPath } from 'node:url';
import { runCommandLine } from '#cli/program.ts';

// The first signal asks for a clean stop, a second one ends the process at once.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => (stop.signal.aborted ? process.exit(130) : stop.abort(signal)));
}
// A reader that has seen enough (`… | head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const project = fileURLToPath(new URL('..', import.meta.url));
process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: environmentOf(project),
  folder: process.cwd(),
  project,
  stopping: stop.signal,
});

/** The environment, with what `.env` adds to it. */
function environmentOf(folder: string): Readonly<Record<string, string | undefined>> {
  try {
    // oxlint-disable-next-line node/no-process-env -- the one place that reads it
    process.loadEnvFile(`${folder}/.env`);
  } catch {
    // No .env is the usual case.
  }
  // oxlint-disable-next-line node/no-process-env -- the one place that reads it
  return process.env;
}
