import type {
  Actions,
  Divider,
  HomeView,
  Input,
  MessageBlock,
  Modal,
  RichElement,
  RichInline,
  RichText,
  SlackMessage,
} from '#bots/slack/render/payload.ts';

/** Uploaded pictures by their id. */
type Images = ReadonlyMap<string, Uint8Array>;
type AnyBlock = MessageBlock | Divider | Input;

/** A message as HTML, roughly as Slack's phone app draws it; above it what a notification says. */
export function messageHtml({ text, blocks, files }: SlackMessage, images: Images): string {
  const drawn = blocks.map((block) => blockHtml(block, images)).join('');
  const under = files.map(({ name, content }) => fileHtml(name, content)).join('');
  return `<article><i class=face></i><div class=body><p class=push>${text}</p><b class=who>Studyloop <small>APP</small></b>${drawn}${under}</div></article>`;
}

export function homeHtml({ blocks }: HomeView, images: Images): string {
  return `<div class=home>${blocks.map((block) => blockHtml(block, images)).join('')}</div>`;
}

/** A form as HTML. */
export function modalHtml({ title, close, submit, blocks }: Modal): string {
  const drawn = blocks.map((block) => blockHtml(block, new Map())).join('');
  return `<form><div class=bar><span>${escape(close.text)}</span><b>${escape(title.text)}</b><span>${escape(submit?.text ?? '')}</span></div>${drawn}</form>`;
}

/** A page of messages, as wide as a phone. */
export function pageHtml(inside: string): string {
  return `<!doctype html><meta charset=utf-8><meta name=viewport content="width=390"><style>${style}</style>${inside}<script>
const wanted = new URLSearchParams(location.search).get('view')?.split(',') ?? [];
if (wanted.length > 0) {
  for (const section of document.querySelectorAll('section')) if (!wanted.includes(section.id)) section.remove();
  document.body.style.cssText = 'display: flex; align-items: start; width: ' + 390 * wanted.length + 'px';
}
</script>`;
}

function blockHtml(block: AnyBlock, images: Images): string {
  switch (block.type) {
    case 'header':
      return `<h3>${escape(block.text.text)}</h3>`;
    case 'rich_text':
      return `<div class=rich>${richHtml(block)}</div>`;
    case 'table':
      return `<table>${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${richHtml(cell)}</td>`).join('')}</tr>`).join('')}</table>`;
    case 'image':
      return `<img src="data:image/png;base64,${Buffer.from(images.get(block.slack_file.id) ?? []).toString('base64')}" alt="${escape(block.alt_text)}">`;
    case 'actions':
      return actionsHtml(block);
    case 'divider':
      return '<hr>';
    case 'input':
      return inputHtml(block);
  }
}

const richHtml = ({ elements }: RichText): string => elements.map(elementHtml).join('');

function elementHtml(element: RichElement): string {
  switch (element.type) {
    case 'rich_text_section':
      return `<div class=section>${inlinesHtml(element.elements)}</div>`;
    case 'rich_text_preformatted':
      return `<pre>${inlinesHtml(element.elements)}</pre>`;
    case 'rich_text_list': {
      const items = element.elements.map(({ elements }) => `<li>${inlinesHtml(elements)}</li>`).join('');
      return element.style === 'bullet' ? `<ul>${items}</ul>` : `<ol start=${(element.offset ?? 0) + 1}>${items}</ol>`;
    }
  }
}

const inlinesHtml = (inlines: readonly RichInline[]): string => inlines.map(inlineHtml).join('');

function inlineHtml(inline: RichInline): string {
  if (inline.type === 'link') return `<a>${escape(inline.text ?? inline.url)}</a>`;
  const text = escape(inline.text);
  const { style: looks } = inline;
  if (looks === undefined) return text;
  if ('bold' in looks) return `<b>${text}</b>`;
  return 'italic' in looks ? `<em>${text}</em>` : `<code>${text}</code>`;
}

