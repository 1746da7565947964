import { readCff } from './cff.ts';
import { characterMap } from './character-map.ts';
import type { Font } from './font.ts';
import { glyfOutlines } from './glyf.ts';

/** A TrueType or OpenType font from its file's bytes. Throws when it is neither; glyphs are read when they are drawn. */
export function readFont(bytes: Uint8Array): Font {
  const tables = readTables(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const head = tables('head');
  const metricsCount = tables('hhea').getUint16(34);
  const metrics = tables('hmtx');
  const cff = tables.find('CFF ');
  return {
    unitsPerEm: head.getUint16(18),
    glyphOf: characterMap(tables('cmap')),
    // Glyphs behind the last metric are as wide as it.
    advanceOf: (glyph) => metrics.getUint16(Math.min(glyph, metricsCount - 1) * 4),
    draw:
      cff === null
        ? glyfOutlines({ glyf: tables('glyf'), loca: tables('loca'), longOffsets: head.getInt16(50) === 1 })
        : readCff(cff),
  };
}

interface Tables {
  (tag: string): DataView;
  find(tag: string): DataView | null;
}

function readTables(file: DataView): Tables {
  const count = file.getUint16(4);
  const found = new Map<string, DataView>();
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((offset) => file.getUint8(at + offset)));
    found.set(tag, part(file, file.getUint32(at + 8), file.getUint32(at + 12)));
  }
  const needed = (tag: string): DataView => {
    const table = found.get(tag);
    if (table === undefined) throw new Error(`expected a TrueType or OpenType font with a table "${tag}", found none`);
    return table;
  };
  return Object.assign(needed, { find: (tag: string) => found.get(tag) ?? null });
}

function part(view: DataView, offset: number, length: number): DataView {
  return new DataView(view.buffer, view.byteOffset + offset, length);
}
