import type { Config } from '#src/config.ts';

/** A load balancer that looks at `/readyz` every second has seen by then that nothing should be sent here any more. */
const noticeMs = 2000;

/**
 * Aborted when nothing new is taken any more: with the signal, but where somebody looks whether to send requests here, a moment
 * later, so that none is turned away.
 */
export function drain({ role, metricsPort }: Config, stopping: AbortSignal): AbortSignal {
  if (role !== 'web' || metricsPort === null) return stopping;
  const closing = new AbortController();
  const close = () => void setTimeout(() => closing.abort(stopping.reason), noticeMs);
  if (stopping.aborted) close();
  else stopping.addEventListener('abort', close, { once: true });
  return closing.signal;
}
