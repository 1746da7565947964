import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import { checkRichText } from './check-rich-text.ts';
import { isObject } from './check-text.ts';
import type { Findings } from './finding.ts';
import { limits } from './limits.ts';

/** Checks a table block. */
export function checkTable(findings: Findings, at: string, block: Fields): void {
  checkRows(findings, at, { rows: block['rows'], maxRows: limits.tableRows, maxCharacters: limits.tableCharacters });
  if (block['column_settings'] !== undefined)
    findings.list(`${at}.column_settings`, block['column_settings'], { min: 0, max: limits.tableColumns });
}

/** Checks a data_table block. */
export function checkDataTable(findings: Findings, at: string, block: Fields): void {
  findings.length(`${at}.caption`, block['caption'], { max: limits.textObject });
  checkRows(findings, at, {
    rows: block['rows'],
    maxRows: limits.dataTableRows,
    maxCharacters: limits.dataTableCharacters,
  });
}

interface RowsWish {
  readonly rows: unknown;
  readonly maxRows: number;
  readonly maxCharacters: number;
}

function checkRows(findings: Findings, at: string, { rows, maxRows, maxCharacters }: RowsWish): void {
  let characters = 0;
  for (const [row, cells] of findings.list(`${at}.rows`, rows, { max: maxRows }).entries()) {
    for (const [column, cell] of findings.list(`${at}.rows[${row}]`, cells, { max: limits.tableColumns }).entries()) {
      const inside = `${at}.rows[${row}][${column}]`;
      const type = isObject(cell) ? cell['type'] : null;
      if (!isObject(cell) || !['raw_text', 'raw_number', 'rich_text'].includes(asText(type))) {
        findings.refuse(inside, 'expected raw_text, raw_number or rich_text');
        continue;
      }
      if (type === 'rich_text') checkRichText(findings, inside, cell['elements']);
      else findings.length(`${inside}.text`, cell['text'], { max: limits.textObject });
      characters += asText(cell['text'] ?? cell['elements']).length;
    }
  }
  if (characters > maxCharacters)
    findings.refuse(at, `the cells have ${characters} characters, more than ${maxCharacters}`);
}
