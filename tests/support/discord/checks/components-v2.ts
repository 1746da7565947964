import { componentTypes } from '../codes.ts';
import { checkRows } from './classic.ts';
import { checkControls } from './controls.ts';
import { limits } from './limits.ts';
import type { Draft } from './draft.ts';
import type { Findings } from './problem.ts';
import { lengthOf } from './problem.ts';
import type { Placed } from './walk.ts';
import { walk } from './walk.ts';

/** Checks a message of Components V2. */
export function checkComponentsV2(draft: Draft, found: Findings): void {
  const { body } = draft;
  for (const field of ['content', 'embeds', 'sticker_ids', 'poll'] as const) {
    const value = body[field];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    found.refuse([field], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
  if (body.components === undefined) return;
  const placed = [...walk(body.components ?? [])];
  checkAmounts(placed, found);
  checkRows(placed, found);
  checkControls(placed, found);
  checkMedia(placed, draft, found);
}

function checkAmounts(placed: readonly Placed[], found: Findings): void {
  if (placed.length > limits.componentsV2) {
    const message = `The total number of components is ${placed.length}, at most ${limits.componentsV2} are allowed`;
    found.refuse(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  const texts = placed.filter(({ component }) => component.type === componentTypes.text);
  const length = texts.reduce((sum, { component }) => sum + lengthOf(component.content ?? ''), 0);
  if (length > limits.textsV2Length) {
    const message = `The texts have ${length} characters in all, at most ${limits.textsV2Length} are allowed`;
    found.refuse(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
  for (const { component, path } of texts) {
    if ((component.content ?? '').trim() === '') found.refuse([...path, 'content'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
}

function checkMedia(placed: readonly Placed[], { body, files, before }: Draft, found: Findings): void {
  const names = new Set([...files.map(({ name }) => name), ...(before?.attachments ?? []).map(({ filename }) => filename)]);
  const shown = new Set<string>();
  for (const { url, path, isFile, description } of mediaOf(placed)) {
    const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : null;
    if (name !== null) shown.add(name);
    if (name !== null && !names.has(name)) {
      found.refuse([...path, 'url'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', `no file ${name} comes with it`);
    }
    if (name === null && (isFile || !/^https?:/.test(url))) {
      found.refuse([...path, 'url'], 'UNFURLED_MEDIA_ITEM_URL', `expected ${isFile ? 'attachment://' : 'http(s):// or attachment://'}, got ${url}`);
    }
    if (description !== undefined && (description ?? '').trim() === '') {
      found.advise(path, 'the picture has no description for those who cannot see it');
    }
  }
  for (const { name, index } of files) {
    const renamed = (body.attachments ?? []).find(({ id }) => String(id) === String(index))?.filename ?? name;
    if (!shown.has(name) && !shown.has(renamed)) found.advise(['files', index], `nobody sees ${name}: no component shows it`);
  }
}

interface ShownMedia {
  readonly url: string;
  readonly path: Placed['path'];
  readonly isFile: boolean;
  /** Undefined where there is no place for one. */
  readonly description: string | null | undefined;
}

function mediaOf(placed: readonly Placed[]): readonly ShownMedia[] {
  return placed.flatMap(({ component, path }): readonly ShownMedia[] => {
    const { media, file, items = [], description = null } = component;
    return [
      ...(media === undefined ? [] : [{ url: media.url, path: [...path, 'media'], isFile: false, description }]),
      ...(file === undefined ? [] : [{ url: file.url, path: [...path, 'file'], isFile: true, description: undefined }]),
      ...items.map((item, index) => ({
        url: item.media.url,
        path: [...path, 'items', index, 'media'],
        isFile: false,
        description: item.description ?? null,
      })),
    ];
  });
}
