import type {
  ActionRow,
  ContainerPart,
  FormLabel,
  Modal,
  OutgoingFile,
  OutgoingMessage,
  TextDisplay,
} from '#bots/discord/render/payload.ts';
import type { MarkdownNode } from '../../tests/support/discord-markdown.ts';
import { readMarkdown } from '../../tests/support/discord-markdown.ts';

/** A message as HTML, roughly as Discord's phone app draws it. */
export function messageHtml({ components: [container], files }: OutgoingMessage): string {
  const colour = `#${container.accent_color.toString(16).padStart(6, '0')}`;
  const parts = container.components.map((part) => partHtml(part, files)).join('');
  return `<article><i class=face></i><div class=body><b class=who>Studyloop <small>APP</small></b><div class=box style="border-color:${colour}">${parts}</div></div></article>`;
}

/** A form as HTML. */
export function modalHtml({ title, components }: Modal): string {
  return `<form><h2>${escape(title)}</h2>${components.map(formHtml).join('')}<button disabled>Submit</button></form>`;
}

/** A page of messages, as wide as a phone. */
export function pageHtml(inside: string): string {
  return `<!doctype html><meta charset=utf-8><meta name=viewport content="width=390"><style>${style}</style>${inside}<script>
const one = new URLSearchParams(location.search).get('view');
if (one) for (const section of document.querySelectorAll('section')) if (section.id !== one) section.remove();
</script>`;
}

function partHtml(part: ContainerPart, files: readonly OutgoingFile[]): string {
  switch (part.type) {
    case 10:
      return `<div class=text>${html(readMarkdown(part.content))}</div>`;
    case 12:
      return part.items.map(({ media, description }) => imageHtml(fileAt(media.url, files), description)).join('');
    case 13:
      return fileHtml(fileAt(part.file.url, files));
    case 14:
      return '<hr>';
    case 1:
      return rowHtml(part);
  }
}

const fileAt = (url: string, files: readonly OutgoingFile[]) =>
  files.find(({ name }) => url === `attachment://${name}`);

function imageHtml(file: OutgoingFile | undefined, description = ''): string {
  const data = file === undefined ? '' : Buffer.from(file.content).toString('base64');
  return `<img src="data:image/png;base64,${data}" alt="${escape(description)}">`;
}

function fileHtml(file: OutgoingFile | undefined): string {
  const size = Buffer.byteLength(file?.content ?? '');
  return `<div class=file>📄 <a>${escape(file?.name ?? '?')}</a><small>${size} bytes</small></div>`;
}

function rowHtml({ components }: ActionRow): string {
  const inside = [...components].map((one) =>
    one.type === 3
      ? `<span class=menu>${escape(one.placeholder)} ⌄</span><ol class=options>${one.options.map(({ label }) => `<li>${escape(label)}`).join('')}</ol>`
      : `<span class="button ${one.style === 1 ? 'primary' : ''}"><span>${escape(one.label)}</span></span>`,
  );
  return `<div class=row>${inside.join('')}</div>`;
}

function formHtml(part: FormLabel | TextDisplay): string {
  if (part.type === 10) return `<div class=text>${html(readMarkdown(part.content))}</div>`;
  const { label, description, component } = part;
  return `<label>${escape(label)}${description === undefined ? '' : `<small>${escape(description)}</small>`}${inputHtml(component)}</label>`;
}

function inputHtml(component: FormLabel['component']): string {
  switch (component.type) {
    case 4:
      return `<textarea rows=8>${escape(component.value ?? '')}</textarea>`;
    case 19:
      return '<span class=menu>⬆ Drop a file here or browse</span>';
    case 3:
    case 22:
      return component.options.map(({ label }) => `<div class=check>☐ ${escape(label)}</div>`).join('');
  }
}

const tags = {
  heading: 'h3',
  small: 'small',
  item: 'div class=item',
  quote: 'blockquote',
  strong: 'strong',
  emphasis: 'em',
  underline: 'u',
  strike: 's',
  spoiler: 'mark',
} as const;

