import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportOn } from '#core/classes/class-report.ts';
import { conceptsKnown } from '#core/classes/goal.ts';
import { conceptId, misconceptionId } from '#core/ids.ts';
import { drawQuestion, gradeQuestion } from '#core/quiz/question.ts';
import { testApp } from '../../../support/app.ts';
import { realLibrary } from '../../../support/real-views.ts';
import { as, school } from '../../../support/classroom.ts';

const library = realLibrary();
const [course] = library.courses;
if (course === undefined) throw new Error('expected a course');
const picked = course.quizzes.filter(({ type }) => !['order', 'fix', 'multiple'].includes(type));

const answer = fc.record({
  who: fc.nat({ max: 5 }),
  quiz: fc.nat({ max: 25 }),
  seed: fc.nat({ max: 3 }),
  pick: fc.nat({ max: 3 }),
});

test('the report says what one counts from the questions, the answers and who gave them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { maxLength: 60 }), async (answers) => {
      const app = testApp({ library });
      const said = new Map<string, { belief: boolean; good: boolean }>();
      const asked = new Set<string>();
      for (const { who, quiz: nth, seed, pick } of answers) {
        const quiz = picked[nth];
        if (quiz === undefined) continue;
        const question = drawQuestion(quiz, seed);
        const options = question.drawn.kind === 'pick' ? question.drawn.options : [];
        const chosen = options[pick];
        if (chosen === undefined) continue;
        const args = { course: course.id, quiz: quiz.id, seed: String(seed), picks: String(pick) };
        await app.ask('answer', args, as(String(who)));
        if (asked.has(`${who} ${quiz.id} ${seed}`)) continue;
        asked.add(`${who} ${quiz.id} ${seed}`);
        const right = gradeQuestion(question, [pick])?.correct === true;
        said.set(`${who} concept ${quiz.concept}`, { belief: false, good: right });
        const spoken = right ? options.filter((one) => !one.right) : [chosen];
        for (const { misconception } of spoken)
          if (misconception !== null) said.set(`${who} belief ${misconception}`, { belief: true, good: right });
      }
      const report = reportOn(course, await app.store.classes.figures(school, course.id, 0));
      const tally = (subject: string) => {
        const words = [...said].flatMap(([key, { good }]) => (key.endsWith(` ${subject}`) ? [good] : []));
        return { asked: words.length, good: words.filter(Boolean).length };
      };
      expect(report.members).toBe(
        new Set(
          answers.flatMap(({ who, quiz, seed, pick }) => {
            const one = picked[quiz];
            const drawn = one === undefined ? null : drawQuestion(one, seed).drawn;
            return drawn?.kind === 'pick' && drawn.options[pick] !== undefined ? [who] : [];
          }),
        ).size,
      );
      const held = course.misconceptions
        .map(({ id }) => ({ id, ...tally(`belief ${id}`) }))
        .filter((one) => one.asked > one.good);
      expect(
        new Set(report.beliefs.map(({ belief, asked: count, held: those }) => `${belief.id} ${those}/${count}`)),
      ).toEqual(new Set(held.map((one) => `${one.id} ${one.asked - one.good}/${one.asked}`)));
      const counts = report.beliefs.map((one) => one.held);
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));
      for (const { concept, asked: count, right, percent } of report.concepts) {
        expect({ asked: count, good: right }).toEqual(tally(`concept ${concept.id}`));
        expect(percent).toBe(Math.trunc((100 * right) / count));
      }
      const shares = report.concepts.map(({ right, asked: count }) => right / count);
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      for (const percent of [1, 50, 80, 100]) {
        const enough = Math.min(3, report.members);
        const known = course.concepts.filter(({ id }) => {
          const { asked: count, good } = tally(`concept ${id}`);
          return count > 0 && count >= enough && good / count >= percent / 100;
        });
        const figures = await app.store.classes.figures(school, course.id, 0);
        expect(conceptsKnown(figures, { percent })).toBe(known.length);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

test('what is no longer in the course is left out', () => {
  const figures = {
    members: 4,
    active: 4,
    beliefs: [{ misconception: misconceptionId('gone'), asked: 4, held: 4 }],
    concepts: [{ concept: conceptId('gone'), asked: 4, right: 4 }],
  };
  expect(reportOn(course, figures)).toMatchObject({ beliefs: [], concepts: [] });
});
