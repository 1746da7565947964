import type { Picture } from './picture.ts';

/**
 * A view: the small tree that every platform can draw. Plain tagged objects; every renderer is an exhaustive switch.
 * Nothing in it is markup: text is text, and what learners typed can neither ping nor break out of its place.
 */

export interface View {
  readonly title: string;
  readonly tone: Tone;
  /** `learner`: for the eyes of who asked; `channel`: anyone there may see it. */
  readonly audience: 'learner' | 'channel';
  /** `passing`: another view of the same reply will replace this one. */
  readonly stage: 'passing' | 'final';
  readonly blocks: readonly Block[];
}

export type Tone = 'plain' | 'success' | 'warning' | 'praise';

export type Block =
  | { readonly kind: 'prose'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly language: 'python' | 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] }
  | {
      readonly kind: 'table';
      readonly header: readonly (readonly Span[])[];
      readonly rows: readonly (readonly (readonly Span[])[])[];
    }
  | { readonly kind: 'progress'; readonly label: string; readonly done: number; readonly of: number }
  /** `words` say what the picture shows, for whoever does not see it; at most 1,000 characters on a few lines. */
  | { readonly kind: 'picture'; readonly picture: Picture; readonly words: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'ask'; readonly ask: Ask };

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

/** A button: a request in an envelope. Labels may be longer than a platform's buttons; its renderer sees to that. */
export interface Choice {
  readonly label: string;
  readonly weight: 'primary' | 'secondary';
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

/** A form, opened by a button named `label`; sending it is a request whose args are `args` and the fields' values. */
export interface Ask {
  readonly label: string;
  readonly title: string;
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
}

export type Field =
  | { readonly kind: 'code'; readonly name: string; readonly label: string; readonly initial: string }
  /** One line of words, at most 200 characters. */
  | { readonly kind: 'line'; readonly name: string; readonly label: string }
  /** The value sent is the chosen options' `value`s, joined by commas. */
  | {
      readonly kind: 'many-of';
      readonly name: string;
      readonly label: string;
      readonly options: readonly FieldOption[];
    };

export interface FieldOption {
  readonly value: string;
  readonly label: string;
}

export const text = (value: string): Span => ({ kind: 'text', text: value });
export const strong = (value: string): Span => ({ kind: 'strong', text: value });
export const inlineCode = (value: string): Span => ({ kind: 'code', text: value });
export const prose = (...spans: readonly Span[]): Block => ({ kind: 'prose', spans });
export const python = (source: string): Block => ({ kind: 'code', language: 'python', text: source });
export const output = (printed: string): Block => ({ kind: 'code', language: 'text', text: printed });
export const list = (items: readonly (readonly Span[])[]): Block => ({ kind: 'list', ordered: false, items });
export const choices = (...all: readonly Choice[]): Block => ({ kind: 'choices', choices: all });
export const ask = (form: Ask): Block => ({ kind: 'ask', ask: form });

/** A finished view for the learner who asked, in a plain tone unless said otherwise. */
export function view(
  title: string,
  blocks: readonly Block[],
  more: Partial<Pick<View, 'tone' | 'audience' | 'stage'>> = {},
): View {
  return { title, tone: 'plain', audience: 'learner', stage: 'final', ...more, blocks };
}
