import type { Command } from '../command.ts';
import { anki } from './anki.ts';
import { answer } from './answer.ts';
import { ask } from './ask.ts';
import { back } from './back.ts';
import { cancel } from './cancel.ts';
import { daily } from './daily.ts';
import { exercise } from './exercise.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { hint } from './hint.ts';
import { lesson } from './lesson.ts';
import { next } from './next.ts';
import { progress } from './progress.ts';
import { quiz } from './quiz.ts';
import { reading } from './reading.ts';
import { remark } from './remark.ts';
import { review } from './review.ts';
import { run } from './run.ts';
import { vote } from './vote.ts';

/** Every command there is, in the order in which `/help` lists them. */
export const commands: readonly Command[] = [
  lesson,
  next,
  back,
  run,
  review,
  explain,
  quiz,
  exercise,
  progress,
  reading,
  anki,
  daily,
  language,
  help,
  answer,
  ask,
  hint,
  remark,
  cancel,
  vote,
];
