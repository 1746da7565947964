import { linesOf, treeOf } from '../processes.ts';

const TICK_MS = 10;
const KIB = 1024;

/** CPU, in milliseconds, of a process, of all below it, and of those that they have waited for. Linux counts in 10 ms. */
export function cpuOfTree(pid: number): number {
  return treeOf(pid).reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}

/** CPU, in milliseconds, of the processes that this one has waited for. */
export function cpuOfEndedChildren(): number {
  const stat = linesOf('/proc/self/stat').join('\n');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** Bytes that each sandbox below `pid` has for itself: of its second process, which is the one for the program. */
export function memoryOfSandboxes(pid: number): readonly number[] {
  return treeOf(pid).flatMap(({ id }) => (isProgram(id) ? privateBytes(id) : []));
}

function isProgram(id: number): boolean {
  const numbers = linesOf(`/proc/${id}/status`)
    .find((line) => line.startsWith('NSpid:'))
    ?.split('\t')
    .slice(1);
  return numbers?.at(-1) === '2' && numbers.length >= 3;
}

/** None where it may not be read. */
function privateBytes(id: number): readonly number[] {
  const own = linesOf(`/proc/${id}/smaps_rollup`).filter((line) => line.startsWith('Private_'));
  if (own.length === 0) return [];
  return [own.reduce((sum, line) => sum + Number(line.replaceAll(/\D/gu, '')) * KIB, 0)];
}
