import { messageFlags } from '../codes.ts';
import { checkClassic } from './classic.ts';
import { checkComponentsV2 } from './components-v2.ts';
import type { Draft } from './draft.ts';
import { filled, isV2 } from './draft.ts';
import { limits } from './limits.ts';
import type { Findings, Problem } from './problem.ts';
import { findings, lengthOf } from './problem.ts';

/** What is wrong with a message by the rules that the OpenAPI document does not know. */
export function checkMessage(draft: Draft): readonly Problem[] {
  const found = findings();
  checkMentions(draft, found);
  checkFlags(draft, found);
  checkTurn(draft, found);
  checkFileCount(draft, found);
  checkAttachments(draft, found);
  if (isV2(draft)) checkComponentsV2(draft, found);
  else checkClassic(draft, found);
  return found.list;
}

function checkMentions({ body }: Draft, found: Findings): void {
  const { content, components, embeds } = filled(body);
  const mentions = body.allowed_mentions ?? null;
  if (mentions === null) {
    if (content === '' && components.length + embeds.length === 0) return;
    found.advise(['allowed_mentions'], 'expected { parse: [] }: without it everything in the text may ping');
    return;
  }
  const { parse } = mentions;
  if (!Array.isArray(parse) || parse.length > 0) {
    found.advise(['allowed_mentions', 'parse'], `expected [], got ${JSON.stringify(parse)}`);
  }
  for (const kind of ['users', 'roles'] as const) {
    if (parse?.includes(kind) !== true || (mentions[kind] ?? []).length === 0) continue;
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    found.refuse(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
  }
}

function checkFlags({ body, allowedFlags }: Draft, found: Findings): void {
  const strange = filled(body).flags & ~allowedFlags;
  if (strange !== 0) found.advise(['flags'], `the bits ${strange} mean nothing here and are ignored`);
}

/** A message that turns to Components V2 has to lose what those do not have. */
function checkTurn({ body, before }: Draft, found: Findings): void {
  const turns = (filled(body).flags & ~(before?.flags ?? 0) & messageFlags.componentsV2) !== 0;
  if (before === null || !turns) return;
  for (const field of ['content', 'embeds'] as const) {
    if (before[field].length === 0 || body[field] !== undefined) continue;
    const message = `${field} must be taken away when the message turns to Components V2`;
    found.refuse([field], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
}

function checkFileCount({ body, files, before }: Draft, found: Findings): void {
  const kept = body.attachments === undefined ? (before?.attachments.length ?? 0) : 0;
  const count = Math.max(filled(body).attachments.length, files.length) + kept;
  if (count > limits.files)
    found.refuse(['attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${limits.files} or fewer in length.`);
  for (const { name, bytes, index } of files) {
    if (bytes.length <= limits.fileBytes) continue;
    const message = `${name} has ${bytes.length} bytes, at most ${limits.fileBytes} are allowed`;
    found.refuse(['files', index], 'FILE_TOO_LARGE', message);
  }
}

function checkAttachments({ body, files, before }: Draft, found: Findings): void {
  const offered = new Set([
    ...files.map(({ index }) => String(index)),
    ...(before?.attachments ?? []).map(({ id }) => id),
  ]);
  for (const [index, { id, description }] of filled(body).attachments.entries()) {
    if (!offered.has(String(id))) {
      const message = `no file comes with it and none was there with the id ${id}`;
      found.refuse(['attachments', index, 'id'], 'MESSAGE_ATTACHMENT_NOT_FOUND', message);
    }
    if (lengthOf(description ?? '') > limits.descriptionLength) {
      const message = `Must be ${limits.descriptionLength} or fewer in length.`;
      found.refuse(['attachments', index, 'description'], 'BASE_TYPE_MAX_LENGTH', message);
    }
  }
}
