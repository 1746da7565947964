import type { IncomingMessage } from 'node:http';
import { mostRequestBytes } from './connection-limits.ts';

/** What Slack posted; null: it is too long, or nothing that Slack would post. */
export async function readRequest(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    // The rest is read and forgotten, so that the answer arrives.
    if (length <= mostRequestBytes) parts.push(bytes);
  }
  const body = Buffer.concat(parts);
  return length <= mostRequestBytes && isObject(contentOf(body.toString(), request)) ? body : null;
}

function contentOf(text: string, { headers }: IncomingMessage): unknown {
  if (headers['content-type'] !== 'application/x-www-form-urlencoded') return parsed(text);
  const payload = new URLSearchParams(text).get('payload');
  return payload === null ? {} : parsed(payload);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
