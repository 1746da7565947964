import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import type { ReviewExample, ReviewPage } from '#core/review/review-page.ts';
import type { Problem } from './problem.ts';

/** Reviews the examples of the pages; tells where a rule finds nothing in a bad one, or any rule something in a good one. */
export async function proveReview(pages: readonly ReviewPage[], reviewer: CodeReviewer): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const page of pages)
    for (const example of page.examples) {
      const message = await faultOf(example, page, reviewer);
      if (message !== null) problems.push({ file: example.file, line: example.line, message });
    }
  return problems;
}

async function faultOf({ kind, code }: ReviewExample, { rule }: ReviewPage, reviewer: CodeReviewer) {
  const { findings } = await reviewer.review(`\`\`\`python\n${code}\`\`\`\n`);
  const found = findings.map((finding) => `${finding.rule} on line ${finding.blockLine}`);
  if (kind === 'good' && found.length > 0) {
    return `expected that no rule finds anything in this example, found ${found.join(', ')}; mend the example, or the rule.`;
  }
  if (kind === 'bad' && !findings.some((finding) => finding.rule === rule)) {
    return `expected that ${rule} finds something in this example, it finds nothing; mend the example, or the rule.`;
  }
  return null;
}
