/** A text as lines of which `fits` is true, broken at spaces and beside wide characters; a longer word is cut anywhere. */
export function wrapText(text: string, fits: (line: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (fits((line + piece).trimEnd())) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    const parts = cut(piece.trimStart(), fits);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

/** The parts between which a line may break; together they are the text. */
function pieces(text: string): readonly string[] {
  return text.match(breakable) ?? [];
}

/** A wide character with the marks that close it, or a run of others with the spaces behind it. */
const breakable =
  /[\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7a3\uff00-\uffef\u{20000}-\u{3fffd}][，。、；：？！）」』】》〉…％”’]*|[^\s\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7a3\uff00-\uffef\u{20000}-\u{3fffd}]+[，。、；：？！）」』】》〉]*\s*|\s+/gu;

/** A word as parts that fit, at least one character each. */
function cut(word: string, fits: (line: string) => boolean): readonly string[] {
  if (fits(word.trimEnd())) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && !fits(part + character)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
