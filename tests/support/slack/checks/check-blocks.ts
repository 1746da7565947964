import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import { checkButton, checkElement, checkPicture } from './check-element.ts';
import { checkRichText } from './check-rich-text.ts';
import { checkPings, checkText, isObject } from './check-text.ts';
import { checkDataTable, checkTable } from './check-table.ts';
import type { Findings } from './finding.ts';
import { limits } from './limits.ts';

/** What the blocks are for. */
export type Surface = 'message' | 'modal' | 'home';

/** Members that each block may have besides type and block_id. */
const members: Readonly<Record<string, readonly string[]>> = {
  actions: ['elements'],
  alert: ['text', 'level'],
  card: ['hero_image', 'icon', 'title', 'subtitle', 'body', 'subtext', 'actions', 'slack_icon'],
  carousel: ['elements'],
  container: [
    'title',
    'rich_text_title',
    'subtitle',
    'child_blocks',
    'width',
    'icon',
    'is_collapsible',
    'default_collapsed',
    'has_header_divider',
  ],
  context: ['elements'],
  context_actions: ['elements'],
  data_table: ['rows', 'caption', 'page_size', 'row_header_column_index'],
  divider: [],
  header: ['text'],
  image: ['image_url', 'slack_file', 'alt_text', 'title'],
  input: ['label', 'element', 'hint', 'optional', 'dispatch_action'],
  markdown: ['text'],
  plan: ['title', 'tasks'],
  rich_text: ['elements'],
  section: ['text', 'fields', 'accessory', 'expand'],
  table: ['rows', 'column_settings'],
  task_card: ['task_id', 'title', 'details', 'output', 'sources', 'status'],
  video: [
    'video_url',
    'thumbnail_url',
    'alt_text',
    'title',
    'title_url',
    'author_name',
    'provider_name',
    'provider_icon_url',
    'description',
  ],
};

/** Blocks that only messages take. */
const messagesOnly = [
  'alert',
  'card',
  'carousel',
  'container',
  'context_actions',
  'data_table',
  'markdown',
  'plan',
  'table',
  'task_card',
];

const plain = ['plain_text'] as const;

/** Checks blocks by the rules of Block Kit: what they have, how long, how many, and what is unique. */
export function checkBlocks(
  findings: Findings,
  wish: { readonly at: string; readonly value: unknown; readonly surface: Surface },
): void {
  const { at, value, surface } = wish;
  const max = surface === 'message' ? limits.messageBlocks : limits.viewBlocks;
  const blocks = findings.list(at, value, { min: surface === 'message' ? 0 : 1, max });
  const blockIds = new Set<unknown>();
  const actionIds = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    const inside = `${at}[${index}]`;
    if (!isObject(block)) {
      findings.refuse(inside, 'a block is needed');
      continue;
    }
    checkBlock(findings, inside, { block, surface });
    checkUnique(findings, inside, { id: block['block_id'], seen: blockIds, what: 'block_id' });
    checkActionIds(findings, inside, { block, seen: actionIds });
  }
  checkSums(findings, at, blocks.filter(isObject));
}

function checkBlock(
  findings: Findings,
  at: string,
  { block, surface }: { readonly block: Fields; readonly surface: Surface },
): void {
  const type = asText(block['type']);
  const known = members[type];
  if (known === undefined) return findings.refuse(`${at}.type`, `unsupported type: ${type}`);
  if (surface !== 'message' && messagesOnly.includes(type))
    return findings.refuse(`${at}.type`, `${type} is for messages only`);
  findings.members(at, block, ['type', 'block_id', ...known]);
  if (block['block_id'] !== undefined) findings.length(`${at}.block_id`, block['block_id'], { max: limits.id });
  checks[type]?.(findings, at, block);
  const inInput = isObject(block['element']) ? block['element']['type'] : null;
  if (inInput === 'file_input' && surface !== 'modal')
    findings.refuse(`${at}.element`, 'file_input is for modals only');
}

type BlockCheck = (findings: Findings, at: string, block: Fields) => void;

const checks: Readonly<Record<string, BlockCheck>> = {
  header: (findings, at, block) =>
    checkText(findings, { at: `${at}.text`, value: block['text'] }, { kinds: plain, max: limits.header }),
  section: checkSection,
  context: checkContext,
  context_actions: checkContextActions,
  actions: checkActions,
  input: checkInput,
  image: checkImage,
  markdown: checkMarkdown,
  rich_text: (findings, at, block) => checkRichText(findings, at, block['elements']),
  table: checkTable,
  data_table: checkDataTable,
  alert: (findings, at, block) =>
    checkText(findings, { at: `${at}.text`, value: block['text'] }, { max: limits.alert }),
  card: checkCard,
};

function checkActions(findings: Findings, at: string, block: Fields): void {
  const elements = findings.list(`${at}.elements`, block['elements'], { max: limits.actions });
  for (const [index, value] of elements.entries())
    checkElement(findings, `${at}.elements[${index}]`, { value, spot: 'actions' });
}

