import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '#core/outcome.ts';
import { decideOutcome } from './decide-outcome.ts';
import type { Limits } from './limits.ts';
import { runProgram } from './run-program.ts';
import type { Sandbox } from './sandbox.ts';
import { judgeWalls, type Wall } from './walls.ts';

/** Tries every wall from the inside, by one program that is run the way learners' programs are (about 0.1 s). */
export async function testWalls(sandbox: Sandbox, limits: Limits, signal: AbortSignal): Promise<readonly Wall[]> {
  const code = await readFile(join(import.meta.dirname, 'python', 'walls.py'), 'utf8');
  const program = { code, stdin: '', clock: 'real', limits } as const;
  const outcome = decideOutcome(await runProgram(sandbox, program, signal), limits);
  return outcome.kind === 'finished' && outcome.exitCode === 0
    ? judgeWalls({ findings: readFindings(outcome.stdout), sandbox, limits })
    : [brokenSandbox(outcome)];
}

function brokenSandbox(outcome: Outcome): Wall {
  if (outcome.kind === 'unavailable') return { wall: 'sandbox', ok: false, detail: outcome.reason, cure: outcome.cure };
  const said = 'stderr' in outcome ? outcome.stderr.trim().split('\n').at(-1) : '';
  return {
    wall: 'sandbox',
    ok: false,
    detail: `The program that tries the walls ended as ${outcome.kind}: ${said}`,
    cure: 'Set PYTHON to a complete interpreter that every user of this machine may read, such as /usr/bin/python3.',
  };
}

function readFindings(stdout: string): ReadonlyMap<string, unknown> {
  const raw: unknown = JSON.parse(stdout);
  return new Map<string, unknown>(typeof raw === 'object' && raw !== null ? Object.entries(raw) : []);
}
