import type { Request } from './request.ts';
import type { View } from './view.ts';

/**
 * Answers a request with a stream of views, each replacing the one before it. The stream is empty when the same request
 * has been answered already. It never throws: refusals and faults of our own come as views too.
 */
export type Handle = (request: Request, signal: AbortSignal) => AsyncIterable<View>;
