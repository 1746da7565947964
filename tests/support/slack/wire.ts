/** Bodies as they go over the wire, loosely: what is wrong with them is found by the checks, not by types. */

export type Fields = Readonly<Record<string, unknown>>;

export interface TextObject {
  readonly type: string;
  readonly text: string;
}

export interface Option {
  readonly text: TextObject;
  readonly value: string;
  readonly description?: TextObject;
}

export interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly text?: TextObject | string;
  readonly value?: string;
  readonly url?: string;
  readonly alt_text?: string;
  readonly placeholder?: TextObject;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly { readonly label: TextObject; readonly options: readonly Option[] }[];
  readonly initial_option?: Option;
  readonly initial_options?: readonly Option[];
  readonly initial_value?: string;
  readonly positive_button?: { readonly text: TextObject; readonly value: string };
  readonly negative_button?: { readonly text: TextObject; readonly value: string };
  readonly elements?: readonly Element[];
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_value?: string;
  readonly max_value?: string;
  readonly is_decimal_allowed?: boolean;
  readonly min_query_length?: number;
  readonly max_selected_items?: number;
  readonly user_id?: string;
  readonly name?: string;
  readonly style?: unknown;
}

export interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly text?: TextObject | string;
  readonly title?: TextObject | string;
  readonly label?: TextObject;
  readonly hint?: TextObject;
  readonly caption?: string;
  readonly alt_text?: string;
  readonly fields?: readonly TextObject[];
  readonly accessory?: Element;
  readonly element?: Element;
  readonly elements?: readonly Element[];
  readonly rows?: readonly (readonly Element[])[];
  readonly optional?: boolean;
  readonly dispatch_action?: boolean;
  readonly child_blocks?: readonly Block[];
}

export interface View {
  readonly type: string;
  readonly title?: TextObject;
  readonly submit?: TextObject | null;
  readonly close?: TextObject | null;
  readonly blocks: readonly Block[];
  readonly private_metadata?: string;
  readonly callback_id?: string;
  readonly external_id?: string;
  readonly clear_on_close?: boolean;
  readonly notify_on_close?: boolean;
}

/** Values of a view or message by block and action. */
export type State = Readonly<Record<string, Readonly<Record<string, Fields>>>>;

/** Takes what the checks let through for blocks. */
export function isBlocks(value: unknown): value is readonly Block[] {
  return Array.isArray(value);
}

/** Takes what the checks let through for a view. */
export function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null && 'blocks' in value;
}

/** A value as the string that it is; anything else as JSON. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
