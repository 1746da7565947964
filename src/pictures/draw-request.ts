import type { Picture } from '#core/picture.ts';

/** What the drawing thread is asked for, and what it answers; `id` joins the two. */
export interface DrawRequest {
  readonly id: number;
  readonly picture: Picture;
}

export type DrawAnswer =
  | { readonly kind: 'drawn'; readonly id: number; readonly png: Uint8Array }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
