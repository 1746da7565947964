import { chunkId } from '#core/ids.ts';
import type { ReviewExample, ReviewPage } from '#core/review/review-page.ts';
import type { Folder } from './folder.ts';
import { readFrontMatter } from './front-matter.ts';
import type { Mention } from './mentions.ts';
import type { Fence } from './parse-markdown.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { filesIn } from './read-folder.ts';
import { reviewHead } from './schemas.ts';

/** The pages of the rules, and the chunks that they lead to. */
export interface ReviewReading {
  readonly pages: readonly ReviewPage[];
  readonly referred: readonly Mention[];
}

/** Reads a folder of review pages; content may do without. What is wrong in them has been reported. */
export function readReview(folder: Folder, path: string): ReviewReading {
  if (!folder.names('').some(({ name }) => name === path)) return { pages: [], referred: [] };
  const read = filesIn(folder, path, '.md').flatMap((file) => readPage(folder, file));
  return { pages: read.map(({ page }) => page), referred: read.flatMap(({ referred }) => referred) };
}

interface PageReading {
  readonly page: ReviewPage;
  readonly referred: readonly Mention[];
}

const marks = ['python bad', 'python good'];

function readPage(folder: Folder, file: string): readonly PageReading[] {
  const parts = readFrontMatter(folder, file, reviewHead);
  if (parts === null) return [];
  const lineIn = (line: number) => line + parts.bodyLine - 1;
  const report = (line: number, message: string) => folder.report({ file, line: lineIn(line), message });
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
  const { rule, concept, kind, comment, chunk } = value;
  const reportWhy = (_: number, message: string) => folder.report({ file, line: lineOf('why', 'zh'), message });
  const examples = fences.map((fence) => exampleOf(fence, file, lineIn(fence.line)));
  const why = { en: blocks.filter((block) => block.kind !== 'code'), ...translated(value.why, reportWhy) };
  return [
    {
      page: { rule, concept, kind, comment, chunk: chunk === null ? null : chunkId(chunk), why, examples },
      referred: chunk === null ? [] : [{ kind: 'chunk', id: chunk, file, line: lineOf('chunk') }],
    },
  ];
}

type Why = ReviewPage['why'];

/** What stands below the front matter, in the languages that stand in it. */
function translated(
  why: { readonly zh: string } | undefined,
  report: (line: number, message: string) => void,
): Pick<Why, 'zh'> {
  return why === undefined ? {} : { zh: parseMarkdown(why.zh, { marks: [], report }).blocks };
}

function exampleOf({ mark, code }: Fence, file: string, line: number): ReviewExample {
  return { kind: mark === 'python bad' ? 'bad' : 'good', code, file, line };
}
