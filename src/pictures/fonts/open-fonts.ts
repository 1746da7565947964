import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Font } from './font.ts';
import { readFont } from './read-font.ts';

export type Weight = 'regular' | 'bold';

/** The fonts that pictures are written with. */
export interface Fonts {
  /** The faces that may have a character, the first one that does is taken. */
  faces(weight: Weight): readonly Font[];
  /** A face for Chinese where it is installed; read when it is first asked for, since it is large. */
  chinese(): Font | null;
}

/** Reads the fonts from their packages; throws when the Latin ones are not installed. */
export function openFonts(): Fonts {
  const latin = 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed';
  const regular = [readFont(readFileSync(resolve(`${latin}.ttf`)))];
  const bold = [readFont(readFileSync(resolve(`${latin}-Bold.ttf`)))];
  let chinese: Font | null | undefined;
  return {
    faces: (weight) => (weight === 'bold' ? bold : regular),
    chinese: () => {
      if (chinese === undefined) chinese = openChinese();
      return chinese;
    },
  };
}

const { resolve } = createRequire(import.meta.url);

/** An optional package: where it is not, names in Chinese show as boxes and everything else goes on. */
function openChinese(): Font | null {
  const path = chinesePath();
  return path === null ? null : readFont(readFileSync(path));
}

function chinesePath(): string | null {
  try {
    return join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Medium.otf');
  } catch {
    return null;
  }
}
