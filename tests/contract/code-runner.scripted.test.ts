import type { Outcome } from '#core/outcome.ts';
import { createScriptedRunner } from '../support/scripted-runner.ts';
import { codeRunnerContract, contractPrograms } from './code-runner.ts';

const finished = (exitCode: number, stdout: string): Outcome => ({
  kind: 'finished',
  exitCode,
  signal: null,
  stdout,
  stderr: '',
  truncated: false,
  clock: 'real',
  clockMs: 1,
  realMs: 1,
  approximate: [],
  wallMs: 2,
  cpuMs: 1,
  peakBytes: 1,
  findings: [],
});

codeRunnerContract(
  'the scripted runner that other tests use',
  async () => ({
    ...createScriptedRunner({
      [contractPrograms.hello]: finished(0, 'hello\n'),
      [contractPrograms.three]: finished(3, 'leaving\n'),
      [contractPrograms.waits]: 'waits',
    }),
    [Symbol.asyncDispose]: async () => {},
  }),
  { executes: 'its outcomes are written down', limits: 'it has none of its own' },
);
