import { createScriptedGrader } from '../support/scripted-grader.ts';
import { codeGraderContract, contractSolutions } from './code-grader.ts';

const tests = ['can be awaited', 'gives 42'].map((name) => ({ name, passed: true, message: '' }));

codeGraderContract('the scripted grader that other tests use', async () => ({
  ...createScriptedGrader({
    [contractSolutions.right]: { kind: 'passed', tests },
    [contractSolutions.wrong]: {
      kind: 'failed',
      tests: [
        { name: 'can be awaited', passed: true, message: '' },
        { name: 'gives 42', passed: false, message: 'answer gave 41.' },
      ],
    },
    [contractSolutions.broken]: { kind: 'error', line: 1, message: 'SyntaxError: invalid syntax' },
    [contractSolutions.waits]: 'waits',
  }),
  [Symbol.asyncDispose]: async () => {},
}));
