import type { Log, LogFields } from '#core/ports/log.ts';

/** The log of one platform's bot: each line says where, and of what belongs to an event which request that is, as core's lines do. */
export function platformLog(platform: string, log: Log): Log {
  const told = <Fields extends LogFields>(fields: Fields) => ({ platform, ...requestOf(fields, platform), ...fields });
  return {
    info: (event, fields) => log.info(event, told(fields)),
    warn: (event, fields) => log.warn(event, told(fields)),
    error: (event, fields) => log.error(event, told(fields)),
  };
}

/** Some lines have the platform's name of the event, some core's. */
function requestOf({ event }: LogFields, platform: string): LogFields {
  if (typeof event !== 'string') return {};
  return { request: event.startsWith(`${platform}:`) ? event : `${platform}:${event}` };
}
