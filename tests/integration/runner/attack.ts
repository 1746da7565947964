import type { Outcome } from '#core/outcome.ts';
import type { RunJob } from '#core/ports/code-runner.ts';
import type { Runner } from '#runner/create-runner.ts';
import { runOnce } from '../../support/test-runner.ts';

/** A program that tries to do harm, or to confuse whoever watches it, and how that must end. */
export interface Attack {
  /** Ends the sentence "a program that …". */
  readonly name: string;
  readonly code: string;
  readonly stdin?: string;
  /** `finished`, unless it says otherwise. */
  readonly kind?: Outcome['kind'];
  readonly exitCode?: number;
  readonly signal?: string;
  /** All of stdout, without the last line break; a pattern where it depends on the machine. */
  readonly stdout?: string | RegExp;
  readonly stderr?: string | RegExp;
  readonly wallMsBelow?: number;
  /** Where sandboxes of the pool look otherwise from the inside. */
  readonly inPool?: Partial<Attack>;
}

/** How long a program may take of which nothing but its time-out is awaited. */
const HOPELESS: Partial<RunJob> = { limits: { wallMs: 700 } };

/** Runs one, on the real clock, where it can keep others waiting; the answer is what `expectHarmless` judges. */
export async function runAttack(runner: Runner, { code, stdin = '', kind }: Attack): Promise<Outcome> {
  return runOnce(runner, { code, stdin, clock: 'real', ...(kind === 'timed-out' ? HOPELESS : {}) });
}

/** Python that prints the name of the error each of `tries` ends with, or what it evaluates to. */
export function attempts(setup: string, ...tries: readonly string[]): string {
  return `import errno, os, socket
def attempt(action):
    try:
        print(action())
    except OSError as error:
        print(errno.errorcode.get(error.errno, type(error).__name__))
    except Exception as error:
        print(type(error).__name__)
${setup}
${tries.map((expression) => `attempt(lambda: ${expression})`).join('\n')}
`;
}

/** Python that makes each system call, given as [number on x86_64, number on aarch64], with zeros for arguments. */
export function systemCalls(calls: Readonly<Record<string, readonly [number, number]>>): string {
  return `import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
column = ["x86_64", "aarch64"].index(os.uname().machine)
for name, numbers in ${JSON.stringify(calls)}.items():
    ctypes.set_errno(0)
    result = libc.syscall(numbers[column], 0, 0, 0, 0, 0, 0)
    print(name, errno.errorcode.get(ctypes.get_errno(), result))
`;
}