function checkInput(findings: Findings, at: string, block: Fields): void {
  const { label, hint, element } = block;
  checkText(findings, { at: `${at}.label`, value: label }, { kinds: plain, max: limits.label });
  if (hint !== undefined) checkText(findings, { at: `${at}.hint`, value: hint }, { kinds: plain, max: limits.label });
  checkElement(findings, `${at}.element`, { value: element, spot: 'input' });
}

function checkImage(findings: Findings, at: string, block: Fields): void {
  checkPicture(findings, at, block);
  if (block['title'] !== undefined)
    checkText(findings, { at: `${at}.title`, value: block['title'] }, { kinds: plain, max: limits.imageTitle });
}

function checkMarkdown(findings: Findings, at: string, block: Fields): void {
  findings.length(`${at}.text`, block['text'], { max: limits.markdownInAll });
  checkPings(findings, `${at}.text`, asText(block['text']));
}

function checkSection(findings: Findings, at: string, block: Fields): void {
  const { text, fields, accessory } = block;
  if (text === undefined && fields === undefined) findings.refuse(at, 'text or fields are needed');
  if (text !== undefined) checkText(findings, { at: `${at}.text`, value: text });
  if (fields !== undefined)
    for (const [index, value] of findings.list(`${at}.fields`, fields, { max: limits.sectionFields }).entries())
      checkText(findings, { at: `${at}.fields[${index}]`, value }, { max: limits.sectionField });
  if (accessory !== undefined) checkElement(findings, `${at}.accessory`, { value: accessory, spot: 'accessory' });
}

function checkContext(findings: Findings, at: string, block: Fields): void {
  for (const [index, value] of findings
    .list(`${at}.elements`, block['elements'], { max: limits.contextElements })
    .entries()) {
    const inside = `${at}.elements[${index}]`;
    if (isObject(value) && value['type'] === 'image') checkPicture(findings, inside, value);
    else checkText(findings, { at: inside, value });
  }
}

function checkContextActions(findings: Findings, at: string, block: Fields): void {
  for (const [index, value] of findings
    .list(`${at}.elements`, block['elements'], { max: limits.contextActions })
    .entries()) {
    const inside = `${at}.elements[${index}]`;
    if (!isObject(value)) findings.refuse(inside, 'an element is needed');
    else checkFeedback(findings, inside, value);
  }
}

function checkFeedback(findings: Findings, at: string, value: Fields): void {
  if (value['type'] === 'icon_button') return checkButton(findings, at, value);
  if (value['type'] !== 'feedback_buttons')
    return findings.refuse(`${at}.type`, `unsupported type: ${asText(value['type'])}`);
  for (const name of ['positive_button', 'negative_button'])
    if (isObject(value[name])) checkButton(findings, `${at}.${name}`, value[name]);
    else findings.refuse(`${at}.${name}`, 'is needed');
}

function checkCard(findings: Findings, at: string, block: Fields): void {
  const { title, subtitle, body, actions } = block;
  if (title === undefined && body === undefined && actions === undefined && block['hero_image'] === undefined)
    findings.refuse(at, 'a title, body, picture or actions are needed');
  const texts = {
    title: [title, limits.cardTitle],
    subtitle: [subtitle, limits.cardTitle],
    body: [body, limits.cardBody],
  } as const;
  for (const [name, [value, max]] of Object.entries(texts))
    if (value !== undefined) checkText(findings, { at: `${at}.${name}`, value }, { max });
  if (actions !== undefined)
    for (const [index, value] of findings.list(`${at}.actions`, actions, { max: limits.cardActions }).entries())
      checkElement(findings, `${at}.actions[${index}]`, { value, spot: 'card' });
}

interface IdWish {
  readonly id: unknown;
  readonly seen: Set<unknown>;
  readonly what: string;
}

function checkUnique(findings: Findings, at: string, { id, seen, what }: IdWish): void {
  if (id === undefined) return;
  if (seen.has(id)) findings.refuse(at, `the ${what} ${asText(id)} is there twice`);
  seen.add(id);
}

/** Slack wants ids of actions unique in a block; in a message or view a good app has each once. */
function checkActionIds(
  findings: Findings,
  at: string,
  { block, seen }: { readonly block: Fields; readonly seen: Set<unknown> },
): void {
  const elements = [block['elements'], block['accessory'], block['element'], block['actions']].flat().filter(isObject);
  const inBlock = new Set<unknown>();
  for (const { action_id: id } of elements) {
    if (id === undefined) continue;
    checkUnique(findings, at, { id, seen: inBlock, what: 'action_id' });
    if (seen.has(id)) findings.blame(at, `the action_id ${asText(id)} is in another block too`);
  }
  for (const id of inBlock) seen.add(id);
}

function checkSums(findings: Findings, at: string, blocks: readonly Fields[]): void {
  const markdown = blocks
    .filter(({ type }) => type === 'markdown')
    .reduce((sum, { text }) => sum + asText(text).length, 0);
  if (markdown > limits.markdownInAll)
    findings.refuse(at, `markdown blocks have ${markdown} characters, more than ${limits.markdownInAll}`);
  if (blocks.filter(({ type }) => type === 'table').length > 1) findings.refuse(at, 'only one table block per message');
}
