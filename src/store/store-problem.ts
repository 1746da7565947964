import { HostProblem } from '#core/host-problem.ts';

export type StoreProblemKind =
  | 'bad-url'
  | 'unreachable'
  | 'refused'
  | 'too-old'
  | 'read-only'
  | 'not-a-database'
  | 'not-ours'
  | 'newer'
  | 'corrupted'
  | 'locked'
  | 'disk-full'
  | 'disk-error';

/**
 * The world does not let the store work; nothing was deleted or overwritten. The message is for the host: what was
 * expected, what came and what to do. The driver's own error, where there is one, is the `cause`.
 */
export class StoreProblem extends HostProblem {
  override readonly name = 'StoreProblem';
  readonly kind: StoreProblemKind;

  constructor(kind: StoreProblemKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The database undid a transaction for the sake of another one: done again, it may go through. */
export class Collision extends StoreProblem {
  constructor(message: string, options?: ErrorOptions) {
    super('locked', message, options);
  }
}
