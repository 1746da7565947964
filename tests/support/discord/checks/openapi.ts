import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readable } from './readable-schema.ts';
import type { Problem } from './problem.ts';

/** Discord's own OpenAPI document as a judge of requests and responses. */
export interface Judge {
  /** What is wrong with the JSON body of a request; `template` is a path of the document. */
  request(method: string, template: string, body: unknown): readonly Problem[];
  /** What is wrong with a response of ours. */
  response(
    method: string,
    template: string,
    answer: { readonly status: number; readonly body: unknown },
  ): readonly Problem[];
  /** Compiles the checks of an operation now; else its first use does, which takes some tens of ms. */
  prepare(method: string, template: string): void;
}

/** The judge of this process: it is read once, and each operation is compiled at its first use. */
export function judge(): Judge {
  kept ??= makeJudge();
  return kept;
}

let kept: Judge | undefined;

function makeJudge(): Judge {
  const file = join(import.meta.dirname, '../../../fixtures/discord-api/openapi.json');
  const document: OpenApi = JSON.parse(readFileSync(file, 'utf8'), readable);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true, verbose: false });
  ajv.addFormat('uri', (text) => URL.canParse(text) || text.startsWith('attachment://'));
  for (const name of unjudgedFormats) ajv.addFormat(name, true);
  ajv.addSchema({ $id: 'discord', components: document.components });
  const compiled = new Map<string, ValidateFunction | null>();

  function problems(key: string, schema: object | undefined, value: unknown): readonly Problem[] {
    let validate = compiled.get(key);
    if (validate === undefined) {
      validate = schema === undefined ? null : ajv.compile(absolute(schema));
      compiled.set(key, validate);
    }
    if (validate === null || validate(value)) return [];
    return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => toProblem(error));
  }

  const judged: Judge = {
    prepare(method, template) {
      judged.request(method, template, {});
      judged.response(method, template, { status: 200, body: {} });
    },
    request(method, template, body) {
      const operation = document.paths[template]?.[method.toLowerCase()];
      const schema = operation?.requestBody?.content['application/json']?.schema;
      return problems(`${method} ${template}`, schema, body);
    },
    response(method, template, { status, body }) {
      const operation = document.paths[template]?.[method.toLowerCase()];
      const schema = operation?.responses?.[String(status)]?.content?.['application/json']?.schema;
      return problems(`${method} ${template} ${status}`, schema, body);
    },
  };
  return judged;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

interface Content {
  readonly 'application/json'?: { readonly schema: object };
}

interface Operation {
  readonly requestBody?: { readonly content: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}

const unjudgedFormats = [
  'snowflake',
  'nonce',
  'int32',
  'int64',
  'uint32',
  'double',
  'float',
  'date-time',
  'binary',
  'email',
  'uuid',
];

function absolute(schema: object): object {
  const made: object = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"discord#/components/'));
  return made;
}

function toProblem({ instancePath, keyword, message = '', params }: ErrorObject): Problem {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const allowed = 'allowedValues' in params ? `: ${JSON.stringify(params['allowedValues'])}` : '';
  return { path, code: `OPENAPI_${keyword.toUpperCase()}`, message: `${message}${allowed}`, kind: 'refused' };
}
