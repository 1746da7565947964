import type { Terminal } from './terminal.ts';

/** `zh_CN.UTF-8` → `zh-CN`, by POSIX's order of precedence. */
export function localeOf(environment: Terminal['environment']): string {
  const set = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || 'en';
  return (set.split('.')[0] ?? 'en').replace('_', '-');
}
