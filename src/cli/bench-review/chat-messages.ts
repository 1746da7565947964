import type { ReviewPage } from '#core/review/review-page.ts';

/** A message of Discord holds no more characters. */
export const mostOfChat = 2000;
/** In characters: a file of this size is still read whole. */
export const mostOfFile = 15_000;

/** The programs of the rules' pages as people send them: each way of pasting them in turns, up to a chat's limit. */
export function chatMessages(pages: readonly ReviewPage[]): readonly string[] {
  return pages
    .flatMap(({ examples }) => examples.map(({ code }) => code.trimEnd()))
    .map((code, place) => (ways[place % ways.length] ?? fenced)(code))
    .filter(({ length }) => length <= mostOfChat);
}

/** As many of those programs as fit so many characters, behind each other in a fence; each message begins with another of them. */
export function longMessages(pages: readonly ReviewPage[], most: number): readonly string[] {
  const programs = pages.flatMap(({ examples }) => examples.map(({ code }) => code.trimEnd()));
  return [0, 0.2, 0.4, 0.6, 0.8].map((share) => {
    const first = Math.floor(programs.length * share);
    return fenced(upTo([...programs.slice(first), ...programs.slice(0, first)], most));
  });
}

const fenced = (code: string): string => `\`\`\`python\n${code}\n\`\`\``;

const ways: readonly ((code: string) => string)[] = [
  (code) => `Why does this take so long?\n\n${fenced(code)}\nIt worked yesterday, I think.`,
  fenced,
  (code) => `hi all,\nmy homework, what is wrong with it?\n\`\`\`\n${code}\n\`\`\``,
  (code) => code,
  (code) => `It says nothing and never ends:\n\n${code}\n\nThank you!`,
  (code) => code.replaceAll(/^/gmu, '> '),
  (code) => `two questions. First:\n${fenced('import asyncio\n\nasyncio.run(main())')}\nand then\n${fenced(code)}`,
];

function upTo(programs: readonly string[], most: number): string {
  let left = most - '```python\n\n```'.length;
  const fitting = programs.filter((code) => {
    const fits = code.length + 2 <= left;
    if (fits) left -= code.length + 2;
    return fits;
  });
  return fitting.join('\n\n');
}
