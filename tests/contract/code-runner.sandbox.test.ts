import { openTestRunner, tiers } from '../support/test-runner.ts';
import { codeRunnerContract, contractWallMs } from './code-runner.ts';

for (const tier of tiers)
  codeRunnerContract(`the runner with sandboxes of the tier \`${tier}\``, async () =>
    openTestRunner({ wallMs: contractWallMs }, { tier }),
  );
