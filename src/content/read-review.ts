import type { Folder } from './folder.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Mention } from './mentions.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { filesIn } from './read-folder.ts';
import { reviewHead } from './schemas.ts';

/** Reads a folder of review pages; the concepts that they refer to. */
export function readReview(folder: Folder, path: string): readonly Mention[] {
  return filesIn(folder, path, '.md').flatMap((file) => readPage(folder, file));
}

const marks = ['python bad', 'python good'];

function readPage(folder: Folder, file: string): readonly Mention[] {
  const parts = readFrontMatter(folder, file, reviewHead);
  if (parts === null) return [];
  const report = (line: number, message: string) => folder.report({ file, line: line + parts.bodyLine - 1, message });
  const { blocks, fences } = parseMarkdown(parts.body, { marks, report });
  if (blocks.every(({ kind }) => kind === 'code')) {
    report(1, 'expected a text that says why, found none; write it below the front matter.');
  }
  for (const mark of marks) {
    if (fences.some((fence) => fence.mark === mark)) continue;
    report(1, `expected at least one fence marked \`${mark}\`, found none; write an example.`);
  }
  if (parts.head === null) return [];
  const { value, lineOf } = parts.head;
  const name = file.slice(file.lastIndexOf('/') + 1, -'.md'.length);
  if (value.rule !== name) {
    const message = `expected the rule \`${name}\`, like its file, found \`${value.rule}\`; make them alike.`;
    folder.report({ file, line: lineOf('rule'), message });
  }
  return [{ kind: 'concept', id: value.concept, file, line: lineOf('concept') }];
}
