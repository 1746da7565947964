/**
 * Reads Markdown as Discord's client does, as far as it is known: so that tests see what learners would see. Where it is
 * not known which of two ways is right, it takes the one in which more text has an effect.
 */
export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'block'; readonly language: string; readonly text: string }
  | { readonly kind: 'address'; readonly text: string; readonly url: string }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'mention' | 'emoji' | 'time'; readonly text: string }
  | { readonly kind: Wrapping; readonly lead: string; readonly children: readonly MarkdownNode[] };

type Wrapping = 'heading' | 'small' | 'item' | 'quote' | 'strong' | 'emphasis' | 'underline' | 'strike' | 'spoiler';

interface Rule {
  readonly at: 'line' | 'anywhere';
  readonly pattern: RegExp;
  readonly node: (match: RegExpExecArray) => MarkdownNode;
}

const wrapping = (kind: Wrapping, lead: number, inside: number) => (match: RegExpExecArray) => ({
  kind,
  lead: match[lead] ?? '',
  children: readMarkdown(match[inside] ?? ''),
});

/** The first that fits counts. */
const rules: readonly Rule[] = [
  { at: 'line', pattern: /^ *(#{1,3})\s+([^\n]+?)(?:\n|$)/u, node: wrapping('heading', 1, 2) },
  { at: 'line', pattern: /^ *(-#)\s+([^\n]+?)(?:\n|$)/u, node: wrapping('small', 1, 2) },
  { at: 'line', pattern: /^ *(>>>)\s+([\s\S]+)$/u, node: wrapping('quote', 1, 2) },
  { at: 'line', pattern: /^ *(>)\s+([^\n]*)(?:\n|$)/u, node: wrapping('quote', 1, 2) },
  { at: 'line', pattern: /^\s*([*+-]|\d+\.)\s+([^\n]+)(?:\n|$)/u, node: wrapping('item', 1, 2) },
  {
    at: 'anywhere',
    pattern: /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```/iu,
    node: (match) => ({ kind: 'block', language: match[1] ?? '', text: match[2] ?? '' }),
  },
  { at: 'anywhere', pattern: /^\\([^0-9A-Za-z\s])/u, node: (match) => ({ kind: 'text', text: match[1] ?? '' }) },
  {
    at: 'anywhere',
    pattern: /^<((?:[a-z]+:\/\/|mailto:|tel:|sms:)[^ >]+)>/iu,
    node: (match) => ({ kind: 'address', text: match[1] ?? '', url: match[1] ?? '' }),
  },
  {
    at: 'anywhere',
    pattern: /^(?:https?|steam|discord):\/\/[^\s<]+[^\s<.,:;"'\])]/iu,
    node: ([whole]) => ({ kind: 'address', text: whole, url: whole }),
  },
  {
    at: 'anywhere',
    pattern:
      /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"][\s\S]*?['"])?\s*\)/u,
    node: (match) => ({ kind: 'link', url: match[2] ?? '', children: readMarkdown(match[1] ?? '') }),
  },
  {
    at: 'anywhere',
    pattern: /^(?:<@[!&]?\d+>|<#\d+>|<\/[^:>]+:\d+>|<id:\w+>|@(?:everyone|here))/iu,
    node: ([text]) => ({ kind: 'mention', text }),
  },
  { at: 'anywhere', pattern: /^(?:<a?:\w+:\d+>|:[\w+-]+:)/u, node: ([text]) => ({ kind: 'emoji', text }) },
  { at: 'anywhere', pattern: /^<t:-?\d+(?::\w)?>/u, node: ([text]) => ({ kind: 'time', text }) },
  { at: 'anywhere', pattern: /^(\*\*)((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/u, node: wrapping('strong', 1, 2) },
  { at: 'anywhere', pattern: /^(__)((?:\\[\s\S]|[^\\])+?)__(?!_)/u, node: wrapping('underline', 1, 2) },
  { at: 'anywhere', pattern: /^(_)((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/u, node: wrapping('emphasis', 1, 2) },
  {
    at: 'anywhere',
    pattern: /^(\*)(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/u,
    node: wrapping('emphasis', 1, 2),
  },
  {
    at: 'anywhere',
    pattern: /^(~~)(?=\S)((?:\\[\s\S]|~(?!~)|[^\s\\~]|\s(?!~~))+?)~~/u,
    node: wrapping('strike', 1, 2),
  },
  { at: 'anywhere', pattern: /^(\|\|)([\s\S]+?)\|\|/u, node: wrapping('spoiler', 1, 2) },
  {
    at: 'anywhere',
    pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/u,
    node: (match) => ({ kind: 'code', text: (match[2] ?? '').replace(/^ (?= *`)|(?<=` *) $/gu, '') }),
  },
];

export function readMarkdown(markdown: string): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let rest = markdown;
  let lineStart = true;
  while (rest !== '') {
    const [taken, node] = next(rest, lineStart);
    const last = nodes.at(-1);
    if (node.kind === 'text' && last?.kind === 'text')
      nodes[nodes.length - 1] = { kind: 'text', text: last.text + node.text };
    else nodes.push(node);
    lineStart = taken.endsWith('\n') || (lineStart && /^\s+$/u.test(taken));
    rest = rest.slice(taken.length);
  }
  return nodes;
}

function next(rest: string, lineStart: boolean): readonly [string, MarkdownNode] {
  // Words have no effect; an address begins with a word and a colon.
  const [word] = /^\p{L}+(?![\p{L}:])/u.exec(rest) ?? [];
  if (word !== undefined) return [word, { kind: 'text', text: word }];
  for (const { at, pattern, node } of rules) {
    const match = at === 'anywhere' || lineStart ? pattern.exec(rest) : null;
    if (match !== null) return [match[0], node(match)];
  }
  const [character = ''] = rest;
  return [character, { kind: 'text', text: character }];
}

/** What a learner reads: no marks, no unseen breaks; addresses of masked links are left out. */
export function readText(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) =>
      'children' in node ? `${leadOf(node)}${readText(node.children)}${isLine(node) ? '\n' : ''}` : node.text,
    )
    .join('')
    .replaceAll('\u200b', '');
}

const leadOf = (node: MarkdownNode): string => (node.kind === 'item' ? `${node.lead} ` : '');
const isLine = ({ kind }: MarkdownNode): boolean => ['item', 'heading', 'small', 'quote'].includes(kind);

/** Every kind of node in there, nested ones included. */
export function kindsIn(nodes: readonly MarkdownNode[]): ReadonlySet<MarkdownNode['kind']> {
  return new Set(nodes.flatMap((node) => [node.kind, ...('children' in node ? kindsIn(node.children) : [])]));
}
