import { expect, test } from 'vitest';
import { reviewer } from '../../support/reviewer.ts';
import { reviewPrograms } from '../../support/review-programs.ts';

const wait = 'import asyncio\n\nasync def one(n):\n    await asyncio.sleep(n)\n\n';

test.each([
  [
    'task-group',
    7,
    'async def main():\n    async with asyncio.TaskGroup() as group:\n        group.create_task(one(1))\n        group.create_task(one(2))\n',
  ],
  ['timeout', 7, 'async def main():\n    async with asyncio.timeout(5):\n        await one(1)\n'],
  ['semaphore', 9, 'limit = asyncio.Semaphore(3)\n\nasync def main():\n    async with limit:\n        await one(1)\n'],
  ['thread', 10, 'import time\n\nasync def main():\n    await one(1)\n    await asyncio.to_thread(time.sleep, 1)\n'],
  [
    'clean-up',
    10,
    'async def main(session):\n    try:\n        await one(1)\n    finally:\n        await session.close()\n',
  ],
])('%s is praised at its line', async (kind, blockLine, code) => {
  expect((await reviewer.review(wait + code)).praises).toEqual([{ kind, block: 0, blockLine }]);
});

test('code that is plain is not praised for what it lacks', async () => {
  expect((await reviewer.review(`${wait}asyncio.run(one(1))\n`)).praises).toEqual([]);
});

test('nothing is praised beside a mistake', async () => {
  for (const { code, heading } of reviewPrograms('mistakes.txt')) {
    const { findings, praises } = await reviewer.review(code);
    if (findings.length > 0) expect(praises, heading).toEqual([]);
  }
});

test('what is praised stands in the code', async () => {
  for (const { code, heading } of reviewPrograms('clean.txt')) {
    const { praises } = await reviewer.review(code);
    for (const { blockLine } of praises) expect(code.split('\n')[blockLine - 1]?.trim(), heading).toBeTruthy();
  }
});
