import type { Recogniser } from './recogniser.ts';

/** Runs that were stopped because their time was over: what they did with it. */
export const endings: readonly Recogniser[] = [
  ({ ending }) => {
    if (ending.kind !== 'timed-out') return null;
    switch (ending.having) {
      case 'slept a day':
        return { kind: 'endless', tell: (say) => say('explain.endless'), covers: [] };
      case 'computed':
        return { kind: 'computed-too-long', tell: (say) => say('explain.computed-too-long'), covers: [] };
      case 'waited':
        return { kind: 'waited-too-long', tell: (say) => say('explain.waited-too-long'), covers: [] };
      case 'done both':
        return null;
    }
  },
];
