import { loadLibrary } from '#content/load-library.ts';
import type { Course, Library } from '#core/course/course.ts';
import type { Outcome, RunFacts } from '#core/outcome.ts';
import { courseId, learnerId, quizId, requestId, runId } from '#core/ids.ts';
import type { Grade } from '#core/ports/code-grader.ts';
import type { Store } from '#core/ports/store.ts';
import type { Question, Verdict } from '#core/quiz/question.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import { answerView } from '#core/views/answer-view.ts';
import { chunkElsewhere, chunkView, endView } from '#core/views/chunk-view.ts';
import { conceptView } from '#core/views/concept-view.ts';
import { courseView } from '#core/views/course-view.ts';
import type { Mending } from '#core/views/fix-view.ts';
import { fixedView, lineGoneView, notFixedView, solutionView } from '#core/views/fix-view.ts';
import { exercisesView } from '#core/views/exercises-view.ts';
import { checkingView, gradeView } from '#core/views/grade-view.ts';
import { hintView } from '#core/views/hint-view.ts';
import { outcomeView, underWayView } from '#core/views/outcome-view.ts';
import { orderStepView, questionView } from '#core/views/question-view.ts';
import { readingView } from '#core/views/reading-view.ts';
import { tableView } from '#core/views/table-view.ts';
import { taskView } from '#core/views/task-view.ts';
import type { Language } from '#core/words.ts';
import { testApp } from './app.ts';
import { grades, solutions, withTwoExercises } from './exercises.ts';
import { createMemoryStore } from './memory-store.ts';
import { dailyViews } from './real-daily-views.ts';
import type { NamedView } from './named-view.ts';
import { reviewViews } from './review-views.ts';
import { recordedTrace } from './timelines.ts';

/** The content that is shipped; fails when it has a problem. */
export function realLibrary(): Library {
  const loaded = loadLibrary('content');
  if (loaded.kind === 'problems') throw new Error('expected content without problems; `studyloop check` lists them');
  return loaded.library;
}

/** What learners see of the real content, in one language: every page and question, and each way a run ends. */
export async function realViews(language: Language): Promise<readonly NamedView[]> {
  const real = realLibrary();
  const library = withTwoExercises(real);
  const [course] = library.courses;
  if (course === undefined) throw new Error('expected a course in content/');
  const reader = { say: library.speak(language), language };
  return [
    ...lessonViews(course, reader),
    ...quizViews(course, reader),
    ...real.courses.flatMap((one) => taskViews(one, reader)),
    ...verdictViews(course, reader),
    ...runViews(course, reader),
    ...(await dailyViews(real, language)),
    ...(await askedViews(library, language)),
    ...(await reviewViews(library, language)),
  ].map(({ name, view }) => ({ name: `${language} ${name}`, view }));
}

interface Reader {
  readonly say: ReturnType<Library['speak']>;
  readonly language: Language;
}

function lessonViews(course: Course, reader: Reader): readonly NamedView[] {
  const [first] = course.chunks;
  const last = course.chunks.at(-1);
  const fresh = { ...reader, read: [], python: { major: 3, minor: 11 } };
  const read = course.chunks.slice(0, 9).map(({ id }) => id);
  return [
    { name: 'course', view: courseView(course, { place: null, read }, reader) },
    ...course.chunks.map((chunk) => ({ name: `page ${chunk.id}`, view: chunkView(course, chunk, fresh) })),
    ...(first && last
      ? [{ name: 'page elsewhere', view: chunkElsewhere(course, first, { ...fresh, standing: last }) }]
      : []),
    { name: 'end', view: endView(course, reader) },
    ...wordViews(course, reader),
    ...course.reading.map((section, place) => ({
      name: `reading ${section.title.en}`,
      view: readingView(course, place, reader),
    })),
  ];
}

/** Both tables, and a card for each of their rows, to somebody who has each of its questions wrong. */
function wordViews(course: Course, reader: Reader): readonly NamedView[] {
  const history = course.quizzes.map((quiz) => ({
    quiz: quiz.id,
    concept: quiz.concept,
    times: 1,
    timesRight: 0,
    lastAt: 1,
    lastRight: false,
    lastSeed: 7,
    lastGiven: wrongIds(drawQuestion(quiz, 7)),
  }));
  return [
    { name: 'takeaways', view: tableView(course, 'takeaways', reader) },
    { name: 'when', view: tableView(course, 'when', reader) },
    ...course.concepts.map((concept) => ({
      name: `card ${concept.id}`,
      view: conceptView(course, concept, { ...reader, history }),
    })),
  ];
}

