import type { Delivery } from '#core/delivery.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import type { View } from '#core/view.ts';
import type { TestApp } from './app.ts';
import { choicesOf } from './app.ts';

/** A channel in which somebody may manage the bot. */
export const studyPlace = {
  platform: 'test',
  visibility: 'shared',
  community: 'school',
  channel: 'study',
} as const satisfies Request['place'];

export const asTeacher = {
  learner: learnerId('test:teacher'),
  place: { ...studyPlace, role: 'teacher' },
} as const satisfies Partial<Request>;

/** `/daily` as a teacher types it, its words in the options in which a chat without named options puts them. */
export async function typeDaily(app: TestApp, typed: string, more: Partial<Request> = {}): Promise<View> {
  const names = ['action', 'channel', 'time', 'zone', 'days', 'lesson', 'id'];
  const words = typed.split(' ');
  const rest = words.slice(names.length).join(' ');
  const args = Object.fromEntries(words.slice(0, names.length).map((word, at) => [names[at] ?? '', word]));
  return await app.last('daily', rest === '' ? args : { ...args, date: rest }, { ...asTeacher, ...more });
}

/** All that is due, taken for delivered. */
export async function deliverAll(app: TestApp): Promise<readonly Delivery[]> {
  const due = await app.app.due(['test']);
  for (const delivery of due) await app.app.delivered(delivery, { kind: 'delivered', reference: null });
  return due;
}

let pressed = 0;

/** Somebody presses an answer of a question that stands in the channel; `event` is the platform's name of the press. */
export async function press(
  app: TestApp,
  { view }: Pick<Delivery, 'view'>,
  { place: pick, by, event }: { readonly place: number; readonly by: string; readonly event?: string },
): Promise<View | undefined> {
  const choice = choicesOf(view)[pick];
  if (choice === undefined) throw new Error(`expected a choice at ${pick}`);
  const id = requestId(event ?? `press-${(pressed += 1)}`);
  const views = await app.ask(choice.command, choice.args, { id, learner: learnerId(`test:${by}`), place: studyPlace });
  return views.at(-1);
}
