import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportClass } from '#core/classes/export-class.ts';
import { conceptId, courseId, exerciseId, learnerId, misconceptionId } from '#core/ids.ts';
import { smallCourse } from '../../../support/library.ts';

const line = {
  firstSeen: 0,
  lastSeen: 86_400_000,
  answers: 12,
  rightAnswers: 9,
  right: [conceptId('await')],
  wrong: [conceptId('task')],
  holds: [misconceptionId('myth')],
};
const task = {
  platform: 'test',
  community: 'school',
  course: courseId('async'),
  item: { kind: 'exercise', exercise: exerciseId('double') },
  due: '2026-12-01T18:00',
  members: 2,
  done: [learnerId('test:ada')],
} as const;

function exported(learners: readonly string[]) {
  const roster = learners.map((learner) => ({ ...line, learner: learnerId(learner) }));
  const files = exportClass({ course: smallCourse(), roster, tasks: [task], at: 1_000 });
  return { csv: files[0]?.text ?? '', json: files[1]?.text ?? '' };
}

/** The cells of a table as a spreadsheet reads them (RFC 4180). */
function readCsv(csv: string): readonly (readonly string[])[] {
  const rows = csv.matchAll(/((?:"(?:[^"]|"")*",?)+)\r\n/gu);
  return [...rows].map(([, row = '']) =>
    [...row.matchAll(/"((?:[^"]|"")*)"/gu)].map(([, cell = '']) => cell.replaceAll('""', '"')),
  );
}

test('one line for each member, and what is assigned has a column', () => {
  const { csv, json } = exported(['test:ada', 'test:bob']);
  const [header, ada, bob] = readCsv(csv);
  expect(header?.at(-1)).toBe('double (2026-12-01T18:00)');
  expect(ada).toEqual([
    'test:ada',
    '1970-01-01T00:00:00Z',
    '1970-01-02T00:00:00Z',
    '12',
    '9',
    'await',
    'task',
    'myth',
    'done',
  ]);
  expect(bob?.at(-1)).toBe('open');
  expect(JSON.parse(json)).toMatchObject({
    format: 'studyloop-class-1',
    exported_at: '1970-01-01T00:00:01Z',
    assignments: [{ kind: 'exercise', item: 'double', done: ['test:ada'] }],
    learners: [{ learner: 'test:ada', beliefs_held: ['myth'] }, { learner: 'test:bob' }],
  });
});

test('whatever a name holds, it stays in its cell and is no formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (names) => {
      const { csv, json } = exported(names);
      const cells = readCsv(csv)
        .slice(1)
        .map(([first = '']) => first);
      expect(cells).toEqual(names.map((name) => (/^[=+\-@\t\r]/u.test(name) ? `'${name}` : name)));
      expect(JSON.parse(json)).toMatchObject({ learners: names.map((learner) => ({ learner })) });
    }),
  );
  expect(exported(['=1+1']).csv).toContain(`"'=1+1"`);
});
