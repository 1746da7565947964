import { z } from 'zod';
import type { Library } from '#core/course/course.ts';
import type { Store } from '#core/ports/store.ts';
import { openBulk } from '#store/bulk.ts';
import { openStore } from '#store/open-store.ts';
import { UsageProblem } from '../usage-problem.ts';
import type { Size } from './activity.ts';
import { fillTown } from './fill-town.ts';
import type { StoreFigure } from './store-figure.ts';
import type { Town } from './town.ts';
import { foundTown, noon } from './town.ts';

interface Settling {
  readonly size: Size;
  readonly library: Library;
  /** Hears how many learners are written, again and again; what it throws ends the filling. */
  readonly told: (learners: number) => void;
}

interface Settled {
  readonly town: Town;
  /** How long it took; empty when it was filled before. */
  readonly filling: readonly StoreFigure[];
}

/** The town of a database that was filled before, whatever size is wanted; else fills the empty one. */
export async function settleTown(url: string, { size, library, told }: Settling): Promise<Settled> {
  const [course] = library.courses;
  if (course === undefined) throw new Error('the library holds no course: the loader must refuse that');
  await using store = await openStore(url);
  const known = await sizeIn(store);
  if (known !== null) return { town: foundTown(known, course), filling: [] };
  await using bulk = await openBulk(url);
  if (!(await bulk.isEmpty())) {
    throw new UsageProblem('expected an empty database, or one that bench store has filled to its end; name another.');
  }
  const town = foundTown(size, course);
  const beganAt = performance.now();
  await fillTown(town, bulk, told);
  const seconds = (performance.now() - beganAt) / 1000;
  await store.notes.keep(
    [{ key: noteKey, text: JSON.stringify({ learners: size.learners, answers: size.answers }) }],
    noon,
  );
  return { town, filling: [{ kind: 'value', name: 'filling it', unit: 's', value: seconds }] };
}

const noteKey = 'bench store';
const note = z.object({ learners: z.number(), answers: z.number() });

async function sizeIn(store: Store): Promise<Size | null> {
  const text = await store.notes.read(noteKey);
  return text === null ? null : note.parse(JSON.parse(text));
}
