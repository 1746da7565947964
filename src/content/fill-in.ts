import type { Values } from './evaluate.ts';
import { evaluate } from './evaluate.ts';

/** Called with what is wrong with a text and where it stands. */
export type ReportAt = (message: string, ...path: readonly PropertyKey[]) => void;

/** A copy of what authors wrote, with the values of a variant wherever a text names them with a `$`. */
export function fillIn(written: unknown, values: Values, report: ReportAt): unknown {
  return filled(written, { values, report, path: [] });
}

interface Under {
  readonly values: Values;
  readonly report: ReportAt;
  readonly path: readonly PropertyKey[];
}

function filled(written: unknown, under: Under): unknown {
  if (typeof written === 'string') return filledText(written, under);
  const inside = (step: PropertyKey): Under => ({ ...under, path: [...under.path, step] });
  if (Array.isArray(written)) return written.map((item, place) => filled(item, inside(place)));
  if (typeof written !== 'object' || written === null) return written;
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, filled(value, inside(key))]));
}

/** `$name`, `$(…)` with brackets up to two deep inside. */
const named = /\$(?:([a-z][a-z0-9_]*)|\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\))/gu;

function filledText(text: string, { values, report, path }: Under): string {
  return text.replace(named, (whole, name: string | undefined, expression: string | undefined) => {
    const result = evaluate(name ?? expression ?? '', values);
    if (result.kind === 'value') return String(result.value);
    report(`${result.message}, found \`${whole}\`; mend it.`, ...path);
    return whole;
  });
}
