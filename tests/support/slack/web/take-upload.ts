import type { World } from '../world/model.ts';

/** A request to an upload address. */
export interface Upload {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

interface Taken {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: string | null;
}

/** Takes the bytes of a file, as a form or as they are, if there are as many as were announced. */
export async function takeUpload(world: World, upload: Upload): Promise<Taken> {
  const [, id = ''] = /^\/upload\/v1\/(F0[A-Z0-9]+)-/.exec(upload.path) ?? [];
  const file = world.files.get(id);
  const bytes = await bytesOf(upload);
  const headers = { 'content-type': 'text/plain' };
  if (file === undefined || file.complete) return { status: 404, body: 'not found', headers, error: 'not_found' };
  if (bytes.length !== file.length) {
    world.complaints.push(`upload of ${file.name}: announced ${file.length} bytes, got ${bytes.length}`);
    return { status: 400, body: 'length mismatch', headers, error: 'length_mismatch' };
  }
  file.bytes = bytes;
  return { status: 200, body: `OK - ${bytes.length}`, headers, error: null };
}

async function bytesOf({ type, body }: Upload): Promise<Buffer> {
  if (!type.includes('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  return Buffer.alloc(0);
}
