import type { Ask } from '#core/view.ts';
import type { Asked } from '#bots/shared/asked.ts';
import { notice } from '#bots/shared/notice.ts';
import type { Asker, Doer, Office } from './exchange.ts';
import { answer, meet, replierTo, tell } from './exchange.ts';
import { answerAtHome } from './home.ts';
import type { Origin } from './origin.ts';
import { readOrigin, writeOrigin } from './origin.ts';
import { spreadAt } from './places.ts';
import { originOf, pressedIn, visibilityIn } from './receive.ts';
import { readModal } from './render/read-modal.ts';
import { renderAsk } from './render/render-ask.ts';
import { reasonOf, troubleOf } from './trouble.ts';
import type { Visit } from './visit.ts';
import { eventOf, learnerOf } from './visit.ts';
import type { RawPress, RawSubmission } from './wire.ts';

/** Answers what somebody pressed or picked. */
export async function hearPress(raw: RawPress, visit: Visit, office: Office): Promise<void> {
  const { user, trigger_id: ticket, response_url: url } = raw;
  const origin = originOf(raw);
  if (origin === null) return;
  const id = pressedIn(raw);
  // A form has to be opened soon: nothing else is asked of Slack before.
  const opened = await office.presses.open(id, learnerOf(user.id, visit));
  const { channel_id: channel = null } = raw.container;
  const visibility = visibilityIn(raw.container.channel_id);
  const at = { visibility, channel, ...openAt(origin) };
  const asker = await meet({ user: user.id, visit, event: eventOf(ticket), ...at }, office);
  const aside: Origin = url === undefined ? origin : { kind: 'private', url, thread: raw.container.thread_ts ?? null };
  switch (opened.kind) {
    case 'choice':
      return opened.whose === 'everybodys'
        ? await answerAside(aside, opened, { asker, office })
        : await answerAt(origin, { command: opened.command, args: opened.args, file: null }, { asker, office });
    case 'ask':
      return await openForm(opened.ask, { id, ticket, origin, aside }, { asker, office });
    case 'not-yours':
      return await tellAt(aside, asker.say('chat.not-yours'), { asker, office });
    case 'stale':
      return await tellAt(aside, asker.say('chat.stale'), { asker, office });
  }
}

/** What is answered in a channel, others read. */
function openAt(origin: Origin): Pick<Doer, 'reply'> {
  return origin.kind === 'message' && visibilityIn(origin.channel) === 'shared' ? { reply: 'open' } : {};
}

interface Exchange {
  readonly asker: Asker;
  readonly office: Office;
}

interface Opening {
  readonly id: string;
  readonly ticket: string;
  readonly origin: Origin;
  /** Where a sentence goes that only who pressed sees. */
  readonly aside: Origin;
}

/** The form carries the id of the button, and where the reply is to go. */
async function openForm(ask: Ask, { id, ticket, origin, aside }: Opening, { asker, office }: Exchange): Promise<void> {
  const desk = { callbackId: id, privateMetadata: writeOrigin(origin), say: asker.say };
  try {
    await asker.visit.api.openForm(ticket, renderAsk(ask, desk));
  } catch (error) {
    office.log.warn('form not opened', { event: asker.event, trouble: troubleOf(error), why: reasonOf(error) });
    await tellAt(aside, asker.say('slack.form-late'), { asker, office });
  }
}

/** How a form is acknowledged: what is wrong with it, by its fields; null: nothing, and it closes. */
export interface FormHeard {
  readonly errors: Readonly<Record<string, string>> | null;
  /** What is left to do then. */
  readonly work: () => Promise<void>;
}

/** Reads what was sent with a form. */
export async function hearForm(raw: RawSubmission, visit: Visit, office: Office): Promise<FormHeard> {
  const { user, trigger_id: ticket, view } = raw;
  const origin = readOrigin(view.private_metadata);
  const visibility = visibilityIn(
    origin.kind === 'message' ? origin.channel : origin.kind === 'private' ? 'C' : undefined,
  );
  const opened = await office.presses.open(view.callback_id, learnerOf(user.id, visit));
  const at = { visibility, channel: origin.kind === 'message' ? origin.channel : null, ...openAt(origin) };
  const asker = await meet({ user: user.id, visit, event: eventOf(ticket), ...at }, office);
  if (opened.kind !== 'ask') {
    return { errors: null, work: async () => await tellAt(origin, asker.say('chat.stale'), { asker, office }) };
  }
  const filled = readModal(view.state, { ask: opened.ask, say: asker.say });
  if (filled.kind === 'errors') return { errors: filled.errors, work: async () => {} };
  const [upload] = filled.uploads;
  const file = upload === undefined ? null : { ...upload, option: upload.field };
  const args = upload === undefined ? filled.args : withoutField(filled.args, upload.field);
  const asked = { command: opened.ask.command, args: { ...opened.ask.args, ...args }, file };
  return { errors: null, work: async () => await answerAt(origin, asked, { asker, office }) };
}

function withoutField(args: Readonly<Record<string, string>>, field: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(args).filter(([name]) => name !== field));
}

/** A reply goes into the place of what it was asked under, if that is the command's way. */
async function answerAt(origin: Origin, asked: Asked, { asker, office }: Exchange): Promise<void> {
  if (origin.kind === 'home') return await answerAtHome(asked, asker, office);
  const command = office.app.commands.find(({ name }) => name === asked.command);
  const way = command?.replies === 'beside' ? 'beside' : 'in-place';
  await answer(asked, { asker, spread: spreadAt(origin, way, replierTo(asker, office)) }, office);
}

/** What everybody sees stays as it is: the reply is for who pressed alone. */
async function answerAside(
  aside: Origin,
  { command, args }: Pick<Asked, 'command' | 'args'>,
  { asker, office }: Exchange,
): Promise<void> {
  const where: Origin = aside.kind === 'home' ? { kind: 'nowhere' } : aside;
  const spread = spreadAt(where, 'beside', replierTo(asker, office));
  await answer({ command, args, file: null }, { asker, spread }, office);
}

/** Beside what was pressed, and nobody else sees it. */
async function tellAt(origin: Origin, sentence: string, { asker, office }: Exchange): Promise<void> {
  const where: Origin = origin.kind === 'home' ? { kind: 'nowhere' } : origin;
  await tell(notice(sentence), { asker, spread: spreadAt(where, 'beside', replierTo(asker, office)) }, office);
}