function wrongIds({ drawn }: Question): readonly string[] {
  switch (drawn.kind) {
    case 'pick':
      return drawn.options.filter(({ right }) => !right).map(({ id }) => id);
    case 'order':
      return drawn.answer.lines.map(({ id }) => id).toReversed();
    case 'fix':
      return [];
  }
}

function quizViews(course: Course, reader: Reader): readonly NamedView[] {
  return course.quizzes.flatMap((quiz) => {
    const question = drawQuestion(quiz, 7);
    return [
      { name: `question ${quiz.id}`, view: questionView(course, question, reader) },
      ...answerViews(course, question, reader),
    ];
  });
}

function answerViews(course: Course, question: Question, reader: Reader): readonly NamedView[] {
  const { drawn, quiz } = question;
  const shown = (name: string, verdict: Verdict) => ({
    name: `${name} ${quiz.id}`,
    view: answerView(course, { ...verdict, question, recorded: 'recorded' }, reader),
  });
  switch (drawn.kind) {
    case 'pick': {
      const right = drawn.options.filter((option) => option.right);
      const wrong = drawn.options.filter((option) => !option.right).slice(0, 1);
      return [
        shown('right', { kind: 'pick', given: right, correct: true }),
        shown('wrong', { kind: 'pick', given: wrong, correct: false }),
      ];
    }
    case 'order': {
      const { lines } = drawn.answer;
      const step = orderStepView(course, { question, places: [0] }, reader);
      return [
        shown('right', { kind: 'order', given: lines, correct: true }),
        shown('wrong', { kind: 'order', given: lines.toReversed(), correct: false }),
        ...(step === null ? [] : [{ name: `step ${quiz.id}`, view: step }]),
      ];
    }
    case 'fix':
      return fixViews({ course, question, answer: drawn.answer, program: drawn.answer.fixed }, reader);
  }
}

function fixViews(mending: Mending, reader: Reader): readonly NamedView[] {
  const { quiz } = mending.question;
  const outcome: Outcome = { kind: 'finished', ...facts, stdout: 'one\ntwo\n', clockMs: 400 };
  return [
    { name: `solution ${quiz.id}`, view: solutionView(mending, reader) },
    { name: `passed ${quiz.id}`, view: fixedView(mending, { outcome, recorded: 'recorded' }, reader) },
    { name: `not passed ${quiz.id}`, view: notFixedView(mending, outcome, reader) },
    { name: `line gone ${quiz.id}`, view: lineGoneView(mending, 'await asyncio.sleep(0.1)', reader) },
  ];
}

/** What is asked, and each hint. */
function taskViews(course: Course, reader: Reader): readonly NamedView[] {
  return course.exercises.flatMap((exercise) => [
    { name: `task ${exercise.id}`, view: taskView(course, { exercise, history: [] }, reader) },
    ...exercise.hints.en.map((_, at) => ({
      name: `hint ${at + 1} ${exercise.id}`,
      view: hintView(course, { exercise, shown: at + 1 }, reader),
    })),
  ]);
}

function verdictViews(course: Course, reader: Reader): readonly NamedView[] {
  const [exercise] = course.exercises;
  if (exercise === undefined) throw new Error('expected an exercise');
  const line = { exercise: exercise.id, tries: 2, passed: false, hints: 1, lastAt: 1 };
  const shown = (name: string, grade: Grade, code: string) => ({
    name: `verdict ${name}`,
    view: gradeView(course, { exercise, code, grade, history: [{ ...line, passed: grade.kind === 'passed' }] }, reader),
  });
  const written = Object.entries(solutions).flatMap(([name, code]) => {
    const grade = grades[code];
    return grade === undefined || grade === 'waits' || code === solutions.long ? [] : [shown(name, grade, code)];
  });
  const many = Array.from({ length: 14 }, (_, at) => ({
    name: `${at + 1}: gives a resource back when the block is left, whether by its end, an error or a cancellation`,
    passed: at > 1,
    message: at > 1 ? '' : 'After the error, `acquire()` never came back: 2 of 2 resources were still out.',
  }));
  const { say } = reader;
  return [
    ...taskViews(course, reader),
    { name: 'exercises', view: exercisesView(course, [line], reader) },
    { name: 'solution in line', view: checkingView({ kind: 'queued', place: 2, etaMs: 900 }, runId('r'), say) },
    { name: 'solution checked', view: checkingView({ kind: 'started' }, runId('r'), say) },
    ...written,
    shown('many behaviours', { kind: 'failed', tests: many }, solutions.early),
    shown('hostile', { kind: 'error', line: null, message: hostile }, solutions.early),
    ...stops.map((by) => shown(by, { kind: 'stopped', by }, solutions.early)),
  ];
}

