/** What can go wrong with a request. */
export type Fault =
  /** An error of Discord's own, before anything was done. */
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** Told to wait, before anything was done. */
  | { readonly kind: 'rate limited'; readonly retryAfterMs: number; readonly scope: 'user' | 'global' | 'shared' }
  /** The connection breaks before anything was done. */
  | { readonly kind: 'cut'; readonly by: Cut }
  /** It was done, and the connection breaks instead of the answer. */
  | { readonly kind: 'answer lost'; readonly by: Cut }
  /** It was done, and half of the answer comes. */
  | { readonly kind: 'answer cut short' }
  /** It is done after a while; the clock of an interaction goes on. */
  | { readonly kind: 'late'; readonly ms: number }
  /** It was done, and the answer comes after a while. */
  | { readonly kind: 'answer late'; readonly ms: number }
  /** Never answered. */
  | { readonly kind: 'silence' }
  /** Refused with this JSON error code, before anything was done. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number; readonly message: string };

/** How a connection ends: with a reset, after which discord.js tries again, or closed in order, after which it does not. */
export type Cut = 'reset' | 'close';

/** Which requests a fault meets: the method, and the beginning of the path or a pattern of it, after /api/v10. */
export interface Matcher {
  readonly method?: string;
  readonly path: string | RegExp;
}

export interface Faults {
  /** The next requests that match meet this, `times` of them. */
  next(matcher: Matcher, fault: Fault, times?: number): void;
  /** The fault that a request meets, used up by asking. */
  take(method: string, path: string): Fault | null;
  /** How many planned faults nobody met yet. */
  readonly left: number;
}

export function createFaults(): Faults {
  const plans: { readonly matcher: Matcher; readonly fault: Fault; left: number }[] = [];
  return {
    next: (matcher, fault, times = 1) => void plans.push({ matcher, fault, left: times }),
    take(method, path) {
      const plan = plans.find(({ matcher, left }) => left > 0 && matches(matcher, method, path));
      if (plan === undefined) return null;
      plan.left -= 1;
      return plan.fault;
    },
    get left() {
      return plans.reduce((sum, plan) => sum + plan.left, 0);
    },
  };
}

function matches({ method: wanted, path: pattern }: Matcher, method: string, path: string): boolean {
  if (wanted !== undefined && wanted !== method) return false;
  return typeof pattern === 'string' ? path.startsWith(pattern) : pattern.test(path);
}
