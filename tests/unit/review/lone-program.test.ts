import { describe, expect, test } from 'vitest';
import { reviewer } from '../../support/reviewer.ts';

const waiting = 'import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n\n';
const runs = `${waiting}asyncio.run(main())\n`;
const fenced = (code: string) => `Why?\n\n\`\`\`py\n${code}\`\`\`\nThanks`;

describe('a program that runs by itself', () => {
  test('is found in a message, its lines those of its block', async () => {
    const { program } = await reviewer.review(fenced(runs));
    expect(program).toEqual({ code: runs, block: 0, firstLine: 4, overlapped: [] });
  });

  test('keeps its lines where something was taken out between them', async () => {
    const quoted = fenced(runs)
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n');
    const { program } = await reviewer.review(quoted);
    expect(program?.code).toBe(runs);
  });

  test.each([
    ['behind the name of the module', `${waiting}if __name__ == "__main__":\n    asyncio.run(main())\n`],
    ['in a function that is called', `${waiting}def start():\n    asyncio.run(main())\n\nstart()\n`],
    [
      'with a task of the loop',
      `${waiting}async def go():\n    await asyncio.get_running_loop().create_task(main())\n\nasyncio.run(go())\n`,
    ],
  ])('may start its loop %s', async (_, code) => {
    expect((await reviewer.review(code)).program?.code).toBe(code);
  });

  test.each([
    ['that starts nothing', waiting],
    ['that starts its loop in a function that nobody calls', `${waiting}def start():\n    asyncio.run(main())\n`],
    ['that needs a module from elsewhere', `import aiohttp\n${runs}`],
    ['that reads a file', `${runs}print(open("notes.txt").read())\n`],
    ['that asks at the keyboard', `name = input()\n${runs}`],
    ['that goes to the network', `${waiting}asyncio.run(asyncio.open_connection("a", 80))\n`],
    ['that does not parse', `${runs}print(\n`],
    ['whose fence is never closed', `\`\`\`py\n${runs}`],
    ['in two parts', `\`\`\`py\n${waiting}\`\`\`\nand\n\`\`\`py\nasyncio.run(main())\n\`\`\``],
    ['of a session', '>>> import asyncio\n>>> asyncio.run(asyncio.sleep(1))\n'],
  ])('is none %s', async (_, code) => {
    expect((await reviewer.review(code)).program).toBeNull();
  });
});

const fetch = 'import asyncio\n\nasync def fetch(n):\n    await asyncio.sleep(1)\n    return n\n\nasync def main():\n';
const started = '\nasyncio.run(main())\n';

describe('waits one after the other, put side by side', () => {
  test.each([
    [
      '    a = await fetch(1)\n    b = await fetch(2)\n    print(a, b)\n',
      '    a, b = await asyncio.gather(fetch(1), fetch(2))\n\n    print(a, b)\n',
    ],
    [
      '    await fetch(1)\n    await fetch(2)\n    await fetch(3)\n',
      '    await asyncio.gather(fetch(1), fetch(2), fetch(3))\n\n\n',
    ],
    ['    for n in range(3):\n        await fetch(n)\n', '    await asyncio.gather(*(fetch(n) for n in range(3)))\n\n'],
    [
      '    out = []\n    for n in range(3):\n        out.append(await fetch(n))\n    return out\n',
      '    out = []\n    out.extend(await asyncio.gather(*(fetch(n) for n in range(3))))\n\n    return out\n',
    ],
    [
      '    out = []\n    for n in range(3):\n        one = await fetch(n)\n        out.append(one)\n    return out\n',
      '    out = []\n    out.extend(await asyncio.gather(*(fetch(n) for n in range(3))))\n\n\n    return out\n',
    ],
    [
      '    return [await fetch(n) for n in range(3) if n]\n',
      '    return list(await asyncio.gather(*(fetch(n) for n in range(3) if n)))\n',
    ],
  ])('%j', async (apart, together) => {
    const { program } = await reviewer.review(fetch + apart + started);
    expect(program?.overlapped.map(({ code }) => code)).toEqual([fetch + together + started]);
  });

  test.each([
    [
      'a message stands between them',
      '    a = await fetch(1)\n    print("one")\n    b = await fetch(2)\n    print(a, b)\n',
    ],
    [
      'more is done in a round',
      '    out = {}\n    for n in range(3):\n        one = await fetch(n)\n        out[n] = one\n    return out\n',
    ],
  ])('is left to the learner where %s', async (_, apart) => {
    const review = await reviewer.review(fetch + apart + started);
    expect(review.findings).toHaveLength(1);
    expect(review.program?.overlapped).toEqual([]);
  });
});
