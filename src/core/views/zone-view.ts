import { inline } from '../inline.ts';
import type { ZoneKnown } from '../people/local-day.ts';
import { timeAt } from '../people/local-day.ts';
import type { View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Say } from '../words.ts';

interface Shown {
  readonly known: ZoneKnown;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Whether it was chosen a moment ago. */
  readonly changed: boolean;
}

/** Where a learner's days begin, what time it is there, and how to change that. */
export function zoneView({ known, now, changed }: Shown, say: Say): View {
  const back = {
    label: say('button.zone-app'),
    weight: 'secondary',
    command: 'timezone',
    args: { zone: 'app' },
  } as const;
  return view(
    say('zone.title'),
    [
      prose(...inline(sentence(known, now, say))),
      prose(...inline(say('zone.how'))),
      ...(known.from === 'chosen' ? [choices(back)] : []),
    ],
    { tone: changed ? 'success' : 'plain' },
  );
}

function sentence({ zone, from }: ZoneKnown, now: number, say: Say): string {
  const time = timeAt(now, zone);
  switch (from) {
    case 'chosen':
      return say('zone.chosen', { zone, time });
    case 'platform':
      return say('zone.platform', { zone, time });
    case 'nobody':
      return say('zone.unknown', { time });
  }
}
