import type { Say } from '../words.ts';
import type { Remembered } from './mastery.ts';
import { until } from './until.ts';

/** What speaks for and against a concept, how it stands, and when it is asked again. */
export function masteryLine(remembered: Remembered, now: number, say: Say): string {
  return [...evidenceParts(remembered, say), standing(remembered, now, say)].join(' · ');
}

function evidenceParts({ memory }: Remembered, say: Say): readonly string[] {
  const { answers, passed, failedTries, found } = memory;
  return [
    ...(answers.times > 0 ? [say('progress.right-of', { right: answers.right, times: answers.times })] : []),
    ...(passed.size > 0 ? [say('memory.passed', { count: passed.size })] : []),
    ...(passed.size === 0 && failedTries > 0 ? [say('memory.tried', { count: failedTries })] : []),
    ...(found > 0 ? [say('memory.found', { count: found })] : []),
  ];
}

function standing({ state, isDue, memory }: Remembered, now: number, say: Say): string {
  if (isDue) return say(state === 'learning' ? 'memory.learning-due' : 'memory.fading');
  const when = until(memory.dueAt - now, say);
  return state === 'learning' ? say('memory.learning', { when }) : say('memory.known', { when });
}
