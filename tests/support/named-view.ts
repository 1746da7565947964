import type { View } from '#core/view.ts';

/** A view that a test may ask for by its name. */
export interface NamedView {
  readonly name: string;
  readonly view: View;
}
