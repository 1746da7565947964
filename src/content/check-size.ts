import type { Block } from '#core/view.ts';
import type { Fence, Prose } from './parse-markdown.ts';

/** So that a chunk fits one phone screen, or two. */
const mostProse = 900;
const mostCodeLines = 30;
const widestCode = 60;

type ReportLine = (line: number, message: string) => void;

/** Reports by lines of the Markdown, from 1, where a chunk has more than a phone shows. */
export function checkSize({ blocks, fences }: Prose, report: ReportLine): void {
  if (blocks.length === 0) report(1, 'expected a text, found none; write it below the front matter.');
  const prose = blocks.reduce((sum, block) => sum + proseIn(block), 0);
  if (prose > mostProse) {
    report(1, `expected at most ${mostProse} characters of prose, found ${prose}; split the chunk.`);
  }
  checkCode(fences.flatMap(codeLines), report);
}

interface CodeLine {
  readonly line: number;
  readonly columns: number;
}

function codeLines({ code, line }: Fence): readonly CodeLine[] {
  const texts = code.trimEnd().split('\n');
  return texts.map((text, place) => ({ line: line + 1 + place, columns: Array.from(text).length }));
}

function checkCode(all: readonly CodeLine[], report: ReportLine): void {
  const tooMany = all[mostCodeLines];
  if (tooMany !== undefined) {
    const found = `found ${all.length}; shorten the program or split the chunk.`;
    report(tooMany.line, `expected at most ${mostCodeLines} lines of code, ${found}`);
  }
  for (const { line, columns } of all) {
    if (columns <= widestCode) continue;
    report(line, `expected at most ${widestCode} columns of code, found ${columns}; break the line.`);
  }
}

function proseIn(block: Block): number {
  switch (block.kind) {
    case 'prose':
      return lengthOf(block.spans);
    case 'list':
      return block.items.reduce((sum, item) => sum + lengthOf(item), 0);
    case 'table':
      return [block.header, ...block.rows].flat().reduce((sum, cell) => sum + lengthOf(cell), 0);
    case 'code':
    case 'progress':
    case 'picture':
    case 'file':
    case 'choices':
    case 'ask':
      return 0;
  }
}

const lengthOf = (spans: readonly { readonly text: string }[]): number =>
  spans.reduce((sum, span) => sum + span.text.length, 0);
