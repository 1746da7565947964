/** What somebody asks about. */
export interface Topic {
  /** Without the words of the question around it. */
  readonly words: string;
  /** Whether it was put as a question, or as a wish to have something explained. */
  readonly isQuestion: boolean;
}

/** What is asked about in "what is a Task?", “什么是任务？”, "explain `gather()`", "semaphore". */
export function topicOf(typed: string): Topic {
  const line = typed.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  const bare = line.replace(/[?!.。]+$/u, '').trim();
  for (const form of forms) {
    const [, words] = form.exec(bare) ?? [];
    if (words !== undefined && words.trim() !== '') return { words: withoutFrills(words), isQuestion: true };
  }
  return { words: withoutFrills(bare), isQuestion: line.endsWith('?') && bare.split(' ').length <= mostWords };
}

/** Of a question that is nothing but a name and its mark: "Task?" */
const mostWords = 4;

const forms: readonly RegExp[] = [
  /^what(?:'s|’s|s| is| are| was)? (?:the )?(?:meaning|definition) of (.+)$/iu,
  /^what (?:does|do|did) (.+?) (?:mean|do|stand for)(?: in (?:async )?python)?$/iu,
  /^what (?:is|are|was|were) (.+?)(?: (?:for|again|exactly|about|good for))*$/iu,
  /^what(?:'s|’s|s) (.+?)(?: (?:for|again|exactly|about|good for))*$/iu,
  /^how (?:does|do) (.+?) work$/iu,
  /^how (?:do|can|should) (?:i|you|we|one) use (.+)$/iu,
  /^(?:please )?(?:explain|define|describe)(?: to me)? (.+)$/iu,
  /^(?:please )?(?:can|could) you (?:please )?(?:explain|define|describe)(?: to me)? (.+)$/iu,
  /^(?:please )?tell me (?:about|what) (.+?)(?: (?:is|are|means|does))?$/iu,
  /^(?:meaning|definition) of (.+)$/iu,
  /^(?:请问?[,,]?\s*)?(?:什么是|什么叫|何为|何谓)\s*(.+)$/u,
  /^(?:请问?[,,]?\s*)?(.+?)\s*(?:是什么意思|是什么东西|是什么|是啥|什么意思|怎么用|有什么用|是干什么的|是干嘛的)$/u,
  /^(?:请)?(?:解释|说明|介绍|讲讲|讲解)(?:一下)?\s*(.+)$/u,
];

/** Marks of code, articles and the place where the word is from say nothing about what is meant. */
function withoutFrills(words: string): string {
  return words
    .replace(/[`"'“”‘’「」《》]/gu, '')
    .replace(/\(\s*\)/gu, '')
    .replace(/ in (?:async )?(?:python|asyncio)$/iu, '')
    .replace(/^(?:an?|the) /iu, '')
    .replace(/^asyncio\./iu, '')
    .trim();
}
