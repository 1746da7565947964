import type { Kind, Mention, Mentions } from './mentions.ts';
import type { Report } from './problem.ts';

/**
 * Ids are unique in a course, and whatever refers to something by its id refers to something that exists. Of the kinds in
 * `unread` some file could not be read, so that nothing can be said about what is missing among them.
 */
export function checkReferences({ given, referred }: Mentions, unread: ReadonlySet<Kind>, report: Report): void {
  reportTwice(given, report);
  const known = new Set(given.map(nameOf));
  for (const mention of referred) {
    if (known.has(nameOf(mention)) || unread.has(mention.kind)) continue;
    const { kind, id, file, line } = mention;
    const message = `expected ${withArticle(kind)} \`${id}\` in this course, found none; write it, or mend the id.`;
    report({ file, line, message });
  }
}

function reportTwice(given: readonly Mention[], report: Report): void {
  const first = new Map<string, Mention>();
  for (const mention of given) {
    const other = first.get(nameOf(mention));
    first.set(nameOf(mention), other ?? mention);
    if (other === undefined) continue;
    const { kind, id, file, line } = mention;
    const place = `content/${other.file}:${other.line}`;
    report({
      file,
      line,
      message: `expected ${withArticle(kind)} id of its own, found \`${id}\`, which ${place} has; choose another.`,
    });
  }
}

const withArticle = (kind: Kind): string => (/^[aeiou]/u.test(kind) ? `an ${kind}` : `a ${kind}`);

const nameOf = ({ kind, id }: Mention): string => `${kind} ${id}`;
