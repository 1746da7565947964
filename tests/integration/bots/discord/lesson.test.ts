import { expect, test } from 'vitest';
import type { Person } from '../../../support/discord/people/person.ts';
import { pageCount } from '../../../support/page-count.ts';
import { helloRunner } from '../../../support/held-runner.ts';
import { startBot } from './start-bot.ts';

/** Reads on until the course ends; gives the titles of the pages. */
async function readOn(person: Person): Promise<readonly string[]> {
  const titles: string[] = [];
  let shown = await person.slash('lesson', { course: 'async' }).answer();
  while (shown.buttons.some(({ label }) => label === 'Next' || label === '下一页')) {
    titles.push(shown.text.split('\n')[0] ?? '');
    const label = shown.buttons.find((button) => button.label === 'Next' || button.label === '下一页')?.label ?? '';
    const next = person.press(label);
    const before = shown.text;
    shown = await next.sees(/[^]/u);
    expect(shown.text).not.toBe(before);
  }
  return titles;
}

test.each(['guild', 'dm', 'user install', 'group'] as const)(
  'somebody reads the whole lesson, runs a program, edits it and answers a question: %s',
  async (place) => {
    const { server, app } = await startBot({ runner: helloRunner });
    const ann = server.person('Ann', { in: place });
    const titles = await readOn(ann);
    expect(new Set(titles).size).toBe(pageCount);

    const page = await ann.slash('lesson', { course: 'async', chunk: '1' }).answer();
    expect(page.isPrivate).toBe(place !== 'dm');
    const result = await ann.press('Run', page.id).sees('hello');
    expect(result.text).toContain('Finished in 1 ms.');
    const editor = ann.press('Edit', page.id);
    const form = await editor.form();
    expect(form.title).toBe(app.speak('en')('form.run-title'));
    const edited = ann.submit(editor, { 'Your program': 'print("hello")' });
    expect((await edited.sees('hello')).id).not.toBe(page.id);

    const question = await ann.slash('quiz').answer();
    const [option] = question.buttons;
    const answered = await ann.press(option?.label ?? '', question.id).sees(/Right|Not quite|wrong/iu);
    expect(answered.id).toBe(question.id);
  },
);

test('several people learn side by side, each in their language and at their place', async () => {
  const { server } = await startBot();
  const people = [server.person('Ann'), server.person('Bo', { locale: 'zh-CN' }), server.person('Cy', { in: 'dm' })];
  const pages = await Promise.all(people.map(async (person) => await readOn(person)));
  expect(pages.map((titles) => titles.length)).toEqual([pageCount, pageCount, pageCount]);
  const [ann, bo] = people;
  if (ann === undefined || bo === undefined) throw new Error('expected people');
  expect((await bo.slash('progress').answer()).text).toMatch(/\p{Script=Han}/u);
  expect((await ann.slash('progress').answer()).isPrivate).toBe(true);
});

test('what can be typed is offered while it is typed', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  expect(ann.commands()).toEqual([
    'lesson',
    'next',
    'back',
    'run',
    'review',
    'explain',
    'quiz',
    'exercise',
    'progress',
    'assignments',
    'leaderboard',
    'reading',
    'anki',
    'daily',
    'language',
    'timezone',
    'remind',
    'link',
    'unlink',
    'privacy',
    'mydata',
    'help',
    // Discord does not know whom somebody made a teacher.
    'class',
    'assign',
    'goal',
    'reports',
    'audit',
    'Run code',
    'Review code',
    'Explain error',
    'Check solution',
  ]);
  expect(server.person('Bo', { locale: 'zh-CN' }).commands()).toContain('运行代码');
  const courses = await ann.types('lesson', { option: 'course', text: 'as' });
  expect(courses.map(({ value }) => value)).toContain('async');
  const pages = await ann.types('lesson', { option: 'chunk', text: '1', others: { course: 'async' } });
  expect(pages.length).toBeGreaterThan(1);
  expect(await ann.types('quiz', { option: 'concept', text: 'zzzz' })).toEqual([]);
});
