import type { Library } from './course/course.ts';
import { quote } from './inline.ts';
import type { Clock } from './ports/clock.ts';
import type { CodeGrader } from './ports/code-grader.ts';
import type { CodeReviewer } from './ports/code-reviewer.ts';
import type { CodeRunner } from './ports/code-runner.ts';
import type { Random } from './ports/random.ts';
import type { Store } from './ports/store.ts';
import { Refusal } from './refusal.ts';
import type { Request } from './request.ts';
import type { View } from './view.ts';
import type { Language, PhraseKey, Say } from './words.ts';

/** A command as the platforms see it: they register, complete and document it from this alone. */
export interface CommandDeclaration {
  readonly name: string;
  /** Null for a command that only buttons give: nobody types it and no platform shows it. */
  readonly summary: Extract<PhraseKey, `command.${string}`> | null;
  /** In the order in which people type them; the last typed one takes the rest of the line. */
  readonly options: Readonly<Record<string, Option>>;
  /** Where the reply to a button goes: `in-place` of what the button stood under, or `beside` it. */
  readonly replies: 'in-place' | 'beside';
  /**
   * `managers`: only for people who may manage the place, and only where there is somebody to manage; `teachers`: also for
   * those whom they made teachers, which no platform knows.
   */
  readonly askedBy: 'everyone' | 'teachers' | 'managers';
  /** Its name in the menu of a message, and the option that takes the message's text; null: messages have no use of it. */
  readonly onMessage: { readonly label: Extract<PhraseKey, `action.${string}`>; readonly option: string } | null;
}

export interface Option {
  /**
   * `channel`: one of the community, written `<#id>` or `<#id|name>`. `person`: one of the community, written as the id of a
   * learner; what nobody was found for is left as it was typed.
   */
  readonly kind: 'text' | 'code' | 'channel' | 'person';
  /** Null for a value that only buttons carry. */
  readonly about: Extract<PhraseKey, `option.${string}`> | null;
  /** What may be meant while it is being typed; null where nothing can be foreseen. Other values are allowed too. */
  readonly suggest: Suggest | null;
}

/** The likeliest first. `args` are the values of the other options so far. */
export type Suggest = (typed: string, desk: SuggestDesk) => readonly Suggestion[];

export interface SuggestDesk {
  readonly library: Library;
  readonly language: Language;
  readonly args: Request['args'];
}

export interface Suggestion {
  readonly value: string;
  readonly label: string;
}

export interface Command extends CommandDeclaration {
  readonly run: (call: Call<string>) => AsyncIterable<View>;
}

/** One request being answered; `OptionName` are the options that the command declares. */
export interface Call<OptionName extends string> {
  readonly args: Readonly<Partial<Record<OptionName, string>>>;
  readonly request: Request;
  readonly say: Say;
  readonly language: Language;
  readonly kit: Kit;
  /** Aborted when nobody waits for the reply any more, or the bot stops. */
  readonly signal: AbortSignal;
}

/** What commands work with. */
export interface Kit {
  readonly library: Library;
  readonly store: Store;
  readonly runner: CodeRunner;
  readonly grader: CodeGrader;
  readonly reviewer: CodeReviewer;
  readonly clock: Clock;
  readonly random: Random;
  readonly commands: readonly CommandDeclaration[];
}

/** Declares a command, so that its `run` sees the options that it declares and no others. */
export function defineCommand<Options extends Readonly<Record<string, Option>>>(command: {
  readonly name: string;
  readonly summary: CommandDeclaration['summary'];
  readonly options: Options;
  readonly replies?: CommandDeclaration['replies'];
  readonly askedBy?: CommandDeclaration['askedBy'];
  readonly onMessage?: {
    readonly label: Extract<PhraseKey, `action.${string}`>;
    readonly option: keyof Options & string;
  };
  readonly run: (call: Call<keyof Options & string>) => AsyncIterable<View>;
}): Command {
  return { replies: 'in-place', askedBy: 'everyone', onMessage: null, ...command };
}

export const typedText = (about: Option['about'], suggest: Suggest | null = null): Option => ({
  kind: 'text',
  about,
  suggest,
});
export const typedPerson = (about: Option['about']): Option => ({ kind: 'person', about, suggest: null });
export const typedChannel = (about: Option['about']): Option => ({ kind: 'channel', about, suggest: null });
export const typedCode = (about: Option['about']): Option => ({ kind: 'code', about, suggest: null });
/** A value that only buttons carry. */
export const carried: Option = { kind: 'text', about: null, suggest: null };
/** A program that only forms carry. */
export const carriedCode: Option = { kind: 'code', about: null, suggest: null };

/** The request's arguments, once each is known to be one that the command declares and of bearable length. */
export function checkedArgs(command: CommandDeclaration, args: Request['args']): Request['args'] {
  for (const [name, value] of Object.entries(args)) {
    const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
    if (option === undefined) {
      throw new Refusal('unknown-option', (say) =>
        say('refusal.unknown-option', { option: quote(name), command: command.name }),
      );
    }
    if (option.kind !== 'code' && value.length > longestText) {
      throw new Refusal('too-long', (say) =>
        say('refusal.too-long', { option: name, length: value.length, limit: longestText }),
      );
    }
  }
  return args;
}

const longestText = 200;
