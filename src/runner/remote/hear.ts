import type { Desk } from './desk.ts';
import type { ToClient } from './messages.ts';
import type { Grant, OpenRun } from './open-run.ts';
import { finish, offer, takeTurn } from './run-steps.ts';

/** Does what a message to this process asks for. One that is about nothing of ours, or came too late, changes nothing. */
export function hear(message: ToClient, desk: Desk): void {
  const run = desk.runs.get(message.id);
  switch (message.kind) {
    case 'claim':
      return grant(message, run, desk);
    case 'turn':
      return run === undefined ? undefined : takeTurn(run, desk);
    case 'cancel':
      return run?.stop.abort();
    case 'started':
    case 'done':
    case 'back': {
      // Only the worker that has the job knows that word.
      const held = run === undefined ? null : heldBy(run, message.nonce);
      return run === undefined || held === null ? undefined : progress(message, { run, held, desk });
    }
  }
}

function heldBy(run: OpenRun, nonce: string): Grant | null {
  return run.state === 'held' && run.grant?.nonce === nonce ? run.grant : null;
}

/** The first worker to ask gets the job. */
function grant(claim: Extract<ToClient, { kind: 'claim' }>, run: OpenRun | undefined, desk: Desk): void {
  const { id, worker, nonce, attempt } = claim;
  if (run?.state !== 'offered' || run.attempt !== attempt) return desk.mail.toWorker(worker, { kind: 'no', nonce });
  run.state = 'held';
  run.grant = { worker, nonce, since: performance.now(), missingSince: null };
  desk.mail.toWorker(worker, { kind: 'job', id, client: desk.client, nonce, task: run.task });
  desk.line.take(id, worker).catch(desk.outage.failed);
}

interface Held {
  readonly run: OpenRun;
  readonly held: Grant;
  readonly desk: Desk;
}

function progress(message: Extract<ToClient, { kind: 'started' | 'done' | 'back' }>, { run, held, desk }: Held): void {
  switch (message.kind) {
    case 'started':
      if (!run.isStarted) run.tell({ kind: 'started' });
      run.isStarted = true;
      return;
    case 'done':
      desk.pace.record(performance.now() - held.since);
      return finish(run, message.result, desk);
    case 'back':
      return run.stop.signal.aborted ? finish(run, { kind: 'cancelled' }, desk) : offer(run, desk);
  }
}