function actionsHtml({ elements }: Actions): string {
  const drawn = elements.map((element) =>
    element.type === 'button'
      ? `<span class="button ${element.style ?? ''}">${escape(element.text.text)}</span>`
      : `<span class=menu>${escape(element.placeholder.text)} ⌄</span>`,
  );
  return `<div class=row>${drawn.join('')}</div>`;
}

function inputHtml({ label, hint, element }: Input): string {
  const about = hint === undefined ? '' : `<small>${escape(hint.text)}</small>`;
  return `<label>${escape(label.text)}${fieldHtml(element)}${about}</label>`;
}

function fieldHtml(element: Input['element']): string {
  switch (element.type) {
    case 'plain_text_input':
      return `<textarea rows=8>${escape(element.initial_value ?? '')}</textarea>`;
    case 'checkboxes':
      return element.options.map(({ text }) => `<div class=check>☐ ${escape(text.text)}</div>`).join('');
    case 'file_input':
      return '<span class=menu>⬆ Upload a file</span>';
    case 'static_select':
    case 'multi_static_select':
      return `<span class=menu>${escape(element.placeholder.text)} ⌄</span>`;
  }
}

const fileHtml = (name: string, content: string): string =>
  `<div class=file>📄 <b>${escape(name)}</b><small>${Buffer.byteLength(content)} bytes</small></div>`;

const escape = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
* { box-sizing: border-box }
body { margin: 0; width: 390px; background: #fff; color: #1d1c1d; font: 16px/1.46 "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; font-size: 15px }
section { flex: 0 0 390px; width: 390px; padding: 8px 0 20px; border-bottom: 1px solid #ddd }
h6 { margin: 0 12px 6px; color: #999; font: 11px monospace }
article { display: flex; gap: 8px; padding: 6px 12px }
.face { flex: 0 0 36px; height: 36px; border-radius: 8px; background: #4a154b }
.body { flex: 1; min-width: 0 } .who small { background: #ddd; border-radius: 2px; padding: 0 4px; font-size: 10px }
.push { margin: 0 0 4px; padding: 4px 6px; background: #f3f0f7; color: #555; font-size: 11px; border-radius: 6px }
h3 { font-size: 18px; margin: 8px 0 4px; line-height: 1.3 } .rich { margin: 8px 0; overflow-wrap: anywhere }
.section { white-space: pre-wrap } ul, ol { margin: 2px 0; padding-left: 26px }
code { background: #f8f8f8; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; color: #c01343; font: 12.5px "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace }
pre { margin: 4px 0; padding: 8px; background: #f8f8f8; border: 1px solid #ddd; border-radius: 4px; font: 12.5px/1.4 "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; overflow-wrap: anywhere }
a { color: #1264a3 } hr { border: 0; border-top: 1px solid #ddd } img { max-width: 100%; border-radius: 8px; border: 1px solid #ddd; margin: 6px 0 }
table { border-collapse: collapse; margin: 8px 0; width: 100% } td { border: 1px solid #ddd; padding: 6px 8px; vertical-align: top }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 } .button { max-width: 100%; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; border: 1px solid #bbb; border-radius: 6px; padding: 5px 12px; font-size: 14px; font-weight: 600 }
.primary { background: #007a5a; border-color: #007a5a; color: #fff }
.menu { display: block; width: 100%; border: 1px solid #bbb; border-radius: 6px; padding: 8px }
.file { border: 1px solid #ddd; border-radius: 8px; padding: 10px; margin: 6px 0 } .file small { display: block; color: #777 }
form, .home { margin: 10px; padding: 14px; border: 1px solid #bbb; border-radius: 12px } .bar { display: flex; justify-content: space-between }
label { display: block; margin: 10px 0; font-weight: 700; font-size: 14px } label small { display: block; color: #777; font-weight: 400 }
textarea { width: 100%; border: 1px solid #bbb; border-radius: 6px; font: 13px "DejaVu Sans Mono", monospace } .check { padding: 5px; font-weight: 400 }
`;
