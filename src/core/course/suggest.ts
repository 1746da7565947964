import type { Suggest, Suggestion } from '../command.ts';
import { inLanguage } from '../words.ts';
import type { Course, Library } from './course.ts';

/** Courses, by what is typed of their id or title. */
export const suggestCourses: Suggest = (typed, { library, language }) =>
  fitting(
    typed,
    library.courses.map((course) => ({ value: course.id, label: inLanguage(course.title, language) })),
  );

/** Pages of the course that was chosen before, or of the first, by their numbers, then its concepts. */
export const suggestPlaces: Suggest = (typed, { library, language, args }) => {
  const course = courseIn(library, args['course']);
  if (course === undefined) return [];
  const pages = course.chunks.map(({ title }, index) => ({
    value: String(index + 1),
    label: `${index + 1} · ${inLanguage(title, language)}`,
  }));
  const concepts = course.concepts.map(({ id, term }) => ({ value: id, label: inLanguage(term, language) }));
  return fitting(typed, [...pages, ...concepts]);
};

/** Concepts of every course. */
export const suggestConcepts: Suggest = (typed, { library, language }) =>
  fitting(
    typed,
    library.courses.flatMap(({ concepts }) =>
      concepts.map(({ id, term }) => ({ value: id, label: inLanguage(term, language) })),
    ),
  );

/** Exercises of every course. */
export const suggestExercises: Suggest = (typed, { library, language }) =>
  fitting(
    typed,
    library.courses.flatMap(({ exercises }) =>
      exercises.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
    ),
  );

function courseIn(library: Library, chosen: string | undefined): Course | undefined {
  return library.courses.find(({ id }) => id === chosen) ?? library.courses[0];
}

/** What begins with the typed text first, then what contains it. */
function fitting(typed: string, all: readonly Suggestion[]): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const begins = (text: string) => text.toLowerCase().startsWith(wanted);
  const contains = (text: string) => text.toLowerCase().includes(wanted);
  const first = all.filter(({ value, label }) => begins(value) || begins(label));
  return [...first, ...all.filter((one) => !first.includes(one) && (contains(one.value) || contains(one.label)))];
}
