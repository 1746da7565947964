import { carried, defineCommand, typedText } from '../command.ts';
import type { Call } from '../command.ts';
import type { Course } from '../course/course.ts';
import { findConcept } from '../course/find.ts';
import { courseMeant } from '../course/place.ts';
import { suggestConcepts } from '../course/suggest.ts';
import { chooseQuiz } from '../quiz/choose.ts';
import { drawQuestion } from '../quiz/question.ts';
import { Refusal } from '../refusal.ts';
import { questionView } from '../views/question-view.ts';
import { reviewLine } from '../views/review-line.ts';

/** Asks a question: about a concept, about a chunk (its button), or whatever the learner needs most: what is due comes first. */
export const quiz = defineCommand({
  name: 'quiz',
  summary: 'command.quiz',
  options: { concept: typedText('option.concept', suggestConcepts), course: carried, chunk: carried },
  async *run(call) {
    const { args, kit, request } = call;
    const course = await courseMeant(args.course, request.learner, kit);
    const learnt = {
      read: await kit.store.progress.chunksRead(request.learner, course.id),
      facts: await kit.store.evidence.facts(request.learner, course.id),
      now: kit.clock.now(),
    };
    const seed = kit.random.seed();
    const python = await kit.runner.python();
    const chosen = chooseQuiz(course, scopeOf(call, course), { ...learnt, seed, python });
    if (chosen === null) throw new Refusal('no-question', (say) => say('refusal.no-question'));
    const shown = questionView(course, drawQuestion(chosen.quiz, chosen.seed), call);
    yield { ...shown, blocks: [...reviewLine(chosen, call.say), ...shown.blocks] };
  },
});

function scopeOf({ args }: Call<'concept' | 'chunk'>, course: Course) {
  const concept = args.concept === undefined ? null : findConcept(course, args.concept).id;
  return { concept, chunk: args.chunk ?? null };
}
