import { afterAll, describe, expect, test } from 'vitest';
import { plain } from '#core/inline.ts';
import type { View } from '#core/view.ts';
import { choicesOf, testApp } from '../../support/app.ts';
import { realLibrary } from '../../support/real-views.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const runner = await openTestRunner();
afterAll(async () => await runner[Symbol.asyncDispose]());
const { ask, last } = testApp({ library: realLibrary(), runner });

const fetch = 'import asyncio\n\nasync def fetch(n):\n    await asyncio.sleep(2)\n    return n\n\n';
const started = '\nasyncio.run(main())\n';

const sentences = ({ blocks }: View): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'prose' ? [plain(block.spans)] : []));

const proofs = (view: View): readonly string[] => sentences(view).filter((one) => /\bI ran it\b/u.test(one));

test('what was read is there at once; what was run replaces it', async () => {
  const code = `${fetch}async def main():\n    a = await fetch(1)\n    b = await fetch(2)\n    return a + b\n${started}`;
  const [read, ran, ...others] = await ask('review', { code });
  expect(others).toEqual([]);
  expect(read?.stage).toBe('passing');
  expect(ran?.stage).toBe('final');
  const told = ran === undefined ? [] : sentences(ran);
  expect(told.filter((one) => !proofs(ran ?? emptyView).includes(one))).toEqual(
    read === undefined ? [] : sentences(read),
  );
});

const emptyView: View = { title: '', tone: 'plain', audience: 'learner', stage: 'final', blocks: [] };

describe('the run says of waits one after the other', () => {
  test.each([
    { name: 'two of them', body: '    a = await fetch(1)\n    b = await fetch(2)\n    return a + b\n', apart: '4 s' },
    {
      name: 'three that give nothing',
      body: '    await fetch(1)\n    await fetch(2)\n    await fetch(3)\n',
      apart: '6 s',
    },
    {
      name: 'those of a loop',
      body: '    out = []\n    for n in range(5):\n        out.append(await fetch(n))\n    print(out)\n',
      apart: '10 s',
    },
  ])('$name: how long they took, and how long they take together', async ({ body, apart }) => {
    const view = await last('review', { code: `${fetch}async def main():\n${body}${started}` });
    expect(proofs(view)).toEqual([`I ran it both ways: ${apart} as it is, 2 s with these waits side by side.`]);
  });

  test('nothing where the program says something else then', async () => {
    const asks = fetch.replace(
      'return n',
      'return "late" if asyncio.get_running_loop().time() - begun > 3 else "early"',
    );
    const body =
      '    global begun\n    begun = asyncio.get_running_loop().time()\n    a = await fetch(1)\n    b = await fetch(2)\n    print(a, b)\n';
    const view = await last('review', { code: `${asks}async def main():\n${body}${started}` });
    expect(sentences(view)[1]).toContain('These do not need each other');
    expect(proofs(view)).toEqual([]);
  });
});

const blocked = `import asyncio
import time

async def beat():
    for _ in range(3):
        await asyncio.sleep(0.5)

async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0)
    time.sleep(2)
    await task

asyncio.run(main())
`;

describe('the run proves what was read', () => {
  test('a loop that stood still, with its line in the block and who waited', async () => {
    const view = await last('review', { code: `Why is it late?\n\n\`\`\`py\n${blocked}\`\`\`` });
    expect(proofs(view)).toEqual(['When I ran it, line 11 held up the loop for 2 s. Kept waiting: beat.']);
    expect(sentences(view)[0]).toBe('Worth doing · line 11');
  });

  test('a loop held up by a plain function, told at the line that calls it', async () => {
    const helper = blocked
      .replace('    time.sleep(2)', '    save()')
      .replace('async def main', 'def save():\n    time.sleep(2)\n\nasync def main');
    const view = await last('review', { code: helper });
    expect(sentences(view)[0]).toBe('Worth doing · line 14');
    expect(proofs(view)).toEqual(['When I ran it, line 9 held up the loop for 2 s. Kept waiting: beat.']);
  });

  test('a coroutine that never ran', async () => {
    const view = await last('review', { code: `${fetch}async def main():\n    fetch(1)\n${started}` });
    expect(proofs(view)).toEqual(['When I ran it, nothing inside `fetch()` ran.'.replaceAll('`', '')]);
  });

  test('a queue that never ends, with the story of who waits for what', async () => {
    const code = `import asyncio

async def worker(q):
    while True:
        print(await q.get())

async def main():
    q = asyncio.Queue()
    q.put_nowait(1)
    task = asyncio.create_task(worker(q))
    await q.join()
    task.cancel()

asyncio.run(main())
`;
    const [told] = proofs(await last('review', { code }));
    expect(told).toContain('it stopped for good: main waits in line 11 for every item of q');
  });
});

