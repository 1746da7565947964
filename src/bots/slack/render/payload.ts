/** What is sent: the parts of Slack's messages, forms and home pages that we use, as plain JSON. */

export interface SlackMessage {
  /** For notifications and screen readers; escaped, never empty. Slack reads it as mrkdwn. */
  readonly text: string;
  /** At least one. */
  readonly blocks: readonly MessageBlock[];
  /** Not part of the JSON: what is uploaded behind the message. */
  readonly files: readonly OutgoingFile[];
}

export interface OutgoingFile {
  readonly name: string;
  /** Never empty; sent as UTF-8. */
  readonly content: string;
}

export interface HomeView {
  readonly type: 'home';
  readonly blocks: readonly (MessageBlock | Divider)[];
}

export interface Modal {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainText;
  readonly close: PlainText;
  /** Only where there is something to send. */
  readonly submit?: PlainText;
  readonly blocks: readonly (RichText | Input)[];
}

export type MessageBlock = Header | RichText | Table | Image | Actions;

/** `emoji: false` shows `:smile:` as it is written. */
export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export interface Header {
  readonly type: 'header';
  readonly text: PlainText;
}

export interface Divider {
  readonly type: 'divider';
}

export interface RichText {
  readonly type: 'rich_text';
  readonly elements: readonly RichElement[];
}

export type RichElement = RichSection | RichList | RichPreformatted;

export interface RichSection {
  readonly type: 'rich_text_section';
  readonly elements: readonly RichInline[];
}

export interface RichList {
  readonly type: 'rich_text_list';
  readonly style: 'bullet' | 'ordered';
  /** How many items of the same list stand before it. */
  readonly offset?: number;
  readonly elements: readonly RichSection[];
}

export interface RichPreformatted {
  readonly type: 'rich_text_preformatted';
  readonly language?: 'python';
  readonly elements: readonly RichWords[];
}

export type RichInline = RichWords | RichLink;

/** Text that is nothing but text: Slack reads no markup and no mention in it. */
export interface RichWords {
  readonly type: 'text';
  readonly text: string;
  readonly style?: RichStyle;
}

export interface RichLink {
  readonly type: 'link';
  readonly url: string;
  readonly text?: string;
}

export type RichStyle = { readonly bold: true } | { readonly italic: true } | { readonly code: true };

export interface Table {
  readonly type: 'table';
  readonly column_settings: readonly { readonly is_wrapped: true }[];
  /** The first row names the columns. */
  readonly rows: readonly (readonly RichText[])[];
}

/** A picture that was uploaded before. */
export interface Image {
  readonly type: 'image';
  readonly slack_file: SlackFileReference;
  readonly alt_text: string;
}

export interface SlackFileReference {
  readonly id: string;
}

export interface Actions {
  readonly type: 'actions';
  readonly elements: readonly (Button | Menu)[];
}

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly value: string;
  readonly text: PlainText;
  /** Read aloud in place of the text. */
  readonly accessibility_label?: string;
  readonly style?: 'primary';
}

export interface Menu {
  readonly type: 'static_select' | 'multi_static_select';
  readonly action_id: string;
  readonly placeholder: PlainText;
  readonly options: readonly MenuOption[];
}

export interface MenuOption {
  readonly text: PlainText;
  readonly value: string;
}

export interface Input {
  readonly type: 'input';
  readonly block_id: string;
  readonly label: PlainText;
  readonly hint?: PlainText;
  readonly optional: boolean;
  readonly element: TextInput | Checkboxes | Menu | FileInput;
}

export interface TextInput {
  readonly type: 'plain_text_input';
  readonly action_id: string;
  readonly multiline: boolean;
  readonly max_length: number;
  readonly initial_value?: string;
}

export interface Checkboxes {
  readonly type: 'checkboxes';
  readonly action_id: string;
  readonly options: readonly MenuOption[];
}

export interface FileInput {
  readonly type: 'file_input';
  readonly action_id: string;
  readonly filetypes: readonly string[];
  readonly max_files: 1;
}
