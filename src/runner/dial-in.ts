import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';

/** A place where sandboxes call, in a folder that nobody else may enter. */
export interface DialIn {
  readonly folder: string;
  readonly name: string;
  /** Hangs up on whoever calls from now on, and removes the folder. */
  close(): Promise<void>;
}

/** What a stream is for; the program's text comes before its input. */
export type Role = 'input' | 'output' | 'errors';

/** Who calls: one of the three streams of a sandbox. */
export interface Caller {
  readonly id: number;
  readonly role: Role;
  readonly stream: Socket;
}

const HELLO_BYTES = 16;
const SOCKET_NAME = 'socket';
const PREFIX = 'studyloop-';

/** Removes what bots have left that were killed: folders with a socket on which nobody listens. */
export async function sweepDialIns(): Promise<void> {
  const names = await readdir(tmpdir());
  const left = names.filter((name) => name.startsWith(PREFIX)).map((name) => join(tmpdir(), name));
  await Promise.all(left.map(removeIfDead));
}

async function removeIfDead(folder: string): Promise<void> {
  const code = await new Promise<string>((resolve) => {
    const call = connect(join(folder, SOCKET_NAME), () => resolve('alive'));
    call.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    call.once('connect', () => call.destroy());
  });
  if (code === 'ECONNREFUSED') await rm(folder, { recursive: true, force: true });
}

/** Listens, for callers that are user `uid` of this machine (-1: whoever runs the bot). */
export async function openDialIn(uid: number, onCall: (caller: Caller) => void): Promise<DialIn> {
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  const server = createServer({ allowHalfOpen: true }, (stream) => {
    // A stream that breaks has ended; what came before it is what there is.
    stream.on('error', () => {});
    // Another bot may call only to see whether somebody is there.
    const hangUp = () => stream.destroy();
    stream.once('end', hangUp);
    readExactly(stream, HELLO_BYTES, (hello) => {
      stream.off('end', hangUp);
      onCall({ ...parseHello(hello), stream });
    });
  });
  server.listen(join(folder, SOCKET_NAME));
  await once(server, 'listening');
  if (uid !== -1) await Promise.all([folder, join(folder, SOCKET_NAME)].map((path) => chown(path, uid, uid)));
  return {
    folder,
    name: SOCKET_NAME,
    async close() {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Calls `onBytes` once with the first `size` bytes of `stream`, and leaves it paused; never if there are fewer. */
export function readExactly(stream: Socket, size: number, onBytes: (bytes: Buffer) => void): void {
  const read = () => {
    const bytes: unknown = stream.read(size);
    if (!Buffer.isBuffer(bytes) || bytes.length < size) return;
    stream.off('readable', read);
    onBytes(bytes);
  };
  stream.on('readable', read);
  read();
}

function parseHello(hello: Buffer): Pick<Caller, 'id' | 'role'> {
  const [id, role] = hello.toString('latin1').trim().split(' ');
  if (role !== 'input' && role !== 'output' && role !== 'errors')
    throw new Error(`expected "ID ROLE", got ${hello.toString('latin1')}`);
  return { id: Number(id), role };
}
