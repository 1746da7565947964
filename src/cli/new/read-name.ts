import { parse } from 'yaml';
import { quote } from '#core/inline.ts';
import { UsageProblem } from '../usage-problem.ts';

/** A name in its parts, or a sentence that shows what one looks like. */
export function readName(name: string, shape: RegExp, example: string): readonly string[] {
  const [, ...parts] = shape.exec(name) ?? [];
  const last = parts.at(-1);
  // A name that YAML takes for something else (`null`) could not stand in a file as it is.
  if (last !== undefined && parse(last) === last) return parts;
  throw new UsageProblem(`expected a name such as ${example}, found \`${quote(name)}\`; write it in that form.`);
}
