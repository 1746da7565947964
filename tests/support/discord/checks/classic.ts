import { componentTypes } from '../codes.ts';
import type { Embed } from '../wire.ts';
import { checkControls } from './controls.ts';
import { limits } from './limits.ts';
import type { Draft } from './draft.ts';
import { filled } from './draft.ts';
import type { Findings } from './problem.ts';
import { lengthOf } from './problem.ts';
import type { Placed } from './walk.ts';
import { walk } from './walk.ts';

/** Checks a message of content, embeds and action rows. */
export function checkClassic({ body, files }: Draft, found: Findings): void {
  const { content, embeds, components: rows, attachments } = filled(body);
  if (lengthOf(content) > limits.contentLength) {
    found.refuse(['content'], 'BASE_TYPE_MAX_LENGTH', `Must be ${limits.contentLength} or fewer in length.`);
  }
  const embedsLength = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (embedsLength > limits.embedsLength) {
    found.refuse(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${limits.embedsLength}`);
  }
  for (const { index, name, type } of files) {
    const described = attachments.find(({ id }) => String(id) === String(index))?.description ?? '';
    if (type.startsWith('image/') && described.trim() === '') {
      found.advise(['attachments'], `the picture ${name} has no description for those who cannot see it`);
    }
  }
  for (const [index, { type }] of rows.entries()) {
    if (type !== componentTypes.row) {
      const message = `Value of field "type" must be one of (1,), got ${type}: the flag of Components V2 is not set`;
      found.refuse(['components', index, 'type'], 'UNION_TYPE_CHOICES', message);
    }
  }
  if (rows.length > limits.rows)
    found.refuse(['components'], 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${limits.rows} in length.`);
  const placed = [...walk(rows)];
  checkRows(placed, found);
  checkControls(placed, found);
}

/** A row holds up to five buttons or one menu. */
export function checkRows(placed: readonly Placed[], found: Findings): void {
  for (const { component, path } of placed) {
    if (component.type !== componentTypes.row) continue;
    const parts = component.components ?? [];
    const menus = parts.filter(({ type }) => type !== componentTypes.button).length;
    if (parts.length > limits.buttonsPerRow || (menus > 0 && parts.length > 1)) {
      const message = `A row holds ${limits.buttonsPerRow} buttons or one menu, got ${parts.length - menus} buttons and ${menus} menus`;
      found.refuse([...path, 'components'], 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
    }
  }
}

function embedLength({ title, description, fields, footer, author }: Embed): number {
  const texts = [
    title,
    description,
    footer?.text,
    author?.name,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + lengthOf(text ?? ''), 0);
}
