import { messageFlags } from '../codes.ts';
import { checkClassic } from './classic.ts';
import { checkComponentsV2 } from './components-v2.ts';
import type { Draft } from './draft.ts';
import { isV2 } from './draft.ts';
import { limits } from './limits.ts';
import type { Findings, Problem } from './problem.ts';
import { findings, lengthOf } from './problem.ts';

/** What is wrong with a message by the rules that the OpenAPI document does not know. */
export function checkMessage(draft: Draft): readonly Problem[] {
  const found = findings();
  checkMentions(draft, found);
  checkFlags(draft, found);
  checkFiles(draft, found);
  if (isV2(draft)) checkComponentsV2(draft, found);
  else checkClassic(draft, found);
  return found.list;
}

function checkMentions({ body }: Draft, found: Findings): void {
  const hasText = (body.content ?? '') !== '' || (body.components ?? []).length > 0 || (body.embeds ?? []).length > 0;
  const mentions = body.allowed_mentions;
  if (mentions === undefined || mentions === null) {
    if (hasText) found.advise(['allowed_mentions'], 'expected { parse: [] }: without it everything in the text may ping');
    return;
  }
  if ((mentions.parse ?? ['nothing given']).length > 0) {
    found.advise(['allowed_mentions', 'parse'], `expected [], got ${JSON.stringify(mentions.parse)}`);
  }
  for (const kind of ['users', 'roles'] as const) {
    if (mentions.parse?.includes(kind) === true && (mentions[kind] ?? []).length > 0) {
      found.refuse(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`);
    }
  }
}

function checkFlags({ body, before, allowedFlags }: Draft, found: Findings): void {
  const flags = body.flags ?? 0;
  const strange = flags & ~allowedFlags;
  if (strange !== 0) found.advise(['flags'], `the bits ${strange} mean nothing here and are ignored`);
  if (before === null || (flags & messageFlags.componentsV2) === 0 || (before.flags & messageFlags.componentsV2) !== 0) return;
  if (before.content !== '' && body.content !== null && body.content !== '') {
    found.refuse(['content'], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'content must be null when the message turns to Components V2');
  }
  if (before.embeds.length > 0 && body.embeds?.length !== 0 && body.embeds !== null) {
    found.refuse(['embeds'], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'embeds must be [] when the message turns to Components V2');
  }
}

function checkFiles({ body, files, before }: Draft, found: Findings): void {
  const kept = before === null || body.attachments !== undefined ? 0 : before.attachments.length;
  const count = Math.max((body.attachments ?? []).length, files.length) + kept;
  if (count > limits.files) found.refuse(['attachments'], 'BASE_TYPE_MAX_LENGTH', `Must be ${limits.files} or fewer in length.`);
  for (const { name, bytes, index } of files) {
    if (bytes.length > limits.fileBytes) {
      found.refuse(['files', index], 'FILE_TOO_LARGE', `${name} has ${bytes.length} bytes, at most ${limits.fileBytes} are allowed`);
    }
  }
  const offered = new Set([...files.map(({ index }) => String(index)), ...(before?.attachments ?? []).map(({ id }) => id)]);
  for (const [index, { id }] of (body.attachments ?? []).entries()) {
    if (!offered.has(String(id))) {
      found.refuse(['attachments', index, 'id'], 'MESSAGE_ATTACHMENT_NOT_FOUND', `no file comes with it and none was there with the id ${id}`);
    }
    const description = (body.attachments ?? [])[index]?.description;
    if (typeof description === 'string' && lengthOf(description) > 1024) {
      found.refuse(['attachments', index, 'description'], 'BASE_TYPE_MAX_LENGTH', 'Must be 1024 or fewer in length.');
    }
  }
}