function html(nodes: readonly MarkdownNode[]): string {
  return nodes.map(nodeHtml).join('');
}

function nodeHtml(node: MarkdownNode): string {
  switch (node.kind) {
    case 'text':
      return escape(node.text);
    case 'code':
      return `<code>${escape(node.text)}</code>`;
    case 'block':
      return `<pre>${escape(node.text)}</pre>`;
    case 'address':
      return `<a>${escape(node.text)}</a>`;
    case 'link':
      return `<a>${html(node.children)}</a>`;
    case 'mention':
    case 'emoji':
    case 'time':
      return `<mark>${escape(node.text)}</mark>`;
    default: {
      const tag = tags[node.kind];
      const bullet = node.kind === 'item' ? `<i>${node.lead === '-' ? '•' : node.lead}</i><span>` : '';
      return `<${tag}>${bullet}${html(node.children)}${bullet === '' ? '' : '</span>'}</${tag.split(' ')[0]}>`;
    }
  }
}

const escape = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
* { box-sizing: border-box }
body { margin: 0; width: 390px; background: #1a1a1e; color: #dfe0e2; font: 16px/1.375 "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; font-size: 15px }
section { padding: 8px 0 20px; border-bottom: 1px solid #333 }
h6 { margin: 0 12px 6px; color: #888; font: 11px monospace }
article { display: flex; gap: 10px; padding: 4px 10px }
.face { flex: 0 0 36px; height: 36px; border-radius: 50%; background: #5865f2 }
.body { flex: 1; min-width: 0 } .who small { background: #5865f2; border-radius: 4px; padding: 0 4px; font-size: 10px }
.box { margin-top: 4px; padding: 12px; border: 1px solid #38393f; border-left: 4px solid; border-radius: 8px; background: #242429; display: flex; flex-direction: column; gap: 8px }
.text { white-space: pre-wrap; overflow-wrap: anywhere } .text h3 { margin: 0 0 4px; font-size: 17px }
.item { display: flex; gap: 6px } .item i { font-style: normal; min-width: 14px }
code { background: #1a1a1e; border: 1px solid #333; border-radius: 4px; padding: 0 3px; font: 13px "DejaVu Sans Mono", "Noto Sans CJK SC", monospace }
pre { margin: 2px 0; padding: 7px; background: #1a1a1e; border: 1px solid #333; border-radius: 4px; font: 12.5px/1.3 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; overflow-wrap: anywhere }
a { color: #7bb0f5 } mark { background: #5a3; color: #fff }
hr { border: 0; border-top: 1px solid #3a3b42; width: 100%; margin: 0 } img { max-width: 100%; border-radius: 8px }
.row { display: flex; flex-wrap: wrap; gap: 8px } .button { max-width: 100%; overflow: hidden; background: #3e3f45; border-radius: 8px; padding: 7px 14px; font-size: 14px; font-weight: 500 }
.button span { display: block; overflow: hidden; white-space: nowrap; text-overflow: ellipsis } .primary { background: #5865f2; color: #fff }
.menu { display: block; width: 100%; border: 1px solid #444; border-radius: 8px; padding: 8px; background: #1a1a1e } .options { font-size: 12px; margin: 0; color: #999 }
.file { border: 1px solid #444; border-radius: 8px; padding: 12px } .file small { display: block; color: #999 }
form { margin: 10px; padding: 14px; border: 1px solid #444; border-radius: 12px; background: #2a2a30 } form h2 { font-size: 17px; margin: 0 0 8px }
label { display: block; margin: 8px 0; font-weight: 600; font-size: 14px } label small { display: block; color: #aaa; font-weight: 400 }
textarea { width: 100%; background: #1a1a1e; color: inherit; border: 1px solid #444; border-radius: 8px; font: 13px "DejaVu Sans Mono", monospace } .check { padding: 6px; font-weight: 400 }
`;
