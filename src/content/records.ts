import type { Folder } from './folder.ts';
import type { Locks } from './locks.ts';
import { openLocks } from './locks.ts';
import type { QuizRecords } from './quiz-records.ts';
import { openQuizRecords } from './quiz-records.ts';
import type { CourseFolder } from './read-course.ts';

/** What runs settled when they were last looked at: what examples printed, what is right in questions that leave it to them. */
export interface Records {
  readonly locks: Locks;
  readonly quizRecords: QuizRecords;
  /** Writes those that changed; returns their files. */
  save(root: string): readonly string[];
}

/** Opens all records of some courses; `renew` puts what runs show now on record instead of comparing with it. */
export function openRecords(folder: Folder, courses: readonly CourseFolder[], mode: 'compare' | 'renew'): Records {
  const quizzes = courses.flatMap(({ lessons }) => lessons).flatMap((lesson) => lesson.quizzes);
  const locks = openLocks(folder, mode);
  const quizRecords = openQuizRecords(folder, quizzes, mode);
  return { locks, quizRecords, save: (root) => [...locks.save(root), ...quizRecords.save(root)] };
}
