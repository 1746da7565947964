import { componentTypes } from '../codes.ts';
import type { UploadedFile } from '../wire.ts';
import { checkRows } from './classic.ts';
import { checkControls } from './controls.ts';
import { limits } from './limits.ts';
import type { Draft } from './draft.ts';
import { filled } from './draft.ts';
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
    if ((component.content ?? '').trim() === '')
      found.refuse([...path, 'content'], 'BASE_TYPE_REQUIRED', 'This field is required');
  }
}

function checkMedia(placed: readonly Placed[], { body, files, before }: Draft, found: Findings): void {
  const { attachments } = filled(body);
  const nameOf = (file: UploadedFile) =>
    attachments.find(({ id }) => String(id) === String(file.index))?.filename ?? file.name;
  const names = new Set([...files.map(nameOf), ...(before?.attachments ?? []).map(({ filename }) => filename)]);
  const media = mediaOf(placed);
  for (const one of media) checkOneMedia(one, names, found);
  const shown = new Set(media.map(({ url }) => url));
  for (const file of files) {
    if (shown.has(`${scheme}${nameOf(file)}`)) continue;
    found.advise(['files', file.index], `nobody sees ${nameOf(file)}: no component shows it`);
  }
}

const scheme = 'attachment://';

function checkOneMedia(
  { url, path, isFile, description }: ShownMedia,
  names: ReadonlySet<string>,
  found: Findings,
): void {
  if (url.startsWith(scheme) && !names.has(url.slice(scheme.length))) {
    const message = `no file ${url.slice(scheme.length)} comes with it`;
    found.refuse([...path, 'url'], 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message);
  }
  if (!url.startsWith(scheme) && (isFile || !/^https?:/.test(url))) {
    const message = `expected ${isFile ? scheme : `http(s):// or ${scheme}`}, got ${url}`;
    found.refuse([...path, 'url'], 'UNFURLED_MEDIA_ITEM_URL', message);
  }
  if (description !== null && description.trim() === '') {
    found.advise(path, 'the picture has no description for those who cannot see it');
  }
}

interface ShownMedia {
  readonly url: string;
  readonly path: Placed['path'];
  readonly isFile: boolean;
  /** Null where there is no place for one. */
  readonly description: string | null;
}

function mediaOf(placed: readonly Placed[]): readonly ShownMedia[] {
  return placed.flatMap(({ component, path }): readonly ShownMedia[] => {
    const { media, file, items = [], description } = component;
    return [
      ...(media === undefined
        ? []
        : [{ url: media.url, path: [...path, 'media'], isFile: false, description: description ?? '' }]),
      ...(file === undefined ? [] : [{ url: file.url, path: [...path, 'file'], isFile: true, description: null }]),
      ...items.map((item, index) => ({
        url: item.media.url,
        path: [...path, 'items', index, 'media'],
        isFile: false,
        description: item.description ?? '',
      })),
    ];
  });
}
