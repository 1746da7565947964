import { taskNames } from './task-names.ts';
import type { Timeline } from './timeline.ts';

/** Who wrote each line of standard output, by the name of its lane; empty where no task did. */
export function lineWriters(timeline: Timeline, stdout: string): readonly string[] {
  const names = taskNames(timeline);
  const prints = timeline.prints.filter(({ stream }) => stream === 'stdout');
  let from = 0;
  return stdout.split('\n').map((line) => {
    const at = from;
    from += utf8Bytes(line) + 1;
    return names.labelById(prints.find((print) => print.from <= at && at < print.to)?.task ?? null);
  });
}

/** Of well-formed text: what a program writes was decoded before it came here. */
function utf8Bytes(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + bytesOf(character.codePointAt(0) ?? 0), 0);
}

function bytesOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
}
