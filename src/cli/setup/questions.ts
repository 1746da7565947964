import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';

/** Asks the host; on a terminal only. */
export interface Questions {
  secret(message: string): Promise<string>;
  pick(message: string, options: readonly { readonly value: string; readonly label: string }[]): Promise<string>;
  confirm(message: string): Promise<boolean>;
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
    pick: async (message, options) => answered<string>(await clack.select({ message, options: [...options] })),
    confirm: async (message) => answered<boolean>(await clack.confirm({ message })),
  };
}
