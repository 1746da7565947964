import type { GraderSamples } from '../contract/code-grader.ts';

/** An exercise that asks for `double(number)`, as the grader with its sandbox reads it. */
export const graderSamples: GraderSamples = {
  tests: `from grading import behaviour, expect, learner


@behaviour("double(3) is 6", "double(3) did not give 6.")
async def three():
    came = await learner.double(3)
    expect(came == 6, f"double(3) gave {came!r}, where 6 was expected.")


@behaviour("double(0) is 0", "double(0) did not give 0.")
async def zero():
    came = await learner.double(0)
    expect(came == 0, f"double(0) gave {came!r}, where 0 was expected.")
`,
  right: 'async def double(number):\n    return number * 2\n',
  wrong: 'async def double(number):\n    return 0\n',
  misspelt: 'async def double(number)\n    return 0\n',
  endless: 'while True:\n    pass\n',
};
