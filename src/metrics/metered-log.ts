import type { Registry } from 'prom-client';
import { Counter, Histogram } from 'prom-client';
import type { Log, LogFields } from '#core/ports/log.ts';
import { secondsOfReplies } from './open-registry.ts';

/** A log whose lines are counted: requests, deliveries, troubles of platforms, and each warning and error by its name. */
export function meteredLog(log: Log, register: Registry): Log {
  const count = countersOf(register);
  return {
    info(event, fields) {
      count.happened(event, fields);
      log.info(event, fields);
    },
    warn(event, fields) {
      count.wentWrong('warn', event, fields);
      log.warn(event, fields);
    },
    error(event, fields) {
      count.wentWrong('error', event, fields);
      log.error(event, fields);
    },
  };
}

function countersOf(register: Registry) {
  const { lines, troubles } = countersOfTrouble(register);
  const { requests, replies, deliveries } = countersOfWork(register);
  return {
    happened(event: string, fields: LogFields): void {
      const { command, platform, outcome, ms } = fields;
      if (typeof platform !== 'string' || typeof outcome !== 'string') return;
      if (event === 'delivery') deliveries.inc({ platform, outcome });
      if (event !== 'request' || typeof command !== 'string') return;
      requests.inc({ command, platform, outcome });
      if (typeof ms === 'number' && outcome !== 'repeat') replies.observe({ command, platform }, ms / 1000);
    },
    wentWrong(level: 'warn' | 'error', event: string, { platform, trouble }: LogFields): void {
      lines.inc({ level, event });
      if (typeof trouble === 'string') troubles.inc({ platform: String(platform), kind: trouble });
    },
  };
}

function countersOfWork(register: Registry) {
  const registers = [register];
  return {
    requests: new Counter({
      name: 'studyloop_requests_total',
      help: 'Requests that were answered, by command, platform and how they ended.',
      labelNames: ['command', 'platform', 'outcome'] as const,
      registers,
    }),
    replies: new Histogram({
      name: 'studyloop_reply_seconds',
      help: 'From a request reaching core to the end of its reply.',
      labelNames: ['command', 'platform'] as const,
      buckets: secondsOfReplies,
      registers,
    }),
    deliveries: new Counter({
      name: 'studyloop_deliveries_total',
      help: 'What was sent by itself, by platform and what came of it.',
      labelNames: ['platform', 'outcome'] as const,
      registers,
    }),
  };
}

function countersOfTrouble(register: Registry) {
  const registers = [register];
  return {
    troubles: new Counter({
      name: 'studyloop_platform_errors_total',
      help: 'Calls to platforms that failed, by kind.',
      labelNames: ['platform', 'kind'] as const,
      registers,
    }),
    lines: new Counter({
      name: 'studyloop_log_lines_total',
      help: 'Warnings and errors in the log, by the name of the event.',
      labelNames: ['level', 'event'] as const,
      registers,
    }),
  };
}