const stops = ['timed-out', 'out-of-memory', 'too-much-output', 'deadlocked', 'crashed'] as const;

const facts: RunFacts = {
  exitCode: 0,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 300,
  realMs: 0,
  approximate: [],
  wallMs: 60,
  cpuMs: 50,
  peakBytes: 12_000_000,
  findings: [],
};

const traceback = `Traceback (most recent call last):
  File "main.py", line 9, in <module>
    asyncio.run(main())
  File "main.py", line 7, in main
    await ask("Ada")
TypeError: object NoneType can't be used in 'await' expression
`;

const lines = Array.from({ length: 500 }, (_, at) => `line ${at + 1} of what a loop prints`).join('\n');

const hostile = [
  '@everyone look, <@123456789012345678> and <#42>',
  '```',
  '# heading?  [click me](https://evil.example)  ||spoiler||',
  '```ansi',
  '\u001b[31mred\u001b[0m  \u202eright to left\u202c  zero\u200bwidth',
  '<t:1700000000:R> :smile: <:party:1>',
  '<!here> <!channel|look> <@U024BE7LH> <#C024BE7LR> @channel <https://evil.example|click me> &amp; *bold*',
].join('\n');

function runViews(course: Course, reader: Reader): readonly NamedView[] {
  const { say } = reader;
  const asked = { code: 'print("hello")\n', onward: [] };
  const shown = (name: string, outcome: Outcome) => ({
    name: `run ${name}`,
    view: outcomeView(outcome, asked, { ...reader, courses: [course], from: null }),
  });
  const ran = (more: Partial<RunFacts>): Outcome => ({ kind: 'finished', ...facts, ...more });
  const traced = (name: string) => shown(`trace ${name}`, ran({ stdout: 'done\n', ...tracedParts(name) }));
  return [
    { name: 'run queued', view: underWayView({ kind: 'queued', place: 3, etaMs: 12_000 }, runId('r'), say) },
    { name: 'run running', view: underWayView({ kind: 'started' }, runId('r'), say) },
    shown('short', ran({ stdout: 'answer from Ada\nanswer from Bob\ntime passed: 0.3 s\n' })),
    shown('silent', ran({})),
    shown('500 lines', ran({ stdout: lines })),
    shown('wide', ran({ stdout: `${'0123456789'.repeat(60)}\n`.repeat(8) })),
    shown('hostile', ran({ stdout: hostile })),
    shown('error', ran({ stdout: 'before\n', stderr: traceback, exitCode: 1 })),
    shown('much of both', ran({ stdout: lines, stderr: lines, exitCode: 1 })),
    shown('timed out', { kind: 'timed-out', limitMs: 10_000, ...facts, stdout: 'still here\n'.repeat(5) }),
    shown('deadlock', { kind: 'deadlocked', ...facts, ...tracedParts('deadlock-ring') }),
    shown('cancelled', { kind: 'cancelled' }),
    shown('unavailable', { kind: 'unavailable', reason: 'Python 3.14 is missing.', cure: 'Install `python3.14`.' }),
    ...['gather', 'blocked', 'semaphore', 'crowd'].map(traced),
  ];
}

function tracedParts(name: string): Partial<RunFacts> {
  const recorded = recordedTrace(name);
  return typeof recorded === 'object' && recorded !== null ? recorded : {};
}

async function askedViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  const app = testApp({ library });
  const failing: Store = { ...createMemoryStore(), progress: failingProgress };
  const at = { locale };
  const ask = async (name: string, ...[command, args = {}]: readonly [string, Record<string, string>?]) => ({
    name,
    view: await app.last(command, args, at),
  });
  return [
    await ask('progress at first', 'progress'),
    await ask('refusal no command', 'nope'),
    await ask('refusal fence', 'run', { code: '```py\nprint(1)' }),
    await ask('help', 'help'),
    await ask('card', 'lesson'),
    await ask('first page', 'lesson', { course: 'async' }),
    await ask('second page', 'next'),
    await ask('progress', 'progress'),
    await ask('refusal no page', 'lesson', { course: 'async', chunk: '999' }),
    await ask('refusal no concept', 'quiz', { concept: 'nothing' }),
    { name: 'incident', view: await testApp({ library, store: failing }).last('lesson', {}, at) },
    ...(await rememberedViews(library, locale)),
    ...(await classViews(library, locale)),
  ];
}

