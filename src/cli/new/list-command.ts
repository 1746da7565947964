import { isMap, isScalar, parseDocument } from 'yaml';

/** The list of commands with one more at its end; null when it does not look as expected. */
export function listCommand(index: string, name: string, identifier: string): string | null {
  const list = /(?<=\nexport const commands: readonly Command\[\] = )\[([^\]]*)\];/u;
  const names = list.exec(index)?.[1]?.match(/\w+/gu);
  const imports = [...index.matchAll(/^import \{ \w+ \} from '\.\/([a-z0-9-]+)\.ts';\n/gmu)];
  const [first] = imports;
  if (!names || first === undefined) return null;
  const behind = imports.findLast(([, file = '']) => file < name);
  const place = behind === undefined ? first.index : behind.index + behind[0].length;
  const line = `import { ${identifier} } from './${name}.ts';\n`;
  const listed = index.replace(list, () => arrayOf([...names, identifier]));
  return `${listed.slice(0, place)}${line}${listed.slice(place)}`;
}

/** As the formatter writes it: on one line while that is not wider than it allows. */
function arrayOf(names: readonly string[]): string {
  const line = `[${names.join(', ')}];`;
  const widest = 120 - 'export const commands: readonly Command[] = '.length;
  return line.length <= widest ? line : `[\n${names.map((name) => `  ${name},\n`).join('')}];`;
}

/** The names in other languages with one more at the end; null when there are none. */
export function listName(names: string, name: string): string | null {
  return behindLast(names, /^ {2}\['[a-z0-9-]+', 'name\.[a-z0-9-]+'\],\n/gmu, `['${name}', 'name.${name}'],`);
}

/** The table of phrases with one more behind those of its family, `command` of `command.run`; null when there are none. */
export function listPhrase(words: string, key: string): string | null {
  return behindLast(words, new RegExp(`^ {2}'${familyOf(key)}\\.[a-z0-9-]+': \\[\\],\\n`, 'gmu'), `'${key}': [],`);
}

function behindLast(text: string, lines: RegExp, line: string): string | null {
  const last = [...text.matchAll(lines)].at(-1);
  if (last === undefined || text.includes(`  ${line}\n`)) return null;
  const place = last.index + last[0].length;
  return `${text.slice(0, place)}  ${line}\n${text.slice(place)}`;
}

/** The texts of a language with one more behind those of its family; null when there are none. */
export function writeSentence(texts: string, key: string, sentence: string): string | null {
  const document = parseDocument(texts);
  if (!isMap(document.contents)) return null;
  const last = document.contents.items.findLastIndex(
    ({ key: one }) => isScalar(one) && typeof one.value === 'string' && familyOf(one.value) === familyOf(key),
  );
  if (last < 0 || document.has(key)) return null;
  document.contents.items.splice(last + 1, 0, document.createPair(key, sentence));
  return document.toString({ lineWidth: 0 });
}

const familyOf = (key: string): string => key.slice(0, key.indexOf('.'));
