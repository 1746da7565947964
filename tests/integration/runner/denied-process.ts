import { createTestRunner, runOnce } from '../../support/test-runner.ts';

/** Writes, as JSON, how programs are run where it was started, and how one ended. */
await using runner = createTestRunner();
const outcome = await runOnce(runner, { code: 'print("hello")' });
const tier = await runner.tier();
console.log(JSON.stringify({ tier, outcome }));
