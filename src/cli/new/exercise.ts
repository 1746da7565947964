import type { Terminal } from '../terminal.ts';
import { findRoom, firstSubject } from './find-place.ts';
import type { Plan } from './plan.ts';

/** `async/08-async-await/retry`: an exercise with its task, hints, programs, behaviours and a wrong solution. */
export function planExercise(name: string, terminal: Terminal): Plan {
  const { lesson, id } = findRoom(name, 'async/08-async-await/retry', terminal);
  const path = `content/${lesson.path}/exercises/${id}`;
  const { concept, chunk } = firstSubject(lesson);
  const files: Readonly<Record<string, string>> = {
    'exercise.yaml': `id: ${id}\ntitle: { en: Fetch all at once }\nconcept: ${concept}\nchunk: ${chunk}\n`,
    'task.md': task,
    'hints.md': hints,
    'starter.py': program('    return []'),
    'solution.py': program('    return await asyncio.gather(*(fetch(name) for name in names))'),
    'tests.py': tests,
    'mutants/one_by_one.py': `# caught by: ${together}\n${program('    return [await fetch(name) for name in names]')}`,
  };
  return {
    made: Object.entries(files).map(([file, text]) => ({ path: `${path}/${file}`, text })),
    edited: [],
    next: `write your exercise into ${path}, then ./bin/studyloop check`,
  };
}

const task = `\`fetch(name)\` takes a second. Write \`fetch_all(names)\`: it fetches every name, all at the same time, and returns what came
in the order of the names.
`;

const hints = `1. Look at which of the calls have to wait for each other, and which do not.
2. \`await\` in a loop waits for one call before it begins the next.
3. \`asyncio.gather\` takes several coroutines and waits for all of them.
`;

/** With the last lines of \`fetch_all\`, indented. */
const program = (body: string): string => `import asyncio


async def fetch(name):
    await asyncio.sleep(1)
    return name.upper()


async def fetch_all(names):
${body}


if __name__ == "__main__":
    print(asyncio.run(fetch_all(["a", "b"])))
`;

/** Names of behaviours are sentences that the learner may read. */
const inOrder = 'returns what came in the order of the names';
const together = 'fetches all names at the same time';

const tests = `from grading import attempt, behaviour, expect, learner, now, seconds


@behaviour("${inOrder}", "fetch_all did not come back.")
async def in_order():
    ended = await attempt(learner.fetch_all, ["b", "a"])
    expect(ended.returned and list(ended.value) == ["B", "A"], f"fetch_all(['b', 'a']) gives ['B', 'A'], but {ended}.")


@behaviour("${together}", "fetch_all did not come back.")
async def together():
    await attempt(learner.fetch_all, ["a", "b", "c"])
    expect(now() == 1, f"Three names take one second, not {seconds([now()])}.")
`;
