import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';

/** Asks the host; on a terminal only. */
export interface Questions {
  secret(message: string): Promise<string>;
  pick<Value extends string>(message: string, options: readonly Option<Value>[]): Promise<Value>;
  confirm(message: string): Promise<boolean>;
}

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Null where nobody can answer: then every answer must be a flag or a setting. */
export async function openQuestions({ stdin, stdout }: Terminal): Promise<Questions | null> {
  if (stdin.isTTY !== true || stdout.isTTY !== true) return null;
  const clack = await import('@clack/prompts');
  const answered = <Answer>(answer: Answer | symbol): Answer => {
    if (typeof answer === 'symbol') throw new UsageProblem('left; nothing was changed.');
    return answer;
  };
  return {
    secret: async (message) => answered<string>(await clack.password({ message })).trim(),
    pick: async <Value extends string>(message: string, options: readonly Option<Value>[]) => {
      const picked = answered<string>(await clack.select<string>({ message, options: [...options] }));
      const [first, ...others] = options.filter(({ value }) => value === picked);
      if (first === undefined || others.length > 0) throw new Error(`expected one of the options, got ${picked}`);
      return first.value;
    },
    confirm: async (message) => answered<boolean>(await clack.confirm({ message })),
  };
}
