import { Refusal } from './refusal.ts';
import { readSnippet } from './snippet.ts';

/** The program in what was typed; throws a Refusal that says what is wrong with it, the `missing` one where there is none. */
export function typedProgram(typed: string, missing: () => Refusal): string {
  const snippet = readSnippet(typed);
  switch (snippet.kind) {
    case 'nothing':
      throw missing();
    case 'unclosed':
      throw new Refusal('unclosed-fence', (say) => say('refusal.unclosed-fence', { line: snippet.line }));
    case 'program':
      return bearable(snippet.code);
  }
}

/** The same text; throws a Refusal when it is longer than anybody writes, or cannot be a program. */
export function bearable(code: string): string {
  if (code.length > longestCode) {
    const kilobytes = Math.ceil(code.length / 1000);
    throw new Refusal('code-too-long', (say) => say('refusal.code-too-long', { kilobytes, limit: longestCode / 1000 }));
  }
  const nul = code.indexOf('\0');
  if (nul >= 0) {
    const line = code.slice(0, nul).split('\n').length;
    throw new Refusal('nul-in-code', (say) => say('refusal.nul-in-code', { line }));
  }
  return code;
}

/** In characters: what people write by hand is far shorter, and chats carry less. */
const longestCode = 256_000;

/** Where any program would do. */
export const noCode = (): Refusal => new Refusal('no-code', (say) => say('refusal.no-code'));