/** What somebody sees who answered about most of a course some days ago, some of it wrong. */
async function rememberedViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  const app = testApp({ library });
  const [course] = library.courses;
  const learner = learnerId('test:ada');
  const day = 86_400_000;
  for (const [place, { id: concept }] of (course?.concepts.slice(0, 22) ?? []).entries()) {
    const quiz = course?.quizzes.find((one) => one.concept === concept);
    const answer = { learner, course: courseId(course?.id ?? ''), quiz: quizId(quiz?.id ?? ''), concept, given: ['2'] };
    await app.store.answers.record({ ...answer, seed: 1, correct: place % 3 !== 0, at: place * 1000 });
    await app.store.answers.record({ ...answer, seed: 2, correct: true, at: (place % 4) * day });
  }
  app.pass(5 * day);
  const at = { locale };
  return [
    { name: 'progress of somebody who learns', view: await app.last('progress', {}, at) },
    { name: 'question that is due', view: await app.last('quiz', {}, at) },
    { name: 'cards for Anki', view: await app.last('anki', {}, at) },
  ];
}

/** What a class of five sees, and its teacher. */
async function classViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  const app = testApp({ library });
  const [course] = library.courses;
  const place = { platform: 'test', visibility: 'shared', community: 'school', channel: 'study' } as const;
  const learner = (name: string) => ({ locale, learner: learnerId(`test:${name}`), place });
  const teacher = { ...learner('teacher'), place: { ...place, role: 'teacher' } } as const;
  const quizzes = course?.quizzes.filter(({ type }) => type === 'single' || type === 'verdict').slice(0, 24) ?? [];
  const empty = await app.last('class', {}, teacher);
  for (const [nth, name] of ['ada', 'bob', 'cy', 'dora', 'eve'].entries())
    for (const [at, { id }] of quizzes.entries())
      await app.ask(
        'answer',
        { course: 'async', quiz: id, seed: '7', picks: String((nth + at) % 3) },
        { ...learner(name), id: requestId(`class-${locale}-${name}-${at}`) },
      );
  const ask = async (name: string, command: string, args: Record<string, string> = {}) => ({
    name: `teacher ${name}`,
    view: await app.last(command, args, teacher),
  });
  const see = async (name: string, command: string, args: Record<string, string> = {}) => ({
    name: `class ${name}`,
    view: await app.last(command, args, learner('ada')),
  });
  const [quiz] = quizzes;
  const question = { course: 'async', quiz: quiz?.id ?? '', seed: '7' };
  return [
    { name: 'teacher class at first', view: empty },
    await see('no assignments', 'assignments'),
    await ask('assigns', 'assign', { what: 'double', due: '2026-12-01 18:00' }),
    await ask('assigns a page', 'assign', { what: '12', due: '1970-01-03' }),
    await see('assignments', 'assignments'),
    await see('progress with assignments', 'progress'),
    await see('no leaderboard', 'leaderboard'),
    await ask('leaderboard on', 'class', { part: 'leaderboard on' }),
    await see('leaderboard joined', 'leaderboard', { choice: 'join', name: 'Ada <@U1> **x**' }),
    await see('leaderboard left', 'leaderboard', { choice: 'leave' }),
    await ask('goal', 'goal', { goal: '4 concepts 80%' }),
    await see('answer that can be reported', 'answer', { ...question, seed: '8', picks: '0' }),
    await see('question reported', 'report', { ...question, reason: hostile.slice(0, 200) }),
    await ask('class', 'class'),
    await ask('beliefs', 'class', { part: 'beliefs' }),
    await ask('export', 'class', { part: 'export' }),
    await ask('reports', 'reports'),
    await ask('reports settled', 'settle', { course: question.course, quiz: question.quiz }),
    await ask('teachers', 'teachers', { choice: 'add', who: 'test:bob' }),
    await ask('audit', 'audit'),
    await see('refused', 'class'),
  ];
}

const fail = (): never => {
  throw new Error('the disk is gone');
};
const failingProgress: Store['progress'] = new Proxy(createMemoryStore().progress, { get: () => fail });
