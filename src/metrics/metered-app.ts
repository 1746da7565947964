import type { Registry } from 'prom-client';
import { Gauge, Histogram } from 'prom-client';
import type { App } from '#core/app.ts';
import type { Clock } from '#core/ports/clock.ts';
import { secondsOfReplies } from './open-registry.ts';

/** A bot whose first views are timed from the moment at which the platform's event came in. */
export function meteredApp(app: App, clock: Clock, register: Registry): App {
  const registers = [register];
  const labelNames = ['platform'] as const;
  const firsts = new Histogram({
    name: 'studyloop_first_view_seconds',
    help: 'From the event to the first view, which acknowledges it unless the bot has by then.',
    labelNames,
    buckets: secondsOfReplies,
    registers,
  });
  const underWay = new Gauge({
    name: 'studyloop_requests_under_way',
    help: 'Requests under way.',
    labelNames,
    registers,
  });
  return {
    ...app,
    async *handle(request, signal) {
      const { platform } = request.place;
      let isFirst = true;
      underWay.inc({ platform });
      try {
        for await (const view of app.handle(request, signal)) {
          if (isFirst) firsts.observe({ platform }, Math.max(0, clock.now() - request.receivedAt) / 1000);
          isFirst = false;
          yield view;
        }
      } finally {
        underWay.dec({ platform });
      }
    },
  };
}
