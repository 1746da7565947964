import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { enumerate } from './enumerate.ts';
import type { Mastery, Remembered } from './mastery.ts';
import { isRemembered } from './mastery.ts';
import { dayMs } from './recall.ts';
import type { MasteryLook, MasteryModel, MasteryRow } from './model.ts';
import { masteryLooks } from './model.ts';
import { until } from './until.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Null when nothing was asked yet, so that there is nothing to see. */
export function masteryModel(all: readonly Mastery[], reader: Reader): MasteryModel | null {
  const { say } = reader;
  const rows = remembered(all).map((one) => rowOf(one, reader));
  if (rows.length === 0) return null;
  const left = rows.length > mostRows ? rows.length - (mostRows - 1) : 0;
  const shown = rows.slice(0, rows.length - left);
  return {
    title: say('memory.picture-title', { known: all.filter(({ state }) => state === 'known').length, of: all.length }),
    axis: say('memory.picture-axis'),
    ticks: ticks.map(({ days, phrase }) => ({ at: placeOf(days), label: say(phrase) })),
    rows: shown,
    more: left === 0 ? null : say('memory.picture-more', { count: left }),
    legend: masteryLooks
      .filter((look) => shown.some((row) => row.look === look))
      .map((look) => ({ look, label: say(stateOf[look]) })),
  };
}

const stateOf = {
  due: 'memory.state-due',
  learning: 'memory.state-learning',
  known: 'memory.state-known',
} as const satisfies Record<MasteryLook, string>;

/** More would not be read on a phone. */
const mostRows = 20;

const ticks = [
  { days: 0, phrase: 'memory.tick-now' },
  { days: 1, phrase: 'memory.tick-day' },
  { days: 7, phrase: 'memory.tick-week' },
  { days: 30, phrase: 'memory.tick-month' },
  { days: 365, phrase: 'memory.tick-year' },
] as const;

/** Concepts of which there is evidence: what is due first, then what is being learnt, then what is known; sooner due first. */
export function remembered(all: readonly Mastery[]): readonly Remembered[] {
  const place = (one: Remembered): number => masteryLooks.indexOf(lookOf(one));
  return all
    .filter(isRemembered)
    .toSorted((one, other) => place(one) - place(other) || one.memory.dueAt - other.memory.dueAt);
}

function rowOf(one: Remembered, { say, language, now }: Reader): MasteryRow {
  const look = lookOf(one);
  const left = Math.max(0, one.memory.dueAt - now);
  return {
    label: inLanguage(one.concept.term, language),
    look,
    to: placeOf(left / dayMs),
    note: look === 'due' ? say('memory.state-due') : until(left, say),
  };
}

const lookOf = ({ state, isDue }: Remembered): MasteryLook =>
  isDue ? 'due' : state === 'learning' ? 'learning' : 'known';

/** The first days take more room than later ones. */
const placeOf = (days: number): number => Math.min(1, Math.log1p(days) / Math.log1p(365));

/** What the picture shows, in words, for who cannot see it: at most 1,000 characters, what is due first. */
export function describeMastery({ title, rows, more, legend }: MasteryModel, say: Say): string {
  const parts = legend.map(({ look, label }) => {
    const mine = rows.filter((row) => row.look === look);
    const terms = mine.map(({ label: term, note }) =>
      look === 'due' ? term : say('memory.picture-term', { term, when: note }),
    );
    return say('memory.picture-part', { state: label, terms: enumerate(terms, say) });
  });
  const words = [title, ...parts, ...(more === null ? [] : [more])].join('\n');
  return words.length <= mostCharacters ? words : `${words.slice(0, mostCharacters - 1)}…`;
}

const mostCharacters = 1000;
