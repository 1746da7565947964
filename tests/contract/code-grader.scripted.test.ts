import { createScriptedGrader } from '../support/scripted-grader.ts';
import { codeGraderContract, type GraderSamples } from './code-grader.ts';

const samples: GraderSamples = {
  tests: 'behaviours of double',
  right: 'def double(number): return number * 2\n',
  wrong: 'def double(number): return 0\n',
  misspelt: 'def double(number) return 0\n',
  endless: 'while True: pass\n',
};
const [three, zero] = ['double(3) is 6', 'double(0) is 0'];

codeGraderContract(
  'the scripted grader that other tests use',
  async () => ({
    ...createScriptedGrader({
      [samples.right]: {
        kind: 'passed',
        tests: [three, zero].map((name) => ({ name, passed: true, message: '' })),
      },
      [samples.wrong]: {
        kind: 'failed',
        tests: [
          { name: three, passed: false, message: 'double(3) gave 0.' },
          { name: zero, passed: true, message: '' },
        ],
      },
      [samples.misspelt]: { kind: 'error', line: 1, message: "expected ':'" },
      [samples.endless]: 'waits',
    }),
    [Symbol.asyncDispose]: async () => {},
  }),
  samples,
);
