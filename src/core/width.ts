/** How many columns a terminal gives a text: 2 to wide characters, none to marks that sit on another character. */
export function columnsOf(text: string): number {
  if (onlyAscii.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

/** The beginning of a line that takes at most so many columns, with … where something was cut. */
export function cutTo(line: string, columns: number): string {
  if (columnsOf(line) <= columns) return line;
  let kept = '';
  let taken = 1;
  for (const { segment } of graphemes(line)) {
    taken += columnsOf(segment);
    if (taken > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** What a reader takes for one character, such as a letter with its accents or a family in one emoji. */
export function graphemes(text: string): Iterable<Grapheme> {
  if (onlyAscii.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  // Made when it is first needed: it reads the Unicode tables, and many conversations are in ASCII.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

interface Grapheme {
  readonly segment: string;
  /** In UTF-16 units. */
  readonly index: number;
}

let segmenter: Intl.Segmenter | undefined;

const onlyAscii = /^[\x20-\x7e]*$/u;

function columnsOfOne(character: string): number {
  if (onlyAscii.test(character)) return 1;
  if (character === emojiStyle) return 1;
  if (wide.test(character)) return 2;
  return unseen.test(character) ? 0 : 1;
}

/** Asks for the coloured form of a sign, which many terminals draw twice as wide. */
const emojiStyle = '\ufe0f';

const unseen = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;

/** East Asian Wide and Fullwidth (Unicode Annex 11), as ranges that also take in their unassigned neighbours. */
const wide =
  /[\u1100-\u115f\u2e80-\u3029\u3030-\u303e\u3041-\u3098\u309b-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
