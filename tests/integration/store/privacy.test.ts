import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { courseId, exerciseId, learnerId, requestId } from '#core/ids.ts';
import { openStore } from '#store/open-store.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

test('of a solution that was sent nothing is on disk but its hash', async () => {
  using folder = makeTemporaryFolder();
  {
    await using store = await openStore(`sqlite:${join(folder.path, 'studyloop.db')}`);
    await store.exercises.record({
      learner: learnerId('test:ada'),
      course: courseId('async-python'),
      exercise: exerciseId('retry'),
      request: requestId('event-1'),
      code: 'print("a secret of mine")',
      verdict: 'failed',
      failing: 'waits between tries',
      hints: 1,
      at: 1_000,
    });
  }
  const files = readdirSync(folder.path, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const bytes = files
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  const written = Buffer.concat(bytes).toString('latin1');
  expect(written).toContain('waits between tries');
  expect(written).not.toContain('secret of mine');
});
