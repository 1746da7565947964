import { openTestRunner, runOnce } from '../../support/test-runner.ts';

/** Runs two programs of two processes each that would take an hour. It is there to be killed. */
await using runner = await openTestRunner();
const code = 'import os, time\nif os.fork() == 0:\n    os.setsid()\ntime.sleep(3600)\n';
await Promise.all([runOnce(runner, { code }), runOnce(runner, { code })]);
