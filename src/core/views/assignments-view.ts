import { showDue, timeLeft } from '../classes/due.ts';
import type { Library } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { ClassTask, OwnTask, Task } from '../ports/class-store.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, list, prose, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
  readonly library: Library;
  /** IANA. */
  readonly zone: string;
  readonly now: number;
}

/** What a learner has to do and what they have done. */
export function ownAssignmentsView(tasks: readonly OwnTask[], reader: Reader): View {
  const { say } = reader;
  if (tasks.length === 0) return view(say('assign.title'), [prose(...inline(say('assign.none')))]);
  const open = tasks.filter(({ isDone }) => !isDone);
  const lines = [...open, ...tasks.filter(({ isDone }) => isDone)].map((task) => {
    const what = taskInWords(task, reader);
    if (task.isDone) return inline(say('assign.own-done', { what }));
    return inline(say('assign.own', { what, due: showDue(task.due), left: timeLeft(task.due, reader, say) }));
  });
  return view(say('assign.title'), [list(lines), ...ways(open)]);

  function ways(all: readonly OwnTask[]): readonly Block[] {
    const offered = all.slice(0, mostWays).map((task, at) => wayTo(task, at === 0 ? 'primary' : 'secondary', reader));
    return offered.length === 0 ? [] : [choices(...offered)];
  }
}

const mostWays = 4;

/** What a class has to do, and how many have done it. No names. */
export function classAssignmentsView(tasks: readonly ClassTask[], told: string | null, reader: Reader): View {
  const { say } = reader;
  const note = told === null ? [] : [prose(...inline(told))];
  if (tasks.length === 0) return view(say('assign.title'), [...note, prose(...inline(say('assign.none-teacher')))]);
  const lines = tasks.map((task) => {
    const what = taskInWords(task, reader);
    return inline(say('assign.class', { what, due: showDue(task.due), done: task.done.length, members: task.members }));
  });
  return view(say('assign.title'), [...note, list(lines), prose(text(say('assign.own-zone')))]);
}

/** One line on what is still to be done, for views about something else; null when nothing is. */
export function assignmentsLine(tasks: readonly OwnTask[], reader: Reader): Block | null {
  const open = tasks.filter(({ isDone }) => !isDone);
  const [next] = open;
  if (next === undefined) return null;
  const { say } = reader;
  const left = timeLeft(next.due, reader, say);
  return prose(...inline(say('assign.line', { count: open.length, what: taskInWords(next, reader), left })));
}

/** What is to be done, by its title; by its id where the content has lost it. */
export function taskInWords({ course: id, item }: Pick<Task, 'course' | 'item'>, reader: Omit<Reader, 'zone' | 'now'>) {
  const { say, language, library } = reader;
  const course = library.courses.find((one) => one.id === id);
  switch (item.kind) {
    case 'chunk': {
      const chunk = course?.chunks.find((one) => one.id === item.chunk);
      return say('assign.page', { title: chunk === undefined ? item.chunk : inLanguage(chunk.title, language) });
    }
    case 'exercise': {
      const exercise = course?.exercises.find((one) => one.id === item.exercise);
      const title = exercise === undefined ? item.exercise : inLanguage(exercise.title, language);
      return say('assign.exercise', { title });
    }
  }
}

function wayTo(task: OwnTask, weight: Choice['weight'], reader: Reader): Choice {
  const { course, item } = task;
  const label = taskInWords(task, reader);
  return item.kind === 'chunk'
    ? { label, weight, command: 'lesson', args: { course, page: item.chunk } }
    : { label, weight, command: 'exercise', args: { course, exercise: item.exercise } };
}
