import type { Block, Fields, Option } from '../wire.ts';
import { isObject } from '../checks/check-text.ts';
import { unescape } from '../world/entities.ts';
import { messageState } from '../world/messages.ts';
import type { StoredMessage, StoredView } from '../world/model.ts';
import { closeModals, viewJson } from '../world/views.ts';
import type { Exchange } from './exchange.ts';
import type { FieldValue } from './fill-form.ts';
import { fieldOf, fillForm, problemsOfForm, withValue } from './fill-form.ts';
import type { Control } from './find-control.ts';
import { findButton, findMenu } from './find-control.ts';
import { actionInMessage, actionInView, commonOf, submissionOf } from './payloads.ts';
import type { Self } from './self.ts';
import { follow, modalOf, needApp, visibleTo } from './self.ts';
import { settleSubmission } from './settle.ts';
import { checkOption } from '../checks/check-element.ts';
import { createFindings } from '../checks/finding.ts';
import { report } from '../checks/check-message.ts';
import { limits } from '../checks/limits.ts';

/** Where a control is looked for. Default: the open modal, else the newest message that has it. */
export type Where = { readonly ts: string } | 'home';

/** Ways to use what messages and views offer. */
export interface Presses {
  /** Presses a button by what stands on it. */
  press(label: string, where?: Where): Exchange;
  /** Picks options of a menu, checkboxes or choices by their labels. */
  pick(labels: string | readonly string[], where?: Where): Exchange;
  /** Puts values into fields of the open modal, without sending. */
  fill(values: Readonly<Record<string, FieldValue>>): void;
  /** Types into a field that tells the app at once (`dispatch_action`). */
  enters(label: string, value: string): Exchange;
  /** Types into a menu that asks the app for options, and waits for them. */
  searches(placeholder: string, text: string): Promise<readonly Option[]>;
  /** Picks one of the options that the last search found, by its label. */
  picksFound(label: string): Exchange;
  /** Fills and sends the open modal; throws when Slack's client would not send it. */
  submit(values?: Readonly<Record<string, FieldValue>>): Exchange;
  /** Closes the topmost modal; the exchange is null when the app does not want to hear of it. */
  closesModal(): Exchange | null;
}

interface Place {
  readonly blocks: readonly Block[];
  readonly source:
    | { readonly kind: 'message'; readonly message: StoredMessage }
    | { readonly kind: 'view'; readonly view: StoredView };
}

