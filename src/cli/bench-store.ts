import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '#store/open-store.ts';
import type { Size } from './bench-store/activity.ts';
import { measureTown } from './bench-store/measure-town.ts';
import { settleTown } from './bench-store/settle-town.ts';
import type { StoreFigure } from './bench-store/store-figure.ts';
import type { Took } from './bench-store/timed.ts';
import { timed, timesFigure } from './bench-store/timed.ts';
import type { Town } from './bench-store/town.ts';
import { openContent } from './open.ts';
import type { Terminal } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';
import { complain } from './terminal.ts';

export interface StoreFlags extends Size {
  /** A SQLite file to fill, or one that was filled before; it stays. Without it and `url`, one that goes. */
  readonly file?: string;
  /** The address of a database of any kind, empty or filled before. */
  readonly url?: string;
}

const tellEvery = 10_000;

/** Fills a database with learners and their answers, or takes one that was filled before, and measures the bot over it. */
export async function benchStore(flags: StoreFlags, terminal: Terminal): Promise<readonly StoreFigure[]> {
  const library = await openContent(terminal);
  const temporary = join(tmpdir(), `studyloop-bench-${process.pid}.db`);
  const file = flags.file === undefined ? temporary : resolve(terminal.folder, flags.file);
  const url = flags.url ?? `sqlite:${file}`;
  const told = (learners: number) => {
    if (terminal.stopping.aborted) throw new UsageProblem('stopped before the database was full: delete it.');
    if (learners % tellEvery === 0) complain(terminal, `${learners} of ${flags.learners} learners written`);
  };
  try {
    const { town, filling } = await settleTown(url, { size: flags, library, told });
    const size = flags.url === undefined ? [await sizeOf(file)] : [];
    const opening = await benchOpening(url);
    await using store = await openStore(url);
    const measured = await measureTown({ store, town, library });
    return [...sizes(town), ...filling, ...size, opening, ...measured];
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(`${temporary}${end}`, { force: true });
  }
}

function sizes({ counts, classes, channels }: Town): readonly StoreFigure[] {
  const rows = (name: string, value: number): StoreFigure => ({ kind: 'value', name, unit: 'rows', value });
  const most = (all: readonly number[]) => all.reduce((one, other) => Math.max(one, other), 0);
  const answers = counts.reduce((all, count) => all + count, 0);
  return [
    rows('learners', counts.length),
    rows('answers, of their own accord', answers),
    rows('  of one, at most', most(counts)),
    rows('classes', classes.length),
    rows('  members, at most', most(classes.map(({ size }) => size))),
    rows('channels with a question a day', channels),
  ];
}

async function sizeOf(file: string): Promise<StoreFigure> {
  return { kind: 'value', name: 'file', unit: 'MB', value: (await stat(file)).size / 1_000_000 };
}

const openings = 20;

async function benchOpening(url: string): Promise<StoreFigure> {
  const times: Took[] = [];
  for (let nth = 0; nth < openings; nth += 1) {
    const { result: store, ...took } = await timed(async () => openStore(url));
    times.push(took);
    await store[Symbol.asyncDispose]();
  }
  return timesFigure('opening it', times, null);
}
