/** What can go wrong with a call. */
export type Fault =
  /** Told to wait, before anything was done. */
  | { readonly kind: 'rate limited'; readonly retryAfterS: number }
  /** An error of Slack's own, before anything was done. */
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 | 504 }
  /** Refused by name, before anything was done. */
  | { readonly kind: 'refused'; readonly error: string; readonly more?: Readonly<Record<string, unknown>> }
  /** The connection breaks before anything was done. */
  | { readonly kind: 'cut' }
  /** It was done, and the connection breaks instead of the answer. */
  | { readonly kind: 'answer lost' }
  /** It is done after a while. */
  | { readonly kind: 'late'; readonly ms: number }
  /** It was done, and the answer comes after a while. */
  | { readonly kind: 'answer late'; readonly ms: number }
  /** Never answered, never done. */
  | { readonly kind: 'silence' };

export interface Faults {
  /** The next calls of a method (`*`: of any; `response_url`; `upload`) meet this, `times` of them. */
  next(method: string, fault: Fault, times?: number): void;
  /** The fault that a call meets, used up by asking. */
  take(method: string): Fault | null;
  /** How many planned faults nobody met yet. */
  readonly left: number;
}

export function createFaults(): Faults {
  const plans: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  return {
    next: (method, fault, times = 1) => void plans.push({ method, fault, left: times }),
    take(method) {
      const plan = plans.find((one) => one.left > 0 && (one.method === '*' || one.method === method));
      if (plan === undefined) return null;
      plan.left -= 1;
      return plan.fault;
    },
    get left() {
      return plans.reduce((sum, { left }) => sum + left, 0);
    },
  };
}