export function createPresses(self: Self): Presses {
  const { world, workspace, user } = self;
  const actor = { workspace, user };
  let search: { readonly place: Place; readonly found: Control; readonly options: readonly Option[] } | null = null;

  function places(where: Where | undefined): readonly Place[] {
    const modal = modalOf(self);
    const home = workspace.homes.get(user.id);
    if (where === 'home') return home === undefined ? [] : [viewPlace(home)];
    if (where === undefined && modal !== null) return [viewPlace(modal)];
    return visibleTo(self)
      .filter(({ ts, isFromBot }) => isFromBot && (where === undefined || ts === where.ts))
      .toReversed()
      .map((message) => ({ blocks: message.blocks, source: { kind: 'message', message } }));
  }

  function act(place: Place, { block, action, element }: Control): Exchange {
    needApp(self);
    const full = { block_id: block.block_id, action_id: element.action_id, ...action };
    const payload =
      place.source.kind === 'view'
        ? actionInView(world, actor, { view: place.source.view, action: full })
        : actionInMessage(world, actor, { message: place.source.message, action: full });
    return follow(self, world.deliver('interactive', payload));
  }

  function find<Found extends Control>(
    where: Where | undefined,
    { what, look }: Search<Found>,
  ): { readonly place: Place; readonly found: Found } {
    const all = places(where);
    for (const place of all) {
      const found = look(place.blocks);
      if (found !== null) return { place, found };
    }
    throw new Error(
      `${user.realName} sees no ${what}; there is ${JSON.stringify(all.slice(0, 3).map(({ blocks }) => blocks)).slice(0, 1500)}`,
    );
  }

  function openModal(): StoredView {
    const open = modalOf(self);
    if (open === null) throw new Error('no modal is open');
    return open;
  }

  return {
    press(label, where) {
      const { place, found } = find(where, { what: `button "${label}"`, look: (blocks) => findButton(blocks, label) });
      return act(place, found);
    },
    pick(labels, where) {
      const wanted = [labels].flat();
      const { place, found } = find(where, {
        what: `menu with ${wanted.join(', ')}`,
        look: (blocks) => findMenu(blocks, wanted),
      });
      remember(place, found, user.id);
      return act(place, found);
    },
    fill: (values) => fillForm(openModal(), values),
    enters(label, value) {
      const view = openModal();
      fillForm(view, { [label]: value });
      const { block, element } = fieldOf(view, label);
      if (block.dispatch_action !== true) throw new Error(`"${label}" does not tell the app what is typed`);
      return act(viewPlace(view), { block, element, action: { type: element.type, value } });
    },
    async searches(placeholder, text) {
      const look = (blocks: readonly Block[]) => findExternal(blocks, placeholder);
      const { place, found } = find(undefined, { what: `menu "${placeholder}"`, look });
      const ids = { block_id: found.block.block_id, action_id: found.element.action_id };
      const payload = {
        type: 'block_suggestion',
        ...commonOf(world, actor),
        ...ids,
        value: text,
        ...sourceOf(self, place),
      };
      const exchange = follow(self, world.deliver('interactive', payload));
      await exchange.acknowledged();
      const options = optionsOf(self, exchange.delivery.answer);
      search = { place, found, options };
      return options;
    },
    picksFound(label) {
      const option = search?.options.find((one) => unescape(one.text.text) === label);
      if (search === null || option === undefined) throw new Error(`the last search found no ${label}`);
      const { place, found } = search;
      const isMany = found.element.type.startsWith('multi_');
      const action = isMany ? { selected_options: [option] } : { selected_option: option };
      remember(place, { ...found, chosen: [option] }, user.id);
      return act(place, { ...found, action: { type: found.element.type, ...action } });
    },
    submit(values = {}) {
      needApp(self);
      const view = openModal();
      if (view.body.submit === undefined || view.body.submit === null)
        throw new Error('the modal has nothing to send it with');
      fillForm(view, values);
      const problems = problemsOfForm(view);
      if (Object.keys(problems).length > 0)
        throw new Error(`Slack does not send the form yet: ${JSON.stringify(problems)}`);
      view.errors = {};
      return follow(
        self,
        world.deliver('interactive', submissionOf(world, actor, view), (delivery) =>
          settleSubmission(world, delivery, view),
        ),
      );
    },
    closesModal() {
      const view = openModal();
      const payload = {
        type: 'view_closed',
        ...commonOf(world, actor),
        view: viewJson(world, view),
        is_cleared: false,
      };
      closeModals(world, { workspace, userId: user.id }, view.body.clear_on_close === true ? 'all' : 'topmost');
      return view.body.notify_on_close === true ? follow(self, world.deliver('interactive', payload)) : null;
    },
  };
}

interface Search<Found> {
  readonly what: string;
  readonly look: (blocks: readonly Block[]) => Found | null;
}

function viewPlace(view: StoredView): Place {
  return { blocks: view.body.blocks, source: { kind: 'view', view } };
}

/** What is chosen in a menu stays chosen. */
function remember(
  { source }: Place,
  { block, element, chosen }: Control & { readonly chosen: readonly Option[] },
  userId: string,
): void {
  if (element.type === 'overflow') return;
  const value = ['static_select', 'external_select', 'radio_buttons'].includes(element.type) ? chosen[0] : chosen;
  if (source.kind === 'view') source.view.state = withValue(source.view.state, { block, element, value });
  else source.message.states.set(userId, withValue(messageState(source.message, userId), { block, element, value }));
}

function findExternal(blocks: readonly Block[], placeholder: string): Control | null {
  for (const block of blocks) {
    const elements = [...(block.elements ?? []), block.accessory, block.element].filter((one) => one !== undefined);
    const element = elements.find(
      (one) => one.type.endsWith('external_select') && unescape(one.placeholder?.text ?? '') === placeholder,
    );
    if (element !== undefined) return { block, element, action: {} };
  }
  return null;
}

function sourceOf({ world, channel }: Self, { source }: Place): Fields {
  if (source.kind === 'view')
    return { container: { type: 'view', view_id: source.view.id }, view: viewJson(world, source.view) };
  return {
    container: {
      type: 'message',
      message_ts: source.message.ts,
      channel_id: channel.id,
      is_ephemeral: source.message.onlyFor !== null,
    },
    channel: { id: channel.id, name: channel.name },
  };
}

function optionsOf({ world }: Self, answer: unknown): readonly Option[] {
  const findings = createFindings();
  const { options, option_groups: groups } = isObject(answer) ? answer : {};
  const list = Array.isArray(groups) ? groups.flatMap((group: { options: unknown[] }) => group.options) : options;
  for (const [index, value] of findings.list('options', list, { min: 0, max: limits.options }).entries())
    checkOption(findings, `options[${index}]`, { value, kinds: ['plain_text'] });
  report(world, 'the answer to block_suggestion', findings);
  return Array.isArray(list) ? (list as readonly Option[]) : [];
}
