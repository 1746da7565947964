import { learnersLanguage } from '#bots/shared/learners-language.ts';
import type { Ask } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { FirstResponse, Ticket } from './api.ts';
import type { Office, Waiting } from './exchange.ts';
import { answer, tell } from './exchange.ts';
import { interactionSurface } from './interaction-surface.ts';
import { mostSuggestions, mostSuggestionText } from './connection-limits.ts';
import { notice } from '#bots/shared/notice.ts';
import type { Asked } from '#bots/shared/asked.ts';
import type { Asker, Heard } from './receive.ts';
import { askerOf, receive } from './receive.ts';
import { cut } from '#bots/shared/cut.ts';
import { readModal } from './render/read-modal.ts';
import { renderAsk } from './render/render-ask.ts';
import { reasonOf, troubleOf } from './trouble.ts';
import type { RawInteraction } from './wire.ts';

/** Answers one interaction. `receivedAt` is on the clock of `performance.now()`. */
export async function hearInteraction(raw: RawInteraction, receivedAt: number, office: Office): Promise<void> {
  const { app } = office;
  const heard = receive(raw, { commands: app.commands, say: app.speak('en') });
  const found = askerOf(raw);
  if (heard === null || found === null) return;
  const language = await learnersLanguage(found, app);
  const asker = { ...found, locale: language };
  const ticket = { id: raw.id, token: raw.token, application: raw.application_id, receivedAt };
  const say = app.speak(language);
  const under = raw.message === undefined ? 'nothing' : 'message';
  await respondTo(heard, { ticket, asker, say, under }, office);
}

interface Desk {
  readonly ticket: Ticket;
  readonly asker: Asker;
  readonly say: Say;
  /** What was pressed stands under this. */
  readonly under: 'message' | 'nothing';
}

async function respondTo(heard: Heard, desk: Desk, office: Office): Promise<void> {
  switch (heard.kind) {
    case 'pings':
      return;
    case 'asks':
      return await answer(heard.asked, waitingFor(heard.asked, { ...desk, under: 'nothing' }, office), office);
    case 'types':
      return await first({ kind: 'suggestions', choices: suggestions(heard.typing, desk, office) }, desk, office);
    case 'presses':
      return await hearPress(heard.id, desk, office);
    case 'submits':
      return await hearForm(heard, desk, office);
  }
}

async function hearPress(id: string, desk: Desk, office: Office): Promise<void> {
  const { ticket, asker, say } = desk;
  const opened = await office.presses.open(id, asker.learner);
  switch (opened.kind) {
    case 'choice': {
      const asked = { command: opened.command, args: opened.args, file: null };
      // What everybody sees stays as it is.
      const under = opened.whose === 'everybodys' ? 'nothing' : desk.under;
      return await answer(asked, waitingFor(asked, { ...desk, under }, office), office);
    }
    case 'ask':
      return await first({ kind: 'form', form: renderAsk(opened.ask, id, say) }, { ticket }, office);
    case 'not-yours':
      return await tell(notice(say('chat.not-yours')), toThemAlone(desk, office), office);
    case 'stale':
      return await tell(notice(say('chat.stale')), toThemAlone(desk, office), office);
  }
}

/** A form carries the id of the button that opened it. */
async function hearForm(form: Extract<Heard, { readonly kind: 'submits' }>, desk: Desk, office: Office): Promise<void> {
  const opened = await office.presses.open(form.id, desk.asker.learner);
  if (opened.kind !== 'ask') return await tell(notice(desk.say('chat.stale')), toThemAlone(desk, office), office);
  const asked = askedBy(opened.ask, form.data);
  await answer(asked, waitingFor(asked, desk, office), office);
}

function askedBy(ask: Ask, data: unknown): Asked {
  const { args, uploads } = readModal(data, ask);
  const [upload] = uploads;
  const file = upload === undefined ? null : { ...upload, option: upload.field };
  return { command: ask.command, args: { ...ask.args, ...args }, file };
}

/** A reply goes into the place of what it was asked under, if that is the command's way. */
function waitingFor({ command: name }: Asked, { ticket, asker, under }: Desk, { app, api }: Office): Waiting {
  const command = app.commands.find((one) => one.name === name);
  const where = under === 'message' && command?.replies !== 'beside' ? 'in-place' : 'beside';
  const privacy = asker.place.visibility === 'shared' ? 'only-them' : 'everyone';
  return { ...asker, event: ticket.id, surface: interactionSurface({ ticket, where, privacy }, api) };
}

/** Beside what was pressed, and nobody else sees it. */
function toThemAlone({ ticket, asker }: Desk, { api }: Office): Waiting {
  const surface = interactionSurface({ ticket, where: 'beside', privacy: 'only-them' }, api);
  return { ...asker, event: ticket.id, surface };
}

function suggestions(typing: Extract<Heard, { readonly kind: 'types' }>['typing'], desk: Desk, { app }: Office) {
  const found = app.suggest({ ...typing, locale: desk.asker.locale });
  // What does not fit as a value would choose something else when it is cut.
  const fitting = found.filter(({ value }) => value.length > 0 && value.length <= mostSuggestionText);
  return fitting
    .slice(0, mostSuggestions)
    .map(({ value, label }) => ({ name: cut(label, mostSuggestionText) || value, value }));
}

/** A first response that is all there is. A repeat of the event may have been answered already. */
async function first(response: FirstResponse, { ticket }: Pick<Desk, 'ticket'>, { api, log }: Office): Promise<void> {
  try {
    await api.respond(ticket, response);
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === 'acknowledged') return;
    log.warn('reply not delivered', { event: ticket.id, trouble, why: reasonOf(error) });
  }
}
