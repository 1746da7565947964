import { openTestRunner } from '../support/test-runner.ts';
import { codeRunnerContract, contractWallMs } from './code-runner.ts';

codeRunnerContract('the runner with sandboxes of bubblewrap', async () => openTestRunner({ wallMs: contractWallMs }));
