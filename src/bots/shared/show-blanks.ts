/** Text that is only blanks as signs one can see; empty for nothing. Platforms take no block that shows nothing. */
export function showBlanks(text: string): string {
  return text.replace(/ /gu, '·').replace(/\t/gu, '→').replace(/\n/gu, '↵\n').trimEnd();
}
