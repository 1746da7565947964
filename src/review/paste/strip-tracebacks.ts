import type { CodeLine } from './block.ts';

/** Leaves out tracebacks: they quote code, but are none. */
export function stripTracebacks(lines: readonly CodeLine[]): readonly CodeLine[] {
  let isInside = false;
  return lines.filter(({ text }) => {
    if (/^\s*(?:\+ |\| )*(?:Exception Group )?Traceback \(most recent call last\):/u.test(text)) {
      isInside = true;
      return false;
    }
    if (!isInside)
      return !/^\s*(?:sys:1: RuntimeWarning|<stdin>:\d+:|The above exception was the direct cause)/u.test(text);
    // The last line of a traceback is the first that is not indented.
    if (text.trim() !== '' && !/^[\s|+]/u.test(text)) {
      isInside = false;
      return !/^[\w.]*(?:Error|Exception|Interrupt|Exit|Warning|Iteration|Group|Cancelled\w*)\b|^[\w.]+:/u.test(text);
    }
    return false;
  });
}
