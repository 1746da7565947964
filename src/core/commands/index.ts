import type { Command } from '../command.ts';
import { anki } from './anki.ts';
import { answer } from './answer.ts';
import { ask } from './ask.ts';
import { assign } from './assign.ts';
import { assignments } from './assignments.ts';
import { audit } from './audit.ts';
import { back } from './back.ts';
import { cancel } from './cancel.ts';
import { daily } from './daily.ts';
import { classReport } from './class.ts';
import { exercise } from './exercise.ts';
import { explain } from './explain.ts';
import { goal } from './goal.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { hint } from './hint.ts';
import { leaderboard } from './leaderboard.ts';
import { link } from './link.ts';
import { lesson } from './lesson.ts';
import { mydata } from './mydata.ts';
import { next } from './next.ts';
import { privacy } from './privacy.ts';
import { progress } from './progress.ts';
import { quiz } from './quiz.ts';
import { reading } from './reading.ts';
import { remark } from './remark.ts';
import { report } from './report.ts';
import { reports } from './reports.ts';
import { remind } from './remind.ts';
import { review } from './review.ts';
import { run } from './run.ts';
import { timezone } from './timezone.ts';
import { unlink } from './unlink.ts';
import { vote } from './vote.ts';
import { settle } from './settle.ts';
import { teachers } from './teachers.ts';

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
  assignments,
  leaderboard,
  reading,
  anki,
  daily,
  language,
  timezone,
  remind,
  link,
  unlink,
  privacy,
  mydata,
  help,
  classReport,
  assign,
  goal,
  reports,
  audit,
  teachers,
  answer,
  ask,
  hint,
  remark,
  report,
  settle,
  cancel,
  vote,
];
