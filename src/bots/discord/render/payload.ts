/** What is sent: the parts of Discord's messages and forms that we use, as plain JSON. */

export interface OutgoingMessage {
  /** Components V2; whoever sends it adds what makes it private. */
  readonly flags: typeof isComponentsV2;
  readonly allowed_mentions: { readonly parse: readonly never[] };
  readonly components: readonly [Container];
  /** One for each of `files`, whose place is its id; empty: an edited message loses the files it had. */
  readonly attachments: readonly Attachment[];
  /** Not part of the JSON: what is uploaded beside it. */
  readonly files: readonly OutgoingFile[];
}

export const isComponentsV2 = 32_768;

export interface OutgoingFile {
  readonly name: string;
  /** Text is sent as UTF-8. */
  readonly content: string | Uint8Array;
  /** What is in it, for whoever does not see it. */
  readonly description: string | null;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly description?: string;
}

export interface Container {
  readonly type: 17;
  /** By which a message is found again; without one, Discord gives it one. */
  readonly id?: number;
  readonly accent_color: number;
  readonly components: readonly ContainerPart[];
}

export type ContainerPart = TextDisplay | MediaGallery | FileCard | Separator | ActionRow;

export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

export interface MediaGallery {
  readonly type: 12;
  readonly items: readonly { readonly media: { readonly url: string }; readonly description?: string }[];
}

export interface FileCard {
  readonly type: 13;
  readonly file: { readonly url: string };
}

export interface Separator {
  readonly type: 14;
  readonly divider: boolean;
  readonly spacing: 1 | 2;
}

export interface ActionRow {
  readonly type: 1;
  readonly components: readonly Button[] | readonly [Menu];
}

export interface Button {
  readonly type: 2;
  readonly style: 1 | 2;
  readonly label: string;
  readonly custom_id: string;
}

export interface Menu {
  readonly type: 3;
  readonly custom_id: string;
  readonly placeholder: string;
  readonly min_values?: number;
  readonly max_values?: number;
  /** In forms only. */
  readonly required?: boolean;
  readonly options: readonly MenuOption[];
}

export interface MenuOption {
  readonly label: string;
  readonly value: string;
}

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly (FormLabel | TextDisplay)[];
}

export interface FormLabel {
  readonly type: 18;
  readonly label: string;
  readonly description?: string;
  readonly component: TextInput | CheckboxGroup | Menu | FileUpload;
}

export interface TextInput {
  readonly type: 4;
  readonly custom_id: string;
  /** 1: a line; 2: a paragraph. */
  readonly style: 1 | 2;
  readonly value?: string;
  readonly required: boolean;
  readonly max_length: number;
}

export interface CheckboxGroup {
  readonly type: 22;
  readonly custom_id: string;
  readonly min_values: number;
  readonly max_values: number;
  readonly required: boolean;
  readonly options: readonly MenuOption[];
}

export interface FileUpload {
  readonly type: 19;
  readonly custom_id: string;
  readonly min_values: number;
  readonly max_values: number;
  readonly required: boolean;
}
