import { checkView } from '../checks/check-view.ts';
import { isObject } from '../checks/check-text.ts';
import type { Fields } from '../wire.ts';
import { asText, isView } from '../wire.ts';
import { answerWith } from '../web/answer-response-url.ts';
import { SlackError } from '../web/slack-error.ts';
import type { Channel, Delivery, StoredView, World } from '../world/model.ts';
import { changeView, closeModals, showModal } from '../world/views.ts';

/** Shows what came with the acknowledgement of a command. */
export function settleCommand(
  world: World,
  delivery: Delivery,
  place: { readonly channel: Channel; readonly userId: string },
): void {
  const { answer, ackedAt } = delivery;
  if (ackedAt === null || !isObject(answer) || Object.keys(answer).length === 0) return;
  guard(world, delivery, () => {
    const url = { ...place, id: '', madeAt: world.clock.now(), source: null, uses: 0 };
    answerWith(world, url, { message: answer, about: 'the acknowledgement of a command' });
  });
}

/** Does with a form what the app answered to it: closed, errors at fields, another view, one more, or all closed. */
export function settleSubmission(world: World, delivery: Delivery, view: StoredView): void {
  const { answer, ackedAt } = delivery;
  if (ackedAt === null) return;
  const said: Fields = isObject(answer) ? answer : {};
  const action = said['response_action'];
  const viewer = { workspace: view.workspace, userId: view.userId };
  guard(world, delivery, () => {
    switch (action) {
      case undefined:
        return closeModals(world, viewer, 'topmost');
      case 'clear':
        return closeModals(world, viewer, 'all');
      case 'errors':
        return showErrors(world, view, said);
      case 'update':
      case 'push':
        return showAnswer(world, view, { action, body: said['view'] });
      default:
        throw new SlackError(`response_action ${asText(action)} is unknown`);
    }
  });
}

/** Slack tells the person of trouble when the answer makes no sense. */
function guard(world: World, delivery: Delivery, settle: () => void): void {
  try {
    settle();
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    delivery.failure = error.message;
    world.complaints.push(`an acknowledgement was refused: ${error.message}`);
  }
  world.changes.notify();
}

function showErrors(world: World, view: StoredView, { errors }: Fields): void {
  if (!isObject(errors) || Object.keys(errors).length === 0) throw new SlackError('errors lacks the errors');
  const inputs = new Set(view.body.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id));
  for (const [blockId, text] of Object.entries(errors)) {
    if (!inputs.has(blockId)) throw new SlackError(`errors names ${blockId}, which is no input of the view`);
    if (typeof text !== 'string' || text === '') throw new SlackError(`the error at ${blockId} has no text`);
  }
  view.errors = Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [blockId, asText(text)]));
  view.changedAt = world.clock.now();
}

function showAnswer(
  world: World,
  view: StoredView,
  { action, body }: { readonly action: 'update' | 'push'; readonly body: unknown },
): void {
  checkView(world, `response_action ${action}`, { view: body, type: 'modal' });
  if (!isView(body)) throw new SlackError(`response_action ${action} lacks a view`);
  if (action === 'update') changeView(world, view, body);
  else showModal(world, { workspace: view.workspace, userId: view.userId }, { body, how: 'push' });
}
