import type { Quiz } from '#core/quiz/quiz.ts';
import type { Tree } from './content-tree.ts';
import { loadTree, smallTree } from './content-tree.ts';

/** Where the questions of `treeWith` stand. */
export const samplesFile = 'async/08-basics/quizzes/020-samples.yaml';
export const samplesLock = 'async/08-basics/quizzes/020-samples.lock.yaml';

/** The small course with these questions besides its own, and what is on record of them. */
export function treeWith(questions: string, record: string | null = null): Tree {
  return {
    ...smallTree,
    [samplesFile]: questions,
    ...(record === null ? {} : { [samplesLock]: record }),
  };
}

const head = `  concept: await
  chunk: waiting
  ask: { en: 'What is so?' }`;

const wrong = `      misconception: always-yields
      because: { en: It tempts. }`;

const right = `      right: true
      because: { en: So it is. }`;

/** One question of each type that programs settle, each of which holds. */
export const samples = {
  single: `- id: a-single
  type: single
${head}
  code: |
    raise ValueError("no")
  shows: { error: ValueError }
  options:
    - value: { en: it fails }
${right}
    - value: { en: it ends }
${wrong}
    - value: { en: it waits }
${wrong}
`,
  predict: `- id: a-prediction
  type: predict
${head}
  vary:
    first: [Ann, Amy]
    times: [1, 2]
  code: |
    print("$first " * $times)
    print("end")
  key: { stdout-line: 1 }
  options:
    - ${right.trim()}
    - value: { en: 'end $first' }
${wrong}
    - value: { en: end }
${wrong}
`,
  seconds: `- id: some-seconds
  type: seconds
${head}
  vary:
    short: [0.1, 0.2]
    long: [0.5, 0.7]
  code: |
    import asyncio

    async def main():
        await asyncio.gather(asyncio.sleep($short), asyncio.sleep($long))

    asyncio.run(main())
  options:
    - value: $(max(short, long))
${right}
    - value: $(short + long)
${wrong}
    - value: $short
${wrong}
`,
  next: `- id: who-is-next
  type: next
${head}
  code: |
    import asyncio

    async def other():
        print("o")

    async def main():
        task = asyncio.create_task(other())
        print("m")
        await task
        print("m")

    asyncio.run(main())
  key: { printed-by: 2 }
  options:
    - value: { en: other }
${right}
    - value: { en: main }
${wrong}
    - value: { en: nobody }
${wrong}
`,
  bug: `- id: a-bug
  type: bug
${head}
  code: |
    import asyncio

    async def fetch():
        await asyncio.sleep(0.2)
        return 1

    async def main():
        one = fetch()
        print(one)

    asyncio.run(main())
  shows: { stdout: '1' }
  options:
    - line: one = fetch()
      instead: one = await fetch()
${right}
    - line: print(one)
      instead: print(one())
${wrong}
    - line: return 1
${wrong}
`,
  order: `- id: an-order
  type: order
${head}
  code: |
    import asyncio

    async def fetch(name):
        await asyncio.sleep(0.1)
        return name

    async def main():
        # lines

    asyncio.run(main())
  lines:
    start-a: a = asyncio.create_task(fetch("a"))
    start-b: b = asyncio.create_task(fetch("b"))
    both: print(await a, await b)
  shows: { stdout: a b, seconds: 0.1 }
  mistakes:
    - before: [both, start-a]
${wrong}
    - before: [both, start-b]
${wrong}
`,
  fix: `- id: a-fix
  type: fix
${head}
  code: |
    import asyncio

    async def main():
        asyncio.sleep(0.3)
        print("done")

    asyncio.run(main())
  shows: { stdout: done, seconds: 0.3, findings: [] }
  keep: ['print("done")']
  fixed: |
    import asyncio

    async def main():
        await asyncio.sleep(0.3)
        print("done")

    asyncio.run(main())
  because: { en: It waits now. }
  mistakes:
    - attempt: |
        import time
        time.sleep(0.1)
        print("done")
      shows: { stdout: done, seconds: 0.1 }
${wrong}
`,
} as const;

/** All of them. */
export const everySample = Object.values(samples).join('');

/** What `check --update` puts on record of them. */
export const everyRecord = `a-prediction:
  answers:
    first Ann, times 1: Ann
    first Ann, times 2: Ann Ann
    first Amy, times 1: Amy
    first Amy, times 2: Amy Amy
an-order:
  orders:
    - start-a start-b both
    - start-b start-a both
`;

/** The samples as the loader reads them. */
export function sampleQuizzes(): readonly Quiz[] {
  const loaded = loadTree(treeWith(everySample, everyRecord));
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  const written = loaded.folders.flatMap(({ lessons }) => lessons).flatMap(({ quizzes }) => quizzes);
  return written.filter(({ file }) => file === samplesFile).map(({ quiz }) => quiz);
}
