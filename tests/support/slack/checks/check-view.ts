import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import type { World } from '../world/model.ts';
import { checkBlocks } from './check-blocks.ts';
import { refuseIf, report } from './check-message.ts';
import { checkText, isObject } from './check-text.ts';
import type { Findings } from './finding.ts';
import { createFindings } from './finding.ts';
import { limits } from './limits.ts';
import { slackError } from '../web/slack-error.ts';

const plain = ['plain_text'] as const;
const base = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];
const ofModals = ['title', 'submit', 'close', 'clear_on_close', 'notify_on_close', 'submit_disabled'];

/** Checks a view; what is wrong goes to the complaints, and what Slack would refuse is thrown. */
export function checkView(
  world: World,
  about: string,
  { view, type }: { readonly view: unknown; readonly type: 'modal' | 'home' },
): void {
  const findings = createFindings();
  if (isObject(view)) checkMembers(findings, view, type);
  else findings.refuse('view', 'a view is needed');
  for (const id of world.quotedIds)
    if (JSON.stringify(view)?.includes(`<@${id}`))
      findings.blame('view', `a live mention of ${id}, whom a person quoted`);
  report(world, about, findings);
  refuseIf(findings, 'view', 'invalid_arguments');
  if (JSON.stringify(view).length > limits.viewAsJson) throw slackError('view_too_large');
}

function checkMembers(findings: Findings, view: Fields, type: 'modal' | 'home'): void {
  if (view['type'] !== type) findings.refuse('view.type', `expected ${type}, got ${asText(view['type'])}`);
  findings.members('view', view, type === 'modal' ? [...base, ...ofModals] : base);
  checkBlocks(findings, { at: 'view.blocks', value: view['blocks'], surface: type });
  for (const [name, max] of [
    ['private_metadata', limits.privateMetadata],
    ['callback_id', limits.id],
    ['external_id', limits.id],
  ] as const)
    if (view[name] !== undefined) findings.length(`view.${name}`, view[name], { min: 0, max });
  if (type === 'home') return;
  checkText(findings, { at: 'view.title', value: view['title'] }, { kinds: plain, max: limits.viewTitle });
  for (const name of ['submit', 'close'])
    if (view[name] !== undefined)
      checkText(findings, { at: `view.${name}`, value: view[name] }, { kinds: plain, max: limits.viewTitle });
  const hasInputs = [view['blocks']].flat().some((block) => isObject(block) && block['type'] === 'input');
  if (hasInputs && view['submit'] === undefined) findings.refuse('view.submit', 'is needed with inputs');
}
