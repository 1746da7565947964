import type { Block, Element, Fields, State } from '../wire.ts';

/** Values of the fields and menus in blocks: those that people gave already, and what they start with. */
export function stateOf(blocks: readonly Block[], before: State = {}): State {
  const state: Record<string, Record<string, Fields>> = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const start = startValue(element);
      if (start === null || block.block_id === undefined || element.action_id === undefined) continue;
      const old = before[block.block_id]?.[element.action_id];
      const values = (state[block.block_id] ??= {});
      values[element.action_id] = old?.['type'] === element.type ? old : start;
    }
  }
  return state;
}

/** The interactive elements of a block. */
export function elementsOf(block: Block): readonly Element[] {
  const inside = block.type === 'actions' || block.type === 'context_actions' ? (block.elements ?? []) : [];
  return [...inside, ...[block.accessory, block.element].filter((one) => one !== undefined)];
}

function startValue(element: Element): Fields | null {
  const { type } = element;
  if (type === 'file_input') return { type, files: [] };
  const member = type.endsWith('_input') ? (['value', 'initial_value'] as const) : memberOf[type];
  if (member === undefined) return null;
  const [name, initial] = member;
  const given = new Map<string, unknown>(Object.entries(element));
  return { type, [name]: given.get(initial) ?? (name.endsWith('s') ? [] : null) };
}

/** The member with the value, and that with what it starts with. */
const memberOf: Readonly<Record<string, readonly [value: string, initial: string]>> = {
  checkboxes: ['selected_options', 'initial_options'],
  radio_buttons: ['selected_option', 'initial_option'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  users_select: ['selected_user', 'initial_user'],
  channels_select: ['selected_channel', 'initial_channel'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
};

/** The member of the state that holds the value of such an element. */
export function valueMember(type: string): string {
  if (type.endsWith('_input')) return 'value';
  return memberOf[type]?.[0] ?? 'selected_option';
}
