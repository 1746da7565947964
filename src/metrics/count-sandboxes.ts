import { subscribe } from 'node:diagnostics_channel';
import type { Registry } from 'prom-client';
import { Counter } from 'prom-client';

/** Counts how often a finished sandbox was there when a program needed one; what pools run in this process says so. */
export function countSandboxes(register: Registry): void {
  const sandboxes = new Counter({
    name: 'studyloop_sandboxes_total',
    help: 'Sandboxes that programs asked for: ready (a hit of the pool), or waited for.',
    labelNames: ['found'] as const,
    registers: [register],
  });
  subscribe('studyloop:sandbox', (found) => sandboxes.inc({ found: found === 'ready' ? 'ready' : 'waited' }));
}
