import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostProblem } from '#core/host-problem.ts';
import { quote } from '#core/inline.ts';
import { planCommand } from './new/command.ts';
import { planExercise } from './new/exercise.ts';
import { planLesson } from './new/lesson.ts';
import type { Edit, MadeFile, Plan } from './new/plan.ts';
import { planQuiz } from './new/quiz.ts';
import { planRule } from './new/rule.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

/** Writes the files for something new, fit to load and to be overwritten by its author; nothing that exists is lost. */
export async function scaffold(kind: string, name: string, terminal: Terminal): Promise<number> {
  const plan = planOf(kind)(name, terminal);
  const taken = plan.made.find(({ path }) => existsSync(join(terminal.project, path)));
  if (taken !== undefined) {
    throw new UsageProblem(`expected a new name, ${taken.path} exists already; choose another, or delete it first.`);
  }
  const edited = plan.edited.map((edit) => apply(edit, terminal));
  for (const file of plan.made) write(file, 'wx', terminal);
  for (const file of edited) write(file, 'w', terminal);
  say(terminal, `Next: ${plan.next}`);
  return 0;
}

type Planner = (name: string, terminal: Terminal) => Plan;

const planners: ReadonlyMap<string, Planner> = new Map([
  ['lesson', planLesson],
  ['quiz', planQuiz],
  ['exercise', planExercise],
  ['command', planCommand],
  ['rule', planRule],
]);

function planOf(kind: string): Planner {
  const planner = planners.get(kind);
  if (planner !== undefined) return planner;
  throw new UsageProblem(`expected ${[...planners.keys()].join(', ')}, found \`${quote(kind)}\`; choose one of them.`);
}

function apply({ path, change }: Edit, { project }: Terminal): MadeFile {
  const text = change(readFileSync(join(project, path), 'utf8'));
  if (text !== null) return { path, text };
  throw new HostProblem(`expected ${path} in its usual form, found it changed; add the new line to it by hand.`);
}

/** `wx` fails where a file exists, even when it came there a moment ago. */
function write({ path, text }: MadeFile, flag: 'w' | 'wx', terminal: Terminal): void {
  const target = join(terminal.project, path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { flag });
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new HostProblem(
      `expected to be able to write ${path}, cannot (${why}); mend the permissions, or free the disk.`,
      {
        cause: error,
      },
    );
  }
  say(terminal, `${flag === 'wx' ? 'made' : 'changed'}: ${path}`);
}
