import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { Socket } from 'node:net';
import type { Limits } from './limits.ts';
import { environment, type Prologue } from './prologue.ts';
import { countedProcesses, type Sandbox } from './sandbox.ts';
import { parseZygoteMessage, type ZygoteMessage } from './zygote-message.ts';
import type { Users } from './users.ts';

/** What a zygote is told; the words are in `python/zygote.py`. */
export type Order = 'spawn' | 'hurry' | 'kill' | 'watch';

/** The zygote's process and the stream on which it is told what to do. */
export interface ZygoteProcess {
  /** Orders to build, end, or keep an eye on the sandbox `id`. */
  tell(order: Order, id: number): void;
  /** Ends the process, and with it every sandbox. */
  kill(): void;
}

/** How a zygote is started. */
export interface ZygoteStart {
  readonly sandbox: Sandbox;
  readonly prologue: Prologue;
  readonly limits: Limits;
  /** The folder with the socket that sandboxes dial, and the socket's name in it. */
  readonly socket: { readonly folder: string; readonly name: string };
  /** The first user of the zygote's own, outside; -1 to stay who it is. */
  readonly firstUid: number;
}

/** What becomes of it; `onGone` is called once, with its last words. */
export interface ZygoteListener {
  onMessage(message: ZygoteMessage): void;
  onGone(lastWords: string): void;
}

/** A zygote of root's becomes the first of as many users that nobody else has; each sandbox becomes another. */
const USERS = 128;
const SLOTS = USERS - 2;
const INSIDE_UID = 1000;

/** Starts Python as a zygote: no environment of ours, no file, nothing to read but what `tell` sends. */
export function startZygoteProcess(start: ZygoteStart, listener: ZygoteListener): ZygoteProcess {
  const { sandbox, prologue } = start;
  const child = spawn(sandbox.python.path, prologue.arguments, {
    // Streams that are pipes from the start, because Python looks once at what they are; then the orders.
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: environment,
    cwd: '/',
    detached: true,
  });
  const control = controlOf(child);
  // Each may break when the process is killed; that it is gone is told by its exit.
  for (const stream of child.stdio) stream?.on('error', () => {});
  const lastWords: Buffer[] = [];
  child.stderr?.on('data', (said: Buffer) => lastWords.push(said));
  child.on('error', (error) => listener.onGone(error.message));
  // Whoever is left of it, as when the first process was killed while the second began, ends with this.
  child.once('exit', () => control.end());
  child.once('close', (code, signal) => {
    const words = Buffer.concat(lastWords).toString('utf8').trim().split('\n').at(-1);
    listener.onGone(words || `it ended with ${signal ?? code}`);
  });
  listen(control, listener);
  control.write(Buffer.concat([framed(prologue.modules), framed(rulesOf(start))]));
  return {
    tell: (order, id) => void control.write(`${order} ${id}\n`),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A message that Python's side can read: ten digits of length, then the bytes. */
export function framed(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(String(bytes.length).padStart(10, '0')), bytes]);
}

/** The first of a zygote's users; -1 where it has one user only. */
export function drawUsers(users: Users): number {
  return users.kind === 'own' ? -1 : users.first + USERS * randomInt(Math.floor(users.count / USERS));
}

function controlOf(child: ChildProcess): Socket {
  const control = child.stdio[3];
  if (!(control instanceof Socket)) throw new Error('the zygote was spawned without its pipes: out of descriptors?');
  return control;
}

function listen(control: Socket, listener: ZygoteListener): void {
  let unread = '';
  control.setEncoding('utf8').on('data', (said: string) => {
    const lines = (unread + said).split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) listener.onMessage(parseZygoteMessage(line));
  });
}

function rulesOf({ sandbox, limits, socket, firstUid }: ZygoteStart): string {
  const { cpuS, memoryBytes, openFiles, scratchBytes, scratchInodes } = limits;
  const flat = sandbox.rootFolders;
  // The sleeper that keeps the program's memory is one of its user's too.
  const counted = countedProcesses(sandbox.users, limits) + 1;
  // `--symlink TARGET FOLDER` or `--ro-bind FOLDER FOLDER`
  const rootFolders = flat.flatMap((_, index) => (index % 3 === 0 ? [flat.slice(index, index + 3)] : []));
  return JSON.stringify({
    socketFolder: socket.folder,
    socketName: socket.name,
    pythonFolders: sandbox.python.folders,
    rootFolders,
    firstUid,
    users: sandbox.users.kind === 'spare' ? USERS : 1,
    slots: SLOTS,
    insideUid: INSIDE_UID,
    // An ordinary user is that one from the moment the namespace is entered, and may become nobody else.
    programUid: sandbox.users.kind === 'spare' ? INSIDE_UID : -1,
    insideGid: INSIDE_UID,
    limits: { cpuS, memoryBytes, processes: counted, openFiles, scratchBytes, scratchInodes },
  });
}
