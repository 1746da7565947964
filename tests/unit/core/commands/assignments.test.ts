import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher } from '../../../support/classroom.ts';

const said = (key: string, values: object) => JSON.stringify(`${key} ${JSON.stringify(values)}`).slice(1, -1);
/** The clock of the tests begins 1,000 seconds into 1970. */
const inTwoHours = '1970-01-01 02:30';

test('a learner sees what is open, how long it is by their own clock, and the way to it', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('assignments', {}, as('ada')))).toContain('assign.none');
  await last('assign', { what: 'double', due: inTwoHours }, asTeacher());
  const view = await last('assignments', {}, as('ada'));
  expect(wordsOf(view)).toContain(said('assign.left-hours', { count: 2 }).replaceAll('\\"', '\\\\\\"'));
  expect(choiceFor(view, 'exercise').args).toEqual({ course: 'async', exercise: 'double' });
  const west = { ...as('ada'), zone: 'America/New_York' };
  expect(wordsOf(await last('assignments', {}, west))).toContain('count\\\\\\":7');
  const east = { ...as('ada'), zone: 'Asia/Shanghai' };
  expect(wordsOf(await last('assignments', {}, east))).toContain('assign.left-over');
});

test('what is done is told as done, and a teacher sees how many have done it', async () => {
  const { last } = testApp();
  await last('assign', { what: '1', due: '1970-01-02' }, asTeacher());
  await last('lesson', { course: 'async' }, as('ada'));
  await last('lesson', {}, as('bob'));
  await last('next', {}, as('ada'));
  expect(wordsOf(await last('assignments', {}, as('ada')))).toContain('assign.own-done');
  const forTeacher = wordsOf(await last('assignments', {}, asTeacher()));
  expect(forTeacher).toContain('\\"done\\":1,\\"members\\":3');
  expect(forTeacher).not.toContain('ada');
});

test('the course and the progress say in a line what is open, and nothing where nothing is', async () => {
  const { last } = testApp();
  for (const command of ['lesson', 'progress'])
    expect(wordsOf(await last(command, {}, as('ada')))).not.toContain('assign.line');
  await last('assign', { what: 'double', due: '1970-01-09' }, asTeacher());
  for (const command of ['lesson', 'progress'])
    expect(wordsOf(await last(command, {}, as('ada')))).toContain('assign.line');
});
