/** An error as Python prints it: a traceback, or what stands for one. */
export interface PythonError {
  /** As printed, with its module where it has one: `asyncio.exceptions.CancelledError`. */
  readonly type: string;
  /** The first line of it; empty where there is none. */
  readonly message: string;
  /** Outermost first. */
  readonly frames: readonly Frame[];
  /** The error that it followed, in a chain. */
  readonly after: PythonError | null;
  /** What a group holds, groups in it opened too. */
  readonly leaves: readonly PythonError[];
}

/** One `File …, line …` of a traceback. */
export interface Frame {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The line of code below it, without its indent; empty where none is shown. */
  readonly source: string;
}

/** The innermost place in the learner's own program; null when the traceback shows none. */
export function ownFrame({ frames }: PythonError): Frame | null {
  return frames.findLast(({ file }) => !isLibrary(file)) ?? null;
}

/** Whether it was raised in that file of Python's own library, as `asyncio/tasks.py`. */
export function isRaisedIn(file: string, { frames }: PythonError): boolean {
  const last = frames.at(-1);
  return last !== undefined && isLibrary(last.file) && last.file.replaceAll('\\', '/').endsWith(`/${file}`);
}

/** Whether a thread other than the main one raised it. */
export function isOfThread({ frames }: PythonError): boolean {
  return frames.some(
    ({ file }) => isLibrary(file) && /(?:threading|concurrent[\\/]futures[\\/]thread)\.py$/u.test(file),
  );
}

/** The name of its class, without the module. */
export function classOf({ type }: PythonError): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

const isLibrary = (file: string): boolean =>
  /[\\/]lib[\\/]python\d|[\\/]python3\d+[\\/]lib[\\/]|[\\/](?:site|dist)-packages[\\/]|^<frozen /iu.test(file);
