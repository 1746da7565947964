import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorKinds } from '#core/explain/error-kinds.ts';
import { evidenceOf } from '#core/explain/evidence.ts';
import { explain } from '#core/explain/explain.ts';
import type { Runner } from '#runner/create-runner.ts';
import { languages } from '#core/words.ts';
import { ran } from '../../support/clock-programs.ts';
import { speak } from '../../support/speak.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const folder = 'tests/fixtures/errors';
const programs = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const);
const named = (code: string) => (code.split('\n')[0] ?? '').slice(2).split(' ');

describe('what a real run ended with', () => {
  let runner: Runner;

  beforeAll(async () => {
    runner = await openTestRunner();
  });

  afterAll(async () => runner[Symbol.asyncDispose]());

  // The first line of each program says what is to be recognised; every line that is to be named is marked.
  test.each(programs)('is recognised, and told with its lines: %s', async (_name, code) => {
    const outcome = await ran(runner, { code });
    const explanations = explain(evidenceOf(outcome, code));
    const told = explanations.map(({ tell }) => tell(speak('en'))).join('\n');
    const marked = code.split('\n').flatMap((line, at) => (line.endsWith('# here') ? [at + 1] : []));

    const kinds = explanations.map(({ kind }) => kind);
    expect(kinds.length === 0 ? ['nothing'] : kinds, JSON.stringify(outcome)).toEqual(named(code));
    const lines = [...told.matchAll(/line (\d+)/giu)].map(([, line]) => Number(line));
    expect([...new Set(lines)].toSorted((one, other) => one - other)).toEqual(marked);
  });

  test.each(programs)('is told in every language, with nothing left to fill in: %s', async (_name, code) => {
    const outcome = await ran(runner, { code });
    for (const language of languages) {
      for (const { tell } of explain(evidenceOf(outcome, code))) {
        expect(tell(speak(language))).not.toMatch(/explain\.|timeline\.|\{\{|undefined|\?`/u);
      }
    }
  });
});

test('every kind of error that can be explained has a real program here, but for limits of time that tests do not sit out', () => {
  const seen = new Set(programs.flatMap(([, code]) => named(code)));
  expect(errorKinds.filter((kind) => !seen.has(kind))).toEqual(['computed-too-long', 'waited-too-long']);
});
