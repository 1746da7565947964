import { openTestRunner } from '../support/test-runner.ts';
import { codeGraderContract } from './code-grader.ts';

codeGraderContract('the grader with sandboxes of the pool', async () => openTestRunner());
