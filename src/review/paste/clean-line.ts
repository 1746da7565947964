/** Most of the message is a quotation, marked line by line. */
export function isQuoted(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '');
  const marked = written.filter((line) => quoteMark.test(line));
  return marked.length > 0 && marked.length >= written.length * 0.6;
}

const quoteMark = /^\s{0,3}(?:>(?!>>)|&gt;(?!&gt;&gt;)) ?/u;

export function unquote(line: string): string {
  return line.replace(quoteMark, '');
}

/** Undoes what chats and keyboards do to a line of code. */
export function cleanLine(line: string): string {
  if (plain.test(line)) return line;
  return withoutLinks(withoutEntities(line))
    .replace(/[\u200B-\u200F\u2060-\u2064\uFEFF\u00AD\u202A-\u202E]/gu, '')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/gu, ' ')
    .replace(/[\u201C\u201D\u201E\u201F\u2033]/gu, '"')
    .replace(/[\u2018\u2019\u201A\u201B\u2032]/gu, "'")
    .replace(/^(\s*)\u2026\s*$/u, '$1...');
}

/** Nothing in it that a chat could have put there. */
const plain = /^[\t -%'-;=?-~]*$/u;

function withoutEntities(line: string): string {
  if (!line.includes('&')) return line;
  return line
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

/** `<http://asyncio.run|asyncio.run>` was typed as `asyncio.run`. */
function withoutLinks(line: string): string {
  return line
    .replace(/<(?:https?:\/\/|mailto:)[^\s|<>]{1,2000}\|([^<>]{1,2000})>/gu, '$1')
    .replace(/<(https?:\/\/[^\s|<>]{1,2000})>/gu, '$1')
    .replace(/\[([\w.]{1,200})\]\(https?:\/\/\1\/?\)/gu, '$1');
}

/** Full-width brackets, commas and colons as keyboards for Chinese and Japanese give them, made plain. */
export function withPlainMarks(code: string): string {
  if (plain.test(code)) return code;
  return code
    .replace(/[（）：，；＝［］｛｝．]/gu, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replaceAll('、', ',');
}
