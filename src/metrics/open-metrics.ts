import { Gauge } from 'prom-client';
import type { App } from '#core/app.ts';
import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { countSandboxes } from './count-sandboxes.ts';
import type { Connections } from './follow-connections.ts';
import { followConnections } from './follow-connections.ts';
import { meteredApp } from './metered-app.ts';
import { meteredLog } from './metered-log.ts';
import { meteredRunner } from './metered-runner.ts';
import { meteredStore } from './metered-store.ts';
import { openRegistry } from './open-registry.ts';
import type { Part } from './serve-health.ts';
import { serveHealth } from './serve-health.ts';

/** What counts: each takes one of the bot's parts and gives one that behaves the same. */
export interface Metrics {
  log(log: Log): Log;
  store(store: Store): Store;
  runner<Runner extends CodeRunner & CodeGrader>(runner: Runner): Runner;
  app(app: App): App;
  /** What is known of a platform's connection. */
  connection(platform: string): ReturnType<Connections['of']>;
  /** A figure that is looked up whenever somebody reads; null: there is none now. */
  watch(name: string, help: string, read: () => number | null): void;
  serve(
    place: { readonly host: string; readonly port: number },
    parts: readonly Part[],
  ): ReturnType<typeof serveHealth>;
}

/** Counts what passes through the parts that are given to it. */
export function openMetrics(clock: Clock): Metrics {
  const register = openRegistry();
  countSandboxes(register);
  let connections: Connections | null = null;
  return {
    log(log) {
      connections = followConnections(meteredLog(log, register));
      return connections.log;
    },
    store: (store) => meteredStore(store, clock, register),
    runner: (runner) => meteredRunner(runner, register),
    app: (app) => meteredApp(app, clock, register),
    connection: (platform) => connections?.of(platform) ?? 'unknown',
    watch(name, help, read) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [register],
        collect() {
          const value = read();
          if (value === null) gauge.reset();
          else gauge.set(value);
        },
      });
    },
    serve: async (place, parts) => await serveHealth(place, { parts, register }),
  };
}
