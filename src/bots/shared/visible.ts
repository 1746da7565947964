/**
 * Text in which nothing works unseen: control characters, marks that turn the writing direction and characters that
 * take no place become signs one can see. Line ends become `\n`, tabs stay, and so do the joiners inside of emoji and of
 * words in scripts that need them.
 */
export function visible(text: string): string {
  return text.toWellFormed().replace(/\r\n/gu, '\n').replace(unseen, sign);
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visible(text).replace(/\s+/gu, ' ').trim();
}

const unseen =
  /(?!\n|\t|\p{Join_Control}|\p{Variation_Selector})[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffc]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{M}|(?!\p{Script=Latin}|\p{Script=Han})\p{L})\p{Join_Control}/gu;

/** Unicode has pictures of the ASCII controls, such as ␛; the others are named by their number. */
function sign(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
