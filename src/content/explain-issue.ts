import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What does not fit, in an author's words. */
export interface Explained {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A value that does not have the shape of its file: what was expected, what came, what to do. */
export function explainIssue(issue: Issue): readonly Explained[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        explained([...issue.path, key], 'found a key that nothing reads; take it out, or mend its spelling.'),
      );
    case 'invalid_union':
      return explainUnion(issue);
    case 'invalid_type':
      return [explained(issue.path, wrongType(issue))];
    case 'invalid_value':
      return [explained(issue.path, `expected ${choice(issue.values)}, found ${found(issue.input)}; mend it.`)];
    case 'invalid_format':
      return [explained(issue.path, `${issue.message}, found ${found(issue.input)}; mend it.`)];
    case 'too_small':
    case 'too_big':
      return [explained(issue.path, wrongSize(issue))];
    default:
      return [explained(issue.path, `${issue.message}.`)];
  }
}

/** List places are left out of the name: the line tells which one it is. */
function explained(path: readonly PropertyKey[], message: string): Explained {
  const names = path.filter((step) => typeof step === 'string');
  return { path, message: names.length === 0 ? message : `\`${names.join('.')}\`: ${message}` };
}

/** Tells of the variant that was most likely meant; of none when two are equally likely. */
function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Explained[] {
  if ('options' in issue && Array.isArray(issue.options)) {
    return [
      explained(issue.path, `expected ${choice(issue.options)}, found ${found(discriminatorOf(issue))}; mend it.`),
    ];
  }
  const [best, second] = issue.errors.toSorted((one, other) => distance(one) - distance(other));
  if (best === undefined || (second !== undefined && distance(best) === distance(second))) {
    return [explained(issue.path, `${issue.message}.`)];
  }
  return best.flatMap((inner) => explainIssue({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Keys that are missing or too many weigh more than what is wrong in their values. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + weight(issue), 0);
}

function weight(issue: Issue): number {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return 100 * issue.keys.length;
  return issue.path.length === 1 && issue.input === undefined ? 100 : 1;
}

function discriminatorOf({ input, path }: Extract<Issue, { code: 'invalid_union' }>): unknown {
  const key = path.at(-1);
  if (typeof input !== 'object' || input === null || key === undefined) return undefined;
  return new Map<PropertyKey, unknown>(Object.entries(input)).get(key);
}

function wrongType({ expected, input }: Extract<Issue, { code: 'invalid_type' }>): string {
  const noun = nouns.get(expected) ?? expected;
  const isBare = expected === 'string' && (typeof input === 'number' || typeof input === 'boolean');
  const cure = isBare ? 'put it in quotes' : input === undefined || input === null ? 'write it' : 'mend it';
  return `expected ${noun}, found ${found(input)}; ${cure}.`;
}

const nouns: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['array', 'a list'],
  ['object', 'keys and values'],
  ['record', 'keys and values'],
]);

function wrongSize(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): string {
  const { input, origin } = issue;
  const bound = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  if (Array.isArray(input)) {
    const cure = issue.code === 'too_small' ? 'add what is missing' : 'take some out';
    return `expected ${bound} in this list, found ${input.length}; ${cure}.`;
  }
  if (origin === 'string') return 'expected a text, found an empty one; write it.';
  return `expected a number of ${bound}, found ${found(input)}; mend it.`;
}

const choice = (values: readonly unknown[]): string => values.map((value) => `\`${String(value)}\``).join(' or ');

function found(input: unknown): string {
  if (input === undefined || input === null) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'keys and values';
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}
