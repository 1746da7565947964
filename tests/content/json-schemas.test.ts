import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemas } from '#content/json-schemas.ts';
import { project } from '../support/program.ts';

const folder = `${project}/docs/schema`;

test('the schemas for editors are what the loader accepts; `studyloop schema` renews them', () => {
  const kept = readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')] as const);
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(jsonSchemas()));
});

test('the schema of questions knows every type that authors write', () => {
  const schema = jsonSchemas().get('quizzes.schema.json') ?? '';
  for (const type of ['single', 'multiple', 'predict', 'seconds', 'next', 'bug', 'order', 'fix'])
    expect(schema).toContain(`"${type}"`);
});
