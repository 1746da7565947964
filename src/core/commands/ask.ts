import { carried, defineCommand } from '../command.ts';
import type { Call } from '../command.ts';
import { cardOf, unknownTerm } from '../course/card.ts';
import { lookUp } from '../course/glossary.ts';
import { topicOf } from '../course/topic.ts';
import { inline, quote } from '../inline.ts';
import type { View } from '../view.ts';
import { prose } from '../view.ts';
import { helpFor } from './help.ts';

/**
 * Answers what people say to the bot that is no command: "what is a Task?" or "semaphore" gets its card, a question about
 * something near the nearest names, anything else what can be typed.
 */
export const ask = defineCommand({
  name: 'ask',
  summary: null,
  options: { said: carried },
  replies: 'beside',
  async *run(call) {
    yield await answerTo(call.args.said ?? '', call);
  },
});

async function answerTo(said: string, call: Call<string>): Promise<View> {
  const { words, isQuestion } = topicOf(said);
  const found = lookUp(call.kit.library.courses, said);
  if (found.kind === 'found') return await cardOf(found.entry, call);
  if (isQuestion && found.near.length > 0) throw unknownTerm(words, found.near);
  const shown = await helpFor(call);
  if (!isQuestion) return shown;
  const nothing = prose(...inline(call.say('glossary.nothing', { term: quote(words) })));
  return { ...shown, blocks: [nothing, ...shown.blocks] };
}
