import { name } from '../timeline/raw.ts';

/** What a program calls something, fit to stand between marks in a sentence; `?` where nothing of it can be shown. */
export function named(text: string): string {
  return name(text) ?? '?';
}
