import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLibrary } from '#content/kept-library.ts';
import { project, temporaryFolder } from '../../support/program.ts';
import { cp } from 'node:fs/promises';

const open = async (root: string, kept: string) => {
  const opened = await openLibrary(root, kept);
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  return opened.library;
};

test('what is kept is the same library, and speaks the same words', async () => {
  await using folder = await temporaryFolder();
  const kept = join(folder.path, 'kept.json');
  const read = await open(join(project, 'content'), kept);
  const again = await open(join(project, 'content'), kept);
  expect(again.courses).toEqual(read.courses);
  expect(again.courses).not.toBe(read.courses);
  expect(again.speak('zh')('button.next')).toBe(read.speak('zh')('button.next'));
  expect(Object.isFrozen(again.courses[0]?.chunks[0])).toBe(true);
});

test('a file that changed is read again; a broken one is told, and the kept library is not used', async () => {
  await using folder = await temporaryFolder();
  const [root, kept] = [join(folder.path, 'content'), join(folder.path, 'kept.json')];
  await cp(join(project, 'content'), root, { recursive: true });
  await open(root, kept);
  const texts = join(root, 'texts/en.yaml');
  writeFileSync(texts, readFileSync(texts, 'utf8').replace(/^button.next: .*$/mu, 'button.next: Onward'));
  expect((await open(root, kept)).speak('en')('button.next')).toBe('Onward');
  appendFileSync(texts, 'nonsense: x\n');
  expect(await openLibrary(root, kept)).toMatchObject({ kind: 'problems', problems: [{ file: 'texts/en.yaml' }] });
});

test('a kept file that is damaged or cannot be written is no reason not to open', async () => {
  await using folder = await temporaryFolder();
  const kept = join(folder.path, 'kept.json');
  writeFileSync(kept, '{"fingerprint":');
  expect((await open(join(project, 'content'), kept)).courses).toHaveLength(1);
  expect((await open(join(project, 'content'), join(kept, 'below/a/file'))).courses).toHaveLength(1);
});
