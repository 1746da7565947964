import type { Proof } from '#content/prove.ts';
import type { CourseFolder } from '#content/read-course.ts';
import type { Library } from '#core/course/course.ts';
import type { QuizType } from '#core/quiz/quiz.ts';
import { quizTypes } from '#core/quiz/quiz.ts';

/** How much of everything there is. */
export interface Counts {
  readonly counts: Readonly<Record<string, number>>;
  readonly quizzesByType: Partial<Readonly<Record<QuizType, number>>>;
}

interface Proven {
  readonly folders: readonly CourseFolder[];
  readonly library: Library;
  readonly proofs: readonly Proof[];
  /** How many wrong solutions failed as they must. */
  readonly killed: number;
}

/** Counts what was loaded and what of it programs prove. */
export function countContent({ folders, library, proofs, killed }: Proven): Counts {
  const courses = folders.map(({ course }) => course);
  const lessons = folders.flatMap((folder) => folder.lessons);
  const quizzes = courses.flatMap((course) => course.quizzes);
  const chunks = courses.flatMap((course) => course.chunks);
  return {
    counts: {
      courses: courses.length,
      chunks: chunks.length,
      examples: chunks.flatMap(({ examples }) => examples).length,
      exercises: lessons.flatMap(({ exercises }) => exercises).length,
      concepts: courses.flatMap(({ concepts }) => concepts).length,
      misconceptions: courses.flatMap(({ misconceptions }) => misconceptions).length,
      quizzes: quizzes.length,
      variants: quizzes.flatMap(({ variants }) => variants).length,
      keys: lessons.flatMap((lesson) => lesson.quizzes).filter((quiz) => quiz.proofs.length > 0).length,
      proofs: proofs.length,
      'mutants killed': killed,
      'review rules': library.reviewPages.length,
    },
    quizzesByType: Object.fromEntries(
      quizTypes
        .map((type) => [type, quizzes.filter((quiz) => quiz.type === type).length] as const)
        .filter(([, count]) => count > 0),
    ),
  };
}
