import { slackError } from '../web/slack-error.ts';
import { isObject } from './check-text.ts';
import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import type { World } from '../world/model.ts';
import { checkBlocks } from './check-blocks.ts';
import { checkMrkdwn, checkPings } from './check-text.ts';
import type { Findings } from './finding.ts';
import { createFindings } from './finding.ts';
import { limits } from './limits.ts';

/** A message as the app wants to post it. */
export interface MessageWish {
  readonly text?: unknown;
  readonly blocks?: unknown;
  readonly markdown_text?: unknown;
  readonly attachments?: unknown;
}

/** Checks a message; what is wrong goes to the complaints, and what Slack would refuse is thrown. */
export function checkMessage(world: World, about: string, wish: MessageWish): void {
  const findings = createFindings();
  const { text, blocks, markdown_text: markdown } = wish;
  if (blocks !== undefined) checkBlocks(findings, { at: 'blocks', value: blocks, surface: 'message' });
  checkTopText(findings, wish);
  checkQuotedIds(world, findings, wish);
  report(world, about, findings);
  const parts = [text, markdown, blocks, wish.attachments];
  if (parts.every((part) => part === undefined)) throw slackError('no_text');
  if (markdown !== undefined && (text !== undefined || blocks !== undefined))
    throw slackError('markdown_text_conflict');
  if (asText(text).length > limits.messageText) throw slackError('msg_too_long');
  if (asText(markdown).length > limits.markdownInAll) throw slackError('msg_too_long');
  refuseIf(findings, 'blocks', 'invalid_blocks');
  if (blocks !== undefined && JSON.stringify(blocks).length > limits.blocksAsJson) {
    world.complaints.push(
      `${about}: blocks are ${JSON.stringify(blocks).length} characters of JSON, more than ${limits.blocksAsJson}`,
    );
    throw slackError('msg_blocks_too_long');
  }
}

function checkTopText(findings: Findings, { text, markdown_text: markdown, blocks, attachments }: MessageWish): void {
  if (attachments !== undefined) findings.blame('attachments', 'attachments are legacy: use blocks');
  if (typeof markdown === 'string') checkPings(findings, 'markdown_text', markdown);
  if (typeof text === 'string' && text.length > limits.advisedText)
    findings.blame('text', `has ${text.length} characters; more than ${limits.advisedText} are not advised`);
  if (typeof text === 'string' && text !== '') return checkMrkdwn(findings, 'text', text);
  if (blocks !== undefined) findings.blame('text', 'blocks need a text for notifications and screen readers');
}

/** Blames a live mention of somebody whose id stood in a text that a person wrote. */
function checkQuotedIds(world: World, findings: Findings, wish: MessageWish): void {
  const all = JSON.stringify(wish, withoutLiteral);
  for (const id of world.quotedIds)
    if (all.includes(`<@${id}`) || all.includes(`"user_id":"${id}"`))
      findings.blame('text', `a live mention of ${id}, whom a person quoted`);
}

/** For JSON: leaves out texts in which Slack reads nothing. */
export function withoutLiteral(_: string, value: unknown): unknown {
  const isLiteral = isObject(value) && (value['type'] === 'text' || value['type'] === 'plain_text');
  return isLiteral ? { ...value, text: '' } : value;
}

/** Puts all that is wrong among the complaints. */
export function report(world: World, about: string, findings: Findings): void {
  for (const { at, problem } of findings.all) world.complaints.push(`${about}: ${at} ${problem}`);
}

/** Throws as Slack does when there is something that it refuses. */
export function refuseIf(findings: Findings, root: string, error: string): void {
  const messages = findings.all
    .filter(({ isRefused }) => isRefused)
    .map(({ at, problem }) => `[ERROR] ${problem} [json-pointer:/${pointerOf(at, root)}]`);
  if (messages.length > 0)
    throw slackError(error, { errors: messages, response_metadata: { messages } satisfies Fields });
}

function pointerOf(at: string, root: string): string {
  const path = at.replaceAll(/[.[]/g, '/').replaceAll(']', '');
  return path.startsWith(root) ? path : `${root}/${path}`;
}
