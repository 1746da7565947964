/** Days of the week, 1 for Monday, in order; null when the word names none: `weekdays`, `mon-thu`, `mon,wed`. */
export function readWeekdays(typed: string): readonly number[] | null {
  const word = typed.trim().toLowerCase();
  const named = sets.get(word);
  if (named !== undefined) return named;
  const parts = word.split(/[,，、]/u).filter((part) => part !== '');
  const days = parts.map(readPart);
  if (days.length === 0 || !days.every((one) => one !== null)) return null;
  return [...new Set(days.flat())].toSorted((one, other) => one - other);
}

/** As they are offered. */
export const daySets = ['every-day', 'weekdays', 'weekends'] as const;

const everyDay = [1, 2, 3, 4, 5, 6, 7];

const sets: ReadonlyMap<string, readonly number[]> = new Map([
  ['every-day', everyDay],
  ['every day', everyDay],
  ['everyday', everyDay],
  ['每天', everyDay],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['工作日', [1, 2, 3, 4, 5]],
  ['weekends', [6, 7]],
  ['weekend', [6, 7]],
  ['周末', [6, 7]],
]);

const names: readonly (readonly string[])[] = [
  ['mon', 'monday', '周一', '星期一'],
  ['tue', 'tues', 'tuesday', '周二', '星期二'],
  ['wed', 'wednesday', '周三', '星期三'],
  ['thu', 'thur', 'thurs', 'thursday', '周四', '星期四'],
  ['fri', 'friday', '周五', '星期五'],
  ['sat', 'saturday', '周六', '星期六'],
  ['sun', 'sunday', '周日', '周天', '星期日', '星期天'],
];

function readPart(part: string): readonly number[] | null {
  const [from, to = from] = part.split(/[-–至]/u).map(dayNamed);
  if (from === undefined || to === undefined || from === null || to === null) return null;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, at) => ((from - 1 + at) % 7) + 1);
}

function dayNamed(word: string): number | null {
  const at = names.findIndex((all) => all.includes(word.trim()));
  return at < 0 ? null : at + 1;
}
