import type { Call } from '../command.ts';
import type { Course } from '../course/course.ts';
import type { Question } from '../quiz/question.ts';
import type { View } from '../view.ts';
import { ask } from '../view.ts';
import { reportForm } from '../views/reports-view.ts';
import { classOf } from './class-of.ts';

/** An answer with a way to say that something is wrong with its question; as it is where no teacher would hear of it. */
export function offerReport(
  shown: View,
  of: { readonly course: Course; readonly question: Question },
  call: Call<string>,
) {
  if (classOf(call.request.place) === null) return shown;
  return { ...shown, blocks: [...shown.blocks, ask(reportForm(of.course, of.question, call))] };
}
