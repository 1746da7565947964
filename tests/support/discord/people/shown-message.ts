import { componentTypes, messageFlags, selectTypes } from '../codes.ts';
import type { Component, Embed, Message } from '../wire.ts';
import { walk } from '../checks/walk.ts';
import type { StoredMessage } from '../world/model.ts';

/** A message as a person has it before them. */
export interface ShownMessage {
  readonly id: string;
  readonly from: string;
  /** Only this person sees it. */
  readonly isPrivate: boolean;
  /** "… is thinking". */
  readonly isThinking: boolean;
  readonly isEdited: boolean;
  /** Everything in order, as a screen reader says it: a line for each text, control and picture. */
  readonly text: string;
  readonly buttons: readonly ShownButton[];
  readonly menus: readonly ShownMenu[];
  readonly pictures: readonly ShownPicture[];
  readonly files: readonly { readonly name: string; readonly url: string }[];
  /** The payload. */
  readonly raw: Message;
}

export interface ShownButton {
  readonly label: string;
  readonly isDisabled: boolean;
  /** Where a link button leads; null: it is pressed. */
  readonly url: string | null;
}

export interface ShownMenu {
  readonly placeholder: string;
  readonly isDisabled: boolean;
  readonly options: readonly string[];
}

export interface ShownPicture {
  readonly url: string;
  /** What those hear who do not see it. */
  readonly description: string;
}

/** Shows a message. */
export function showMessage({ message, onlyFor }: StoredMessage): ShownMessage {
  const placed = [...walk(message.components)].map(({ component }) => component);
  const attached = (message.flags & messageFlags.componentsV2) === 0 ? message.attachments : [];
  const isPicture = ({ content_type: type }: { readonly content_type: string }) => type.startsWith('image/');
  return {
    id: message.id,
    from: message.author.global_name ?? message.author.username,
    isPrivate: onlyFor !== null,
    isThinking: (message.flags & messageFlags.loading) !== 0,
    isEdited: message.edited_timestamp !== null,
    text: readingOf(message),
    buttons: placed.filter(({ type }) => type === componentTypes.button).map(showButton),
    menus: placed.filter(({ type }) => selectTypes.includes(type)).map(showMenu),
    pictures: [
      ...placed.flatMap(picturesOf),
      ...attached.filter(isPicture).map(({ url, description = '' }) => ({ url, description })),
    ],
    files: [
      ...placed.flatMap(({ file, name }) => (file === undefined ? [] : [{ name: name ?? '', url: file.url }])),
      ...attached.filter((one) => !isPicture(one)).map(({ filename, url }) => ({ name: filename, url })),
    ],
    raw: message,
  };
}

function showButton(component: Component): ShownButton {
  return { label: faceOf(component), isDisabled: component.disabled === true, url: component.url ?? null };
}

function showMenu({ placeholder, disabled, options = [] }: Component): ShownMenu {
  return { placeholder: placeholder ?? '', isDisabled: disabled === true, options: options.map(({ label }) => label) };
}

/** What stands on a button: its label, else its emoji. */
export function faceOf({ label, emoji }: Component): string {
  return (label ?? '') === '' ? (emoji?.name ?? '') : (label ?? '');
}

function picturesOf({ media, items = [], description }: Component): readonly ShownPicture[] {
  const shown = items.map((item) => ({ url: item.media.url, description: item.description ?? '' }));
  return media === undefined ? shown : [{ url: media.url, description: description ?? '' }, ...shown];
}

function readingOf({ content, embeds, components, attachments, flags }: Message): string {
  const attached = (flags & messageFlags.componentsV2) === 0 ? attachments : [];
  const files = attached.map(({ filename, description, content_type: type }) =>
    type.startsWith('image/') ? `[picture: ${description ?? ''}]` : `[file: ${filename}]`,
  );
  const lines = [content, ...embeds.flatMap(readEmbed), ...files, ...components.flatMap(readComponent)];
  return lines.filter((line) => line !== '').join('\n');
}

function readEmbed({ author, title, description, fields, footer }: Embed): readonly string[] {
  const inner = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [author?.name ?? '', title ?? '', description ?? '', ...inner, footer?.text ?? ''];
}

function readComponent(component: Component): readonly string[] {
  const { type, components = [], accessory } = component;
  switch (type) {
    case componentTypes.text:
      return typeof component.content === 'string' ? [component.content] : [];
    case componentTypes.button:
      return [`[${typeof component.url === 'string' ? 'link' : 'button'}: ${faceOf(component)}${off(component)}]`];
    case componentTypes.gallery:
    case componentTypes.thumbnail:
      return picturesOf(component).map(({ description }) => `[picture: ${description}]`);
    case componentTypes.file:
      return [`[file: ${component.name ?? ''}]`];
    default:
      return selectTypes.includes(type)
        ? [readMenu(component)]
        : [...components, ...listOf(accessory)].flatMap(readComponent);
  }
}

const listOf = (component: Component | undefined): readonly Component[] => (component === undefined ? [] : [component]);

const off = ({ disabled }: Component): string => (disabled === true ? ' (off)' : '');

function readMenu(component: Component): string {
  const { placeholder, options = [] } = component;
  const labels = options.map((option) => `${option.label}${option.default === true ? ' (chosen)' : ''}`);
  return `[menu: ${placeholder ?? ''}: ${labels.join(', ')}${off(component)}]`;
}
