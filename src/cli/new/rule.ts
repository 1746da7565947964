import type { Plan } from './plan.ts';
import { readName } from './read-name.ts';

/** `blocking_sleep`: the page of a review rule. */
export function planRule(name: string): Plan {
  const [rule = ''] = readName(name, /^([a-z][a-z0-9]*(?:_[a-z0-9]+)*)$/u, 'blocking_sleep');
  const path = `content/review/${rule}.md`;
  return {
    made: [{ path, text: page(rule) }],
    edited: [],
    next: `write the rule in src/review/rules and its page in ${path}, then ./bin/studyloop check`,
  };
}

const page = (rule: string): string => `---
rule: ${rule}
concept: event_loop
kind: hidden
chunk: null
language: en
comment: { en: 'Say here, in one sentence, what this line does and what to write instead.' }
---

Say here why it matters: what a learner sees when it goes wrong, and when. Below stand programs in which the rule must find
something, and programs in which it must not.

\`\`\`python bad
import asyncio
import time


async def main():
    time.sleep(1)


asyncio.run(main())
\`\`\`

\`\`\`python good
import asyncio


async def main():
    await asyncio.sleep(1)


asyncio.run(main())
\`\`\`
`;
