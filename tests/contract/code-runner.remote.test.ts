import { openClient, openWorker } from '../support/remote-runner.ts';
import { startRedis } from '../support/redis-server.ts';
import { openTestRunner } from '../support/test-runner.ts';
import { codeRunnerContract, contractWallMs } from './code-runner.ts';

codeRunnerContract('the runner over Redis', async () => {
  const resources = new AsyncDisposableStack();
  const redis = resources.use(await startRedis());
  const local = resources.use(await openTestRunner({ wallMs: contractWallMs }));
  resources.use(openWorker(redis, local));
  const client = resources.use(openClient(redis));
  return { ...client, [Symbol.asyncDispose]: async () => await resources.disposeAsync() };
});
