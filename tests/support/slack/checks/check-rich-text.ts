import { asText } from '../wire.ts';
import { isObject } from './check-text.ts';
import type { Findings } from './finding.ts';

const sections = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];
const inline = ['text', 'link', 'emoji', 'user', 'channel', 'usergroup', 'broadcast', 'date', 'color', 'team'];

/** Checks the elements of a rich_text block, and that none of them rings at many desks. */
export function checkRichText(findings: Findings, at: string, elements: unknown): void {
  for (const [index, element] of findings.list(`${at}.elements`, elements, { min: 0, max: 1000 }).entries()) {
    const inside = `${at}.elements[${index}]`;
    if (!isObject(element) || !sections.includes(asText(element['type']))) {
      findings.refuse(inside, `expected one of ${sections.join(', ')}`);
    } else if (element['type'] === 'rich_text_list') {
      if (!['bullet', 'ordered'].includes(asText(element['style'])))
        findings.refuse(`${inside}.style`, 'expected bullet or ordered');
      checkRichText(findings, inside, element['elements']);
    } else {
      checkInline(findings, inside, element['elements']);
    }
  }
}

function checkInline(findings: Findings, at: string, elements: unknown): void {
  for (const [index, element] of findings.list(`${at}.elements`, elements, { min: 0, max: 10_000 }).entries()) {
    const inside = `${at}.elements[${index}]`;
    if (!isObject(element) || !inline.includes(asText(element['type']))) {
      findings.refuse(inside, `expected one of ${inline.join(', ')}`);
      continue;
    }
    if (element['type'] === 'text') findings.length(`${inside}.text`, element['text'], { max: 40_000 });
    if (element['type'] === 'link') findings.length(`${inside}.url`, element['url'], { max: 3000 });
    if (element['type'] === 'broadcast' || element['type'] === 'usergroup')
      findings.blame(inside, `a live ping: ${JSON.stringify(element)}`);
    if (element['style'] !== undefined && !isObject(element['style']))
      findings.refuse(`${inside}.style`, 'expected an object');
  }
}
