import type { ExpectedFinding, ReviewLevel, ReviewMessage } from './review-set.ts';

/** What the review said: the rule and the line, counted from 1 in the text as received. */
export interface Remark {
  readonly rule: string;
  readonly line: number | null;
}

/** How a review did on a set of messages; lists name messages as `id:line rule`. */
export interface ReviewScore {
  readonly levels: readonly { readonly level: ReviewLevel; readonly found: number; readonly of: number }[];
  readonly rules: readonly RuleScore[];
  readonly clean: { readonly flagged: readonly { readonly said: readonly string[] }[]; readonly of: number };
  /** The rule was named, on a line where it does not belong: a miss all the same. */
  readonly otherLine: readonly string[];
  /** Remarks on messages with mistakes that are none of the expected ones: not counted, since some are right. */
  readonly extra: readonly string[];
}

interface RuleScore {
  readonly rule: string;
  readonly found: number;
  readonly of: number;
  /** `id:line` of the best line of each that was missed. */
  readonly missed: readonly string[];
}

interface Looked {
  readonly message: ReviewMessage;
  readonly expected: ExpectedFinding;
  readonly remarks: readonly Remark[];
}

/** Compares what was said with what is expected. A message that is not in `answers` counts as one with nothing said. */
export function scoreReview(
  messages: readonly ReviewMessage[],
  answers: ReadonlyMap<string, readonly Remark[]>,
): ReviewScore {
  const looked = messages.flatMap((message) =>
    message.expected.map((expected) => ({ message, expected, remarks: answers.get(message.id) ?? [] })),
  );
  const clean = messages.filter(({ level }) => level === 'clean');
  return {
    levels: (['easy', 'medium', 'hard'] as const).map((level) => levelScore(level, looked)),
    rules: [...Map.groupBy(looked, ({ expected }) => expected.rules.join('|'))]
      .map(([rule, those]) => ruleScore(rule, those))
      .toSorted((a, b) => a.rule.localeCompare(b.rule, 'en')),
    clean: {
      of: clean.length,
      flagged: clean
        .map(({ id }) => ({ said: (answers.get(id) ?? []).map((remark) => place(id, remark)) }))
        .filter(({ said }) => said.length > 0),
    },
    otherLine: looked.flatMap((one) => elsewhere(one).map((remark) => place(one.message.id, remark))),
    extra: messages
      .filter(({ level }) => level !== 'clean')
      .flatMap((message) => beside(message, answers.get(message.id) ?? []).map((remark) => place(message.id, remark))),
  };
}

function levelScore(level: ReviewLevel, looked: readonly Looked[]): ReviewScore['levels'][number] {
  const those = looked.filter(({ message }) => message.level === level);
  return { level, found: those.filter(isFound).length, of: those.length };
}

function ruleScore(rule: string, those: readonly Looked[]): RuleScore {
  const missed = those.filter((one) => !isFound(one));
  return {
    rule,
    found: those.length - missed.length,
    of: those.length,
    missed: missed.map(({ message, expected }) => `${message.id}:${expected.lines[0]}`),
  };
}

const isFound = ({ expected, remarks }: Looked): boolean => remarks.some((remark) => meets(remark, expected));

const meets = ({ rule, line }: Remark, { rules, lines }: ExpectedFinding): boolean =>
  rules.includes(rule) && line !== null && lines.includes(line);

function elsewhere(one: Looked): readonly Remark[] {
  return isFound(one) ? [] : one.remarks.filter(({ rule }) => one.expected.rules.includes(rule));
}

const beside = ({ expected }: ReviewMessage, remarks: readonly Remark[]): readonly Remark[] =>
  remarks.filter(({ rule }) => !expected.some(({ rules }) => rules.includes(rule)));

const place = (id: string, { rule, line }: Remark): string => `${id}:${line ?? '?'} ${rule}`;
