import { graderSamples } from '../support/grader-samples.ts';
import { openTestRunner } from '../support/test-runner.ts';
import { codeGraderContract } from './code-grader.ts';

codeGraderContract('the grader with its sandbox', async () => await openTestRunner({ wallMs: 4_000 }), graderSamples);
