import { pythonNamed } from './process-tree.ts';
import { openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';

/** Runs two programs of two processes each that would take an hour. It is there to be killed. */
const tier = tiers.find((name) => name === process.argv[2]) ?? 'pool';
await using runner = await openTestRunner({}, { tier });
const code = `${pythonNamed('stop-with-bot')}import os, time\nif os.fork() == 0:\n    os.setsid()\ntime.sleep(3600)\n`;
await Promise.all([runOnce(runner, { code, clock: 'real' }), runOnce(runner, { code, clock: 'real' })]);
