import { openTestRunner } from '../support/test-runner.ts';
import { codeGraderContract } from './code-grader.ts';

const tests = `from grading import behaviour, expect, learner


@behaviour("double(3) is 6", "double(3) did not give 6.")
async def three():
    came = await learner.double(3)
    expect(came == 6, f"double(3) gave {came!r}, where 6 was expected.")


@behaviour("double(0) is 0", "double(0) did not give 0.")
async def zero():
    came = await learner.double(0)
    expect(came == 0, f"double(0) gave {came!r}, where 0 was expected.")
`;

codeGraderContract('the grader with its sandbox', async () => await openTestRunner({ wallMs: 4_000 }), {
  tests,
  right: 'async def double(number):\n    return number * 2\n',
  wrong: 'async def double(number):\n    return 0\n',
  misspelt: 'async def double(number)\n    return 0\n',
  endless: 'while True:\n    pass\n',
});
