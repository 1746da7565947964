/**
 * Text that calls nobody even where it is shown or searched without its Markdown: a character that takes no place
 * stands inside of `@everyone`, `@here` and mentions by number. The payload forbids mentions as well; this is the
 * second lock.
 */
export function defang(text: string): string {
  return text.replace(/@(?=everyone|here)|<(?=@[!&]?\d|#\d)/giu, `$&${unseenBreak}`);
}

/** Takes no place, and keeps apart what stands on its two sides. */
export const unseenBreak = '\u200b';
