import type { Model } from '../model/model.ts';
import type { Node } from '../syntax/tree.ts';

/** One mistake that can be found. Its name is a promise, see docs/review.md; its page is in content/review. */
export interface Rule {
  readonly name: string;
  /** Tells everything it is sure of; what is correct stays silent. */
  check(model: Model, report: Report): void;
}

/** Called with the node that a learner should look at. */
export type Report = (at: Node, more?: More) => void;

interface More {
  /** The node whose text names it best; otherwise the node itself. */
  readonly about?: Node;
  /** What to write instead of the node, where that is certain. */
  readonly fix?: string;
}
