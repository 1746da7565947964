import type { Class } from '#core/ports/class-store.ts';
import type { Tables } from '#store/tables.ts';

/** Counts the standings of the members of classes. */
export interface ClassCounts {
  add(where: Class, standings: readonly Tables['standing'][]): void;
  rows(): readonly Tables['class_standing'][];
}

export function createClassCounts(): ClassCounts {
  const counts = new Map<string, Map<string, Tables['class_standing']>>();
  return {
    add({ platform, community }, standings) {
      const of = counts.get(community) ?? new Map<string, Tables['class_standing']>();
      counts.set(community, of);
      for (const { course, kind, subject, good } of standings) {
        const key = `${course} ${kind} ${subject}`;
        const { asked, good: before } = of.get(key) ?? { asked: 0, good: 0 };
        of.set(key, { platform, community, course, kind, subject, asked: asked + 1, good: before + good });
      }
    },
    rows: () => [...counts.values()].flatMap((of) => [...of.values()]),
  };
}
