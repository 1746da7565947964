import type { Choice } from './view.ts';
import type { PhraseKey, Say } from './words.ts';

/** Every way in which the bot turns a request down; each has its sentence under `refusal.…`. */
export type RefusalCode =
  Extract<PhraseKey, `refusal.${string}`> extends `refusal.${infer Code}` ? Exclude<Code, 'title'> : never;

/**
 * The learner asked for what cannot be. Thrown by commands, caught in one layer, shown as a sentence with a next step.
 * `code` names the reason for operators' eyes, `tell` says it to the learner.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly tell: (say: Say) => string;
  readonly nextSteps: (say: Say) => readonly Choice[];

  constructor(code: RefusalCode, tell: (say: Say) => string, nextSteps: (say: Say) => readonly Choice[] = () => []) {
    super(`refused: ${code}`);
    this.name = 'Refusal';
    this.code = code;
    this.tell = tell;
    this.nextSteps = nextSteps;
  }
}
