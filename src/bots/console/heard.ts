/** What came from the learner's side of a terminal or a pipe. */
export type Heard =
  | HeardLine
  /** Ctrl-C while no reply was under way. */
  | { readonly kind: 'interrupt' }
  /** Ctrl-D, or the end of the pipe. `text`: what stood in the line being edited. */
  | { readonly kind: 'end'; readonly text: string };

export interface HeardLine {
  readonly kind: 'line';
  /** Without its line end. */
  readonly text: string;
  readonly from: 'keys' | 'paste' | 'pipe';
}
