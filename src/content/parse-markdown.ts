import type { Code, List, Nodes, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Block, Span } from '#core/view.ts';

/** Markdown read into blocks, once, when the course is loaded: no renderer ever rewrites markup. */
export interface Prose {
  readonly blocks: readonly Block[];
  readonly fences: readonly Fence[];
}

/** Code between two lines of backticks. */
export interface Fence {
  /** What stands behind the backticks: `python run`. */
  readonly mark: string;
  /** Ends in a line feed. */
  readonly code: string;
  /** The line of its backticks in the Markdown, from 1. */
  readonly line: number;
}

interface Rules {
  /** The marks that a fence may have here; those that begin with `python` hold Python, the others text. */
  readonly marks: readonly string[];
  /** Called with a line of the Markdown, from 1, and what is wrong there. */
  readonly report: (line: number, message: string) => void;
}

type ReportLine = Rules['report'];

/** Blocks and fences of the Markdown that we know; all else in it is reported and left out. */
export function parseMarkdown(markdown: string, { marks, report }: Rules): Prose {
  const tree = fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const lines = markdown.split('\n');
  const codes = tree.children.filter((node) => node.type === 'code');
  for (const node of codes) {
    const fault = fenceFault(node, lines, marks);
    if (fault !== null) report(lineOf(node), fault);
  }
  const fences = codes.map((node) => ({ mark: markOf(node), code: `${node.value}\n`, line: lineOf(node) }));
  return { blocks: tree.children.flatMap((node) => blockOf(node, report)), fences };
}

const markOf = ({ lang, meta }: Code): string => [lang, meta].filter(Boolean).join(' ');

function fenceFault(node: Code, lines: readonly string[], marks: readonly string[]): string | null {
  if (!/^\s*(?:`{3}|~{3})/u.test(lines[lineOf(node) - 1] ?? '')) {
    return 'expected a paragraph, found text indented like code; take the spaces away, or put it in a fence.';
  }
  const mark = markOf(node);
  if (!marks.includes(mark)) {
    if (marks.length === 0) return 'expected no fence here, found one; take it out.';
    const known = marks.map((one) => `\`${one}\``).join(', ');
    return `expected a fence marked ${known}, found ${mark === '' ? 'one without a mark' : `\`${mark}\``}; mark it.`;
  }
  if (!isClosed(node, lines)) {
    return 'expected a fence that ends in a line of its own backticks, found no end; write it.';
  }
  return node.value.trim() === '' ? 'expected code in the fence, found none; write it, or take the fence out.' : null;
}

/** Markdown lets a fence that nobody ends swallow the rest of the file. */
function isClosed(node: Code, lines: readonly string[]): boolean {
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } };
  const opening = /`{3,}|~{3,}/u.exec(lines[start.line - 1] ?? '')?.[0] ?? '';
  const closing = (lines[end.line - 1] ?? '').trim();
  return end.line > start.line && closing.startsWith(opening) && new Set(closing).size === 1;
}

function blockOf(node: RootContent, report: ReportLine): readonly Block[] {
  switch (node.type) {
    case 'paragraph':
      return [{ kind: 'prose', spans: spansOf(node.children, report) }];
    case 'list':
      return [{ kind: 'list', ordered: node.ordered === true, items: itemsOf(node, report) }];
    case 'table':
      return [tableOf(node, report)];
    case 'code':
      return [{ kind: 'code', language: node.lang === 'python' ? 'python' : 'text', text: node.value }];
    default:
      report(
        lineOf(node),
        `expected a paragraph, list, table or fence, found ${nameOf(node)}; write it as one of those.`,
      );
      return [];
  }
}

function itemsOf(list: List, report: ReportLine): readonly (readonly Span[])[] {
  return list.children.map((item) => {
    const [first, ...more] = item.children;
    if (first?.type === 'paragraph' && more.length === 0) return spansOf(first.children, report);
    const found = first === undefined ? 'nothing' : more.length === 0 ? nameOf(first) : 'more';
    report(lineOf(item), `expected one paragraph in a list item, found ${found}; make it one, or two items.`);
    return [];
  });
}

function tableOf(table: Table, report: ReportLine): Block {
  const rows = table.children.map((row) => row.children.map((cell) => spansOf(cell.children, report)));
  const [header = [], ...body] = rows;
  return { kind: 'table', header, rows: body };
}

function spansOf(nodes: readonly PhrasingContent[], report: ReportLine): readonly Span[] {
  return nodes.flatMap((node): readonly Span[] => {
    switch (node.type) {
      case 'text':
        return [{ kind: 'text', text: unwrap(node.value) }];
      case 'inlineCode':
        return [{ kind: 'code', text: node.value }];
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, text: wordsOf(node.children, report) }];
      case 'link':
        return [{ kind: 'link', text: wordsOf(node.children, report), url: webAddress(node, report) }];
      case 'break':
        return [{ kind: 'text', text: ' ' }];
      default:
        report(
          lineOf(node),
          `expected text, code, strong, emphasis or a link, found ${nameOf(node)}; write it as one of those.`,
        );
        return [];
    }
  });
}

/** A span has one style: of a link inside strong text the address would be lost. */
function wordsOf(nodes: readonly PhrasingContent[], report: ReportLine): string {
  for (const node of nodes) {
    if (node.type === 'link')
      report(lineOf(node), 'expected plain words between the stars, found a link; write it outside.');
  }
  return spansOf(nodes, report)
    .map((span) => span.text)
    .join('');
}

function webAddress(node: { readonly url: string } & Nodes, report: ReportLine): string {
  if (!/^https?:\/\/\S+$/u.test(node.url)) {
    report(lineOf(node), `expected a link that begins with https://, found \`${node.url}\`; mend the address.`);
  }
  return node.url;
}

/** A line break inside a paragraph is a space, but not between Chinese characters. */
function unwrap(text: string): string {
  return text.replace(/(?<=\p{Script=Han}|[，。；：！？、])\n(?=\p{Script=Han})/gu, '').replace(/\n/gu, ' ');
}

/** A part of Markdown in an author's words. */
const nameOf = ({ type }: Nodes): string => names.get(type) ?? type;

const names: ReadonlyMap<string, string> = new Map([
  ['heading', 'a heading'],
  ['html', 'HTML'],
  ['image', 'an image'],
  ['imageReference', 'an image'],
  ['thematicBreak', 'a ruled line'],
  ['blockquote', 'a quotation'],
  ['definition', 'a link definition'],
  ['linkReference', 'a link that is defined elsewhere'],
  ['list', 'another list'],
  ['code', 'a fence'],
]);

const lineOf = (node: Nodes): number => node.position?.start.line ?? 1;
