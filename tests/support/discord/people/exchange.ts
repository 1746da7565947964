import { limits } from '../checks/limits.ts';
import type { ModalBody } from '../wire.ts';
import type { Interaction, World } from '../world/model.ts';
import type { ShownMessage } from './shown-message.ts';
import { showMessage } from './shown-message.ts';

/** What came of one thing that a person did. All waits give up with an error that says what was there instead. */
export interface Exchange {
  /** The interaction's id; the message of a person has none. */
  readonly id: string;
  /** The first message with words in it. Rejects if the app did not answer, or with a form. */
  answer(withinMs?: number): Promise<ShownMessage>;
  /** The message in which this is to be read, as soon as it is. */
  sees(wanted: string | RegExp, withinMs?: number): Promise<ShownMessage>;
  /** The form that opened. */
  form(withinMs?: number): Promise<ModalBody>;
  /** The first response of any kind, "is thinking" too. Rejects as Discord says "The application did not respond". */
  acknowledged(): Promise<void>;
  /** The answer and the follow-ups as the person sees them now. */
  messages(): readonly ShownMessage[];
  /** How long it took so far, in ms. */
  timing(): Timing;
  readonly interaction: Interaction;
}

export interface Timing {
  /** Until the first response of any kind. */
  readonly acknowledgedMs: number | null;
  /** Until there were words, a form or choices. */
  readonly shownMs: number | null;
  /** Until the last change up to now. */
  readonly changedMs: number | null;
  readonly edits: number;
}

const patienceMs = 10_000;

/** Follows an interaction. */
export function followExchange(world: World, interaction: Interaction): Exchange {
  const after = (at: number | null) => (at === null ? null : at - interaction.createdAt);
  const messages = () => messagesOf(interaction);
  const say = () => describe(interaction, messages());

  return {
    id: interaction.id,
    interaction,
    messages,
    timing: () => ({
      acknowledgedMs: after(interaction.answeredAt),
      shownMs: after(interaction.shownAt),
      changedMs: after(interaction.changedAt),
      edits: interaction.edits,
    }),
    async acknowledged() {
      const look = () => (interaction.answeredAt === null ? undefined : true);
      await world.changes.until(look, { withinMs: limits.firstAnswerMs, failure: say });
    },
    answer: (withinMs = patienceMs) =>
      world.changes.until(
        () => {
          if (interaction.modal !== null)
            throw new Error(`expected a message, got the form "${interaction.modal.title}"`);
          if (interaction.shownAt === null) return undefined;
          return messages().find(({ isThinking }) => !isThinking);
        },
        { withinMs, failure: say },
      ),
    sees: (wanted, withinMs = patienceMs) =>
      world.changes.until(() => messages().find(({ text }) => reads(text, wanted)), {
        withinMs,
        failure: () => `expected ${String(wanted)}; ${say()}`,
      }),
    form: (withinMs = patienceMs) =>
      world.changes.until(() => interaction.modal ?? undefined, {
        withinMs,
        failure: () => `expected a form; ${say()}`,
      }),
  };
}

/** Whether a text has what is looked for in it. */
export function reads(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}

function messagesOf({ channel, messageIds }: Interaction): readonly ShownMessage[] {
  return messageIds.flatMap((id) => channel.messages.get(id) ?? []).map(showMessage);
}

function describe({ answeredAt, answer }: Interaction, messages: readonly ShownMessage[]): string {
  if (answeredAt === null) return 'the application did not respond';
  const texts = messages.map(({ text, isThinking }) => (isThinking ? '(is thinking)' : JSON.stringify(text)));
  return `the application answered with type ${answer}; there is ${texts.join(', ') || 'no message'}`;
}
