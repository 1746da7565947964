/**
 * Text that a terminal takes for nothing but text: control characters, line separators and marks that turn the writing
 * direction become signs one can see. Line ends become `\n`, tabs stay.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(/\r\n/gu, '\n').replace(commanding, sign);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}

const commanding = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Unicode has pictures of the ASCII controls, such as ␛; the others are named by their number. */
function sign(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
