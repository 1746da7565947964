import { describe, expect, test } from 'vitest';
import { learnerId, requestId } from '#core/ids.ts';
import type { View } from '#core/view.ts';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

const waiting = 'import time\ntime.sleep(3600)\n';

/** Starts a run that waits, and gives its views as they come. */
function started(app: ReturnType<typeof testApp>['app']): AsyncIterator<View> {
  const request = {
    id: requestId(`run-${(runs += 1)}`),
    command: 'run',
    args: { code: waiting },
    learner: learnerId('test:ada'),
    place: { platform: 'test', visibility: 'private' },
    locale: 'en',
    receivedAt: 0,
  } as const;
  return app.handle(request, new AbortController().signal)[Symbol.asyncIterator]();
}

let runs = 0;

async function next(views: AsyncIterator<View>): Promise<View> {
  const { value, done } = await views.next();
  if (done === true) throw new Error('expected another view, the reply has ended');
  return value;
}

describe('the button that stops a run', () => {
  const playing = () => testApp({ runner: createScriptedRunner({ [waiting]: 'waits' }) });

  test('stands under a run that is running, and stops it', async () => {
    const { app, last } = playing();
    const views = started(app);
    const { args } = choiceFor(await next(views), 'cancel');
    expect(wordsOf(await last('cancel', args))).toContain('cancel.stopping');
    expect(wordsOf(await next(views))).toContain('run.cancelled');
  });

  test('stands under a run that waits in line, and takes it out', async () => {
    const { app, last } = playing();
    const first = started(app);
    await next(first);
    const second = started(app);
    const queued = await next(second);
    expect(queued.stage).toBe('passing');
    expect(wordsOf(await last('cancel', choiceFor(queued, 'cancel').args))).toContain('cancel.stopping');
    expect(wordsOf(await next(second))).toContain('run.cancelled');
    await first.return?.();
  });

  test('stops nothing of another learner, who is told what anybody is told when nothing runs', async () => {
    const { app, last } = playing();
    const views = started(app);
    const { args } = choiceFor(await next(views), 'cancel');
    const forged = await last('cancel', args, { learner: learnerId('test:eve') });
    expect(forged).toEqual(await last('cancel', { run: 'no-such-run' }));
    expect(wordsOf(forged)).toContain('cancel.nothing');
    expect(wordsOf(await last('cancel', args))).toContain('cancel.stopping');
  });

  test('is answered kindly when the run is over, or the bot has been started anew', async () => {
    const { app, last } = playing();
    const views = started(app);
    const { args } = choiceFor(await next(views), 'cancel');
    await last('cancel', args);
    await next(views);
    await views.next();
    const late = await last('cancel', args);
    expect([late.tone, wordsOf(late).includes('cancel.nothing')]).toEqual(['plain', true]);
    expect(await playing().last('cancel', args)).toEqual(late);
    expect(await last('cancel')).toEqual(late);
  });
});
