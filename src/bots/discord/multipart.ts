import { randomUUID } from 'node:crypto';
import type { RequestData } from 'discord.js';
import type { OutgoingFile } from './render/payload.ts';

/**
 * A request with JSON and files. The form is written here as one piece of bytes: the client would give a `FormData` of
 * Node's to whichever undici made the process's global dispatcher, and where that is Bolt's, which comes with another
 * version, the request ends before it begins (“action is not a function”).
 */
export function withFiles(json: object, files: readonly OutgoingFile[]): RequestData {
  if (files.length === 0) return { body: json };
  const boundary = `studyloop-${randomUUID()}`;
  const parts = [
    ...files.map((file, at) => part(boundary, fileHead(file, at), file.content)),
    part(boundary, ['Content-Disposition: form-data; name="payload_json"'], JSON.stringify(json)),
    Buffer.from(`--${boundary}--\r\n`),
  ];
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  return { body: Buffer.concat(parts), passThroughBody: true, headers };
}

function part(boundary: string, head: readonly string[], content: string | Uint8Array): Buffer {
  const lines = [`--${boundary}`, ...head, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(lines), Buffer.from(content), Buffer.from('\r\n')]);
}

function fileHead({ name, content }: OutgoingFile, at: number): readonly string[] {
  const type = typeof content === 'string' ? 'text/plain; charset=utf-8' : 'image/png';
  return [`Content-Disposition: form-data; name="files[${at}]"; filename="${quoted(name)}"`, `Content-Type: ${type}`];
}

/** As the standard for forms writes names in quotation marks (WHATWG HTML, “multipart form data”). */
const quoted = (name: string): string => name.replace(/\r?\n|\r/gu, '%0D%0A').replace(/"/gu, '%22');
