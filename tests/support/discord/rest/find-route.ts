import { ApiError } from '../api-error.ts';
import { accountRoutes } from './account-routes.ts';
import type { Route } from './call.ts';
import { ok } from './call.ts';
import { channelRoutes } from './channel-routes.ts';
import { commandRoutes } from './command-routes.ts';
import { guildRoutes } from './guild-routes.ts';
import { interactionRoutes } from './interaction-routes.ts';

/** A route with what stood in the path. */
export interface FoundRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the operation of a request. Throws ApiError. */
export function findRoute(method: string, path: string): FoundRoute {
  const steps = path.split('/');
  const matching = routes.flatMap(({ route, pattern }) => {
    const params = match(pattern, steps);
    return params === null ? [] : [{ route, params }];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found !== undefined) return found;
  throw new ApiError(matching.length > 0 ? 'method not allowed' : 'not found');
}

const all: readonly Route[] = [
  { method: 'GET', path: '/gateway', answer: ({ world }) => ok({ url: world.origin.replace('http', 'ws') }) },
  { method: 'GET', path: '/gateway/bot', answer: ({ world }) => ok(world.sayGateway()) },
  ...accountRoutes,
  ...commandRoutes,
  ...guildRoutes,
  ...channelRoutes,
  ...interactionRoutes,
];

/** Method and path of every operation that there is. */
export const operations: readonly (readonly [method: string, template: string])[] = all.map(({ method, path }) => [
  method,
  path,
]);

// Those with fewer placeholders first: `@me` and `@original` are not ids.
const routes = all
  .map((route) => ({ route, pattern: route.path.split('/') }))
  .toSorted((one, other) => placeholders(one.pattern) - placeholders(other.pattern));

function placeholders(pattern: readonly string[]): number {
  return pattern.filter((step) => step.startsWith('{')).length;
}

function match(pattern: readonly string[], steps: readonly string[]): Record<string, string> | null {
  if (pattern.length !== steps.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const step = decodeURIComponent(steps[index] ?? '');
    if (part.startsWith('{')) params[part.slice(1, -1)] = step;
    else if (part !== step) return null;
  }
  return params;
}