const lost = `import asyncio

class Mailer:
    def send(self, to):
        self.pending = asyncio.get_running_loop().create_task(self._send(to))

    async def _send(self, to):
        await asyncio.sleep(0.1)
        raise ConnectionError("no route to " + to)

async def main():
    Mailer().send("ada")
    await asyncio.sleep(1)

asyncio.run(main())
`;

describe('what only the run saw is a remark of its rule', () => {
  test('an error that nobody asked for, at the line that made the task', async () => {
    const [read, ran] = await ask('review', { code: lost });
    expect(read?.tone).toBe('praise');
    expect(ran && sentences(ran)[0]).toBe('Worth doing · line 5');
    expect(ran && proofs(ran)).toEqual([
      'When I ran it, Mailer._send failed with ConnectionError in line 9, and nobody heard of it.',
    ]);
    const hints = ran === undefined ? [] : choicesOf(ran).filter(({ command }) => command === 'remark');
    expect(hints.map(({ args }) => args['rule'])).toEqual(['task_exception_never_retrieved']);
  });

  test('two locks taken crosswise are told by themselves, with their page and its question', async () => {
    const code = `import asyncio

async def move(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            print("moved")

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(move(a, b), move(b, a))

asyncio.run(main())
`;
    const view = await last('review', { code });
    expect(view.tone).toBe('warning');
    expect(sentences(view)[0]).toBe('Must be mended · line 6');
    expect(proofs(view)).toHaveLength(1);
    expect(sentences(view)[1]).toContain('Each waits for the next, so none can go on.');
    expect(choicesOf(view).map(({ command }) => command)).toEqual(['lesson', 'quiz']);
  });
});

test('each thing is said once, however often the run met it', async () => {
  const code = blocked.replace('    time.sleep(2)\n', '    for _ in range(4):\n        time.sleep(1)\n');
  const view = await last('review', { code });
  expect(proofs(view)).toEqual(['When I ran it, line 12 held up the loop for 4 s. Kept waiting: beat.']);
  expect(sentences(view).filter((one) => one.startsWith('Worth doing'))).toHaveLength(1);
});

test('a program that ends in an error adds nothing of its own', async () => {
  const [read, ran] = await ask('review', {
    code: lost.replace('await asyncio.sleep(1)', 'await asyncio.sleep(1)\n    print(1 / 0)'),
  });
  expect(ran?.blocks).toEqual(read?.blocks);
});

test('a program that never ends is stopped, and the review stays as it was read', async () => {
  const endless = blocked.replace('    time.sleep(2)\n', '    while True:\n        pass\n');
  const [read, ran] = await ask('review', { code: endless });
  expect(ran?.blocks).toEqual(read?.blocks);
});

test('a program that is well is praised for what it does', async () => {
  const code = `${fetch}async def main():\n    async with asyncio.TaskGroup() as group:\n        group.create_task(fetch(1))\n        group.create_task(fetch(2))\n${started}`;
  const view = await last('review', { code });
  expect(view.tone).toBe('praise');
  expect(sentences(view)).toEqual([
    'Nothing to mend: this reads as good async Python. The task group in line 8 waits for all its tasks, and stops the others when one fails.',
  ]);
});
