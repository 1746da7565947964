import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import type { Findings } from './finding.ts';
import { limits } from './limits.ts';

/** Which text object is wanted. */
export interface TextWish {
  readonly kinds?: readonly ('plain_text' | 'mrkdwn')[];
  readonly max?: number;
}

/** Checks a text object, and what its text would do to people. */
export function checkText(findings: Findings, { at, value }: Place, wish: TextWish = {}): void {
  const kinds = wish.kinds ?? ['plain_text', 'mrkdwn'];
  if (!isObject(value)) return findings.refuse(at, 'a text object is needed');
  const kind = kinds.find((one) => one === value['type']);
  if (kind === undefined)
    return findings.refuse(`${at}.type`, `expected ${kinds.join(' or ')}, got ${asText(value['type'])}`);
  findings.members(at, value, kind === 'plain_text' ? ['type', 'text', 'emoji'] : ['type', 'text', 'verbatim']);
  findings.length(`${at}.text`, value['text'], { max: wish.max ?? limits.textObject });
  if (kind === 'mrkdwn' && typeof value['text'] === 'string') checkMrkdwn(findings, `${at}.text`, value['text']);
}

/** Something in a body, and where it is. */
export interface Place {
  readonly at: string;
  readonly value: unknown;
}

/** True for an object that is no array. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Blames what is not escaped in a text in Slack's own markup, and pings of many. */
export function checkMrkdwn(findings: Findings, at: string, text: string): void {
  checkPings(findings, at, text);
  const bare = text
    .replaceAll(/<(?:[@#!][^<>]+|(?:https?|mailto|tel|slack):[^<>]+)>/g, '')
    .replaceAll(/^(?:>>>|>)/gm, '');
  if (/&(?!amp;|lt;|gt;)/.test(bare)) findings.blame(at, `an & is not escaped: ${around(bare, /&(?!amp;|lt;|gt;)/)}`);
  if (/[<>]/.test(bare)) findings.blame(at, `a < or > is not escaped: ${around(bare, /[<>]/)}`);
}

/** Blames mentions that ring at many people's desks. */
export function checkPings(findings: Findings, at: string, text: string): void {
  const many = /<!(?:channel|here|everyone|subteam\^)[^>]*>/.exec(text);
  if (many !== null) findings.blame(at, `a live ping: ${many[0]}`);
}

function around(text: string, what: RegExp): string {
  const index = text.search(what);
  return JSON.stringify(text.slice(Math.max(0, index - 20), index + 20));
}
