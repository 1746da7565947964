import { setTimeout as pause } from 'node:timers/promises';
import type { Person as DiscordPerson } from '../discord/people/person.ts';
import type { Person as SlackPerson } from '../slack/people/person.ts';
import type { Asked } from './ledger.ts';
import { endingOf } from './ledger.ts';

/** Somebody who learns, on whichever platform. */
export interface Learner {
  /** By the name under which the bot keeps them. */
  readonly id: string;
  run(): Asked;
  /** Asks for a question. */
  question(): Asked;
  /** Presses the first answer under the question that they see; null: it has none to press. */
  answer(): Asked | null;
}

let nth = 0;

/** The word comes from the run alone: it does not stand in the program. */
function program(): { readonly code: string; readonly wanted: RegExp } {
  nth += 1;
  return {
    wanted: new RegExp(`\\btok-${nth}\\b`, 'u'),
    code: `import asyncio; asyncio.run(asyncio.sleep(3)); print("tok" + "-${nth}")`,
  };
}

const question = /Question · /u;
const told = /\b(?:Right|Not quite)\b/u;

/** Somebody in a server of Discord. */
export function discordLearner(person: DiscordPerson): Learner {
  const id = `discord:${person.user.id}`;
  const follow = (
    kind: Asked['kind'],
    wanted: RegExp,
    { exchange, also = null }: { readonly exchange: ReturnType<DiscordPerson['slash']>; readonly also?: string | null },
  ): Asked => ({
    learner: id,
    kind,
    wanted,
    question: also,
    isMarked: true,
    seen: () => {
      const shown = exchange.messages().filter(({ isThinking }) => !isThinking);
      const pressed = also === null ? [] : person.screen().filter((message) => message.id === also);
      return [...new Map([...shown, ...pressed].map((message) => [message.id, message.text])).values()];
    },
    refusedByPlatform: () => exchange.timing().acknowledgedMs === null && age(exchange.interaction.createdAt) > 3000,
  });
  let asked: ReturnType<DiscordPerson['slash']> | null = null;
  return {
    id,
    run() {
      const { code, wanted } = program();
      return follow('run', wanted, { exchange: person.slash('run', { code }) });
    },
    question() {
      asked = person.slash('quiz');
      return follow('question', question, { exchange: asked });
    },
    answer() {
      for (const { id: message, text, buttons } of asked?.messages() ?? []) {
        const option = firstOption(
          text,
          buttons.map(({ label }) => label),
        );
        if (option !== null) return follow('answer', told, { exchange: person.press(option, message), also: message });
      }
      return null;
    },
  };
}

/** What to press for an answer with one press; lines are put in order one by one, and there are questions with a form. */
function firstOption(text: string, labels: readonly string[]): string | null {
  const [first] = labels;
  const isOpen = question.test(text) && !told.test(text) && !/Which line comes now/u.test(text);
  return isOpen && first !== undefined && !['Answer', 'Mend it'].includes(first) ? first : null;
}

const age = (since: number) => Date.now() - since;

/** Somebody in Slack, who types commands where others read along, or talks with the bot alone. */
export function slackLearner(person: SlackPerson, way: 'commands' | 'messages'): Learner {
  const id = `slack:${person.workspace.id}/${person.user.id}`;
  const shown = () => person.screen().filter(({ blocks }) => blocks.length > 0);
  const follow = (
    kind: Asked['kind'],
    wanted: RegExp,
    act: () => { readonly failure: string | null } | null,
  ): Asked => {
    const before = new Set(shown().map(({ ts }) => ts));
    const delivery = act();
    const seen = () => shown().flatMap(({ ts, text }) => (before.has(ts) ? [] : [text]));
    return {
      learner: id,
      kind,
      wanted,
      question: null,
      isMarked: way === 'messages',
      seen,
      refusedByPlatform: () => way === 'commands' && (delivery?.failure ?? null) !== null,
    };
  };
  const type = (command: string, rest: string, code: string | null = null) => {
    if (way === 'commands') return person.slash(`/${command}`, code ?? rest).delivery;
    const text = code === null ? `${command} ${rest}` : `\`\`\`\n${code}\n\`\`\``;
    return person.says(text).exchange?.delivery ?? null;
  };
  return {
    id,
    run() {
      const { code, wanted } = program();
      return follow('run', wanted, () => type('run', '', code));
    },
    question: () => follow('question', question, () => type('quiz', '')),
    answer() {
      const message = shown().findLast(({ text, buttons }) => firstOption(text, buttons) !== null);
      const option = message === undefined ? null : firstOption(message.text, message.buttons);
      if (message === undefined || option === null) return null;
      const pressed = person.press(option, { ts: message.ts });
      return {
        learner: id,
        kind: 'answer',
        wanted: told,
        question: message.ts,
        isMarked: true,
        seen: () => shown().flatMap(({ ts, text }) => (ts >= message.ts ? [text] : [])),
        refusedByPlatform: () => pressed.delivery.failure !== null,
      };
    },
  };
}

/** Goes on asking until the signal, one thing after the other; all that was asked goes into the ledger. */
export async function learn(learner: Learner, ledger: Asked[], signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    const asked = turn % 3 === 0 ? learner.run() : turn % 3 === 1 ? learner.question() : learner.answer();
    if (asked !== null) ledger.push(asked);
    if (asked !== null) await settled(asked, patienceMs);
    await pause(300);
  }
}

/** Then they turn to something else: the reply may still come. */
const patienceMs = 25_000;

/** True when it has ended by then. */
export async function settled(asked: Asked, withinMs: number): Promise<boolean> {
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    if (endingOf(asked) !== 'waiting') return true;
    await pause(50);
  }
  return endingOf(asked) !== 'waiting';
}
