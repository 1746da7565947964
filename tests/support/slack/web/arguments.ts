import { isObject } from '../checks/check-text.ts';
import type { Fields } from '../wire.ts';
import { slackError } from './slack-error.ts';

/** Arguments of a call: the SDK sends forms in which objects are JSON, others send JSON. */
export interface Arguments {
  readonly all: Fields;
  /** A string; undefined when it is missing or empty. */
  text(name: string): string | undefined;
  /** A string that must be there; else `invalid_arguments`. */
  need(name: string): string;
  /** An object or array; throws `error` when it is no JSON. */
  json(name: string, error: string): unknown;
  is(name: string): boolean;
}

export function readArguments(contentType: string, body: string): Arguments {
  const all = fieldsOf(contentType, body);
  const text = (name: string) => {
    const value = all[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return {
    all,
    text,
    need(name) {
      const value = text(name);
      if (value !== undefined) return value;
      const messages = [`[ERROR] missing required field: ${name}`];
      throw slackError('invalid_arguments', { response_metadata: { messages } });
    },
    json(name, error) {
      const value = all[name];
      if (typeof value !== 'string') return value ?? undefined;
      if (value === '') return undefined;
      try {
        return JSON.parse(value) as unknown;
      } catch {
        throw slackError(error);
      }
    },
    is: (name) => String(all[name]) === 'true' || String(all[name]) === '1',
  };
}

function fieldsOf(contentType: string, body: string): Fields {
  if (!contentType.includes('json')) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body);
    if (isObject(parsed)) return parsed;
  } catch {
    throw slackError('invalid_json');
  }
  throw slackError('json_not_object');
}
