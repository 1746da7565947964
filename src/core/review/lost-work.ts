import { coroutineOf } from '../explain/await-errors.ts';
import type { Finding } from '../ports/code-reviewer.ts';
import { taskNames } from '../timeline/task-names.ts';
import type { TracedTask } from '../timeline/timeline.ts';
import type { Case, Sight } from './sight.ts';
import { findingAt, seenAs } from './sight.ts';
import { covers } from './source-lines.ts';

/** Coroutines that never ran. */
export function neverRan({ program, findings, evidence, isWhole }: Case): readonly Sight[] {
  const rule = 'coroutine_not_awaited';
  return seenAs('never_awaited', evidence).flatMap(({ line, seen }): readonly Sight[] => {
    const name = coroutineOf(seen);
    if (name === null) return [];
    const proves = findings.find((one) => one.rule === rule && covers(one, line)) ?? null;
    const makes = isWhole ? findingAt(program, { rule, line, about: `${name}()` }) : null;
    return [{ shown: { kind: 'never-ran', name }, proves, makes }];
  });
}

/** Errors of tasks that nobody asked for, at the line that made the task: there it is mended. */
export function unseenErrors(one: Case): readonly Sight[] {
  const { timeline } = one.evidence;
  if (timeline === null) return [];
  const names = taskNames(timeline);
  return seenAs('exception_never_retrieved', one.evidence).flatMap(({ line, seen }): readonly Sight[] => {
    const [task, ...others] = timeline.tasks.filter(({ name }) => name === seen.task);
    if (task === undefined || task.error === null || others.length > 0) return [];
    const shown = { kind: 'unseen', name: names.told(task), error: task.error, line } as const;
    const made = lostTask(task, one);
    return made === null ? [] : [{ shown, ...made }];
  });
}

function lostTask({ line }: TracedTask, one: Case): Pick<Sight, 'proves' | 'makes'> | null {
  const { program, findings, isWhole } = one;
  if (line === null) return null;
  const proves = findings.find((finding) => isAboutLoss(finding) && covers(finding, line)) ?? null;
  // A task that was waited for by `asyncio.wait` is no forgotten one.
  const isForgotten = isWhole && !/\bwait\s*\(/u.test(program.code);
  const rule = 'task_exception_never_retrieved';
  return { proves, makes: isForgotten ? findingAt(program, { rule, line, about: '' }) : null };
}

const isAboutLoss = ({ rule }: Finding): boolean =>
  rule === 'task_exception_never_retrieved' || rule === 'task_reference_dropped';
