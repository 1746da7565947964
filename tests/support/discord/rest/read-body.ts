import type { IncomingMessage } from 'node:http';
import { ApiError } from '../api-error.ts';
import { limits } from '../checks/limits.ts';
import type { UploadedFile } from '../wire.ts';
import type { Body } from './call.ts';

/** What was read of a request: JSON, and files if it is multipart. */
export interface Parsed {
  /** Null when there is none. */
  readonly body: Body | null;
  /** The same JSON, for the judge. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** Reads the bytes of a request to their end. Throws ApiError when there are too many. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size <= limits.requestBytes) chunks.push(bytes);
  }
  if (size > limits.requestBytes) throw new ApiError('too large');
  return Buffer.concat(chunks);
}

/** Parses what was read. Throws ApiError. */
export async function parseBody(type: string, bytes: Buffer): Promise<Parsed> {
  if (bytes.length === 0) return { body: null, json: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) return parseForm(type, bytes);
  if (!type.startsWith('application/json')) throw new ApiError('bad json');
  return { ...parseJson(bytes.toString()), files: [] };
}

function parseJson(text: string): Pick<Parsed, 'body' | 'json'> {
  try {
    const json = JSON.parse(text);
    const body: Body = {
      message: json,
      callback: json,
      command: json,
      commands: json ?? [],
      conversation: json,
      application: json,
    };
    return { body, json };
  } catch {
    throw new ApiError('bad json');
  }
}

async function parseForm(type: string, bytes: Buffer): Promise<Parsed> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new ApiError('bad json');
  });
  const files: UploadedFile[] = [];
  for (const [name, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined || typeof value === 'string') continue;
    files.push({ index: Number(index), name: value.name, type: typeOf(value), bytes: await value.bytes() });
  }
  const json = form.get('payload_json');
  return { ...parseJson(typeof json === 'string' ? json : '{}'), files };
}

/** Discord goes by the name when a file comes without a type. */
function typeOf({ name, type }: File): string {
  if (type !== '' && type !== 'application/octet-stream') return type;
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return typesByEnding[ending] ?? 'application/octet-stream';
}

const typesByEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  py: 'text/x-python; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
