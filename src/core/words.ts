/**
 * The bot's own words. Core names each phrase and the values it takes; the sentences stand in `content/texts`, one file a
 * language, and the loader refuses a file that lacks a phrase, has one too many, or uses other values.
 */
export const phrases = {
  'command.lesson': [],
  'command.next': [],
  'command.back': [],
  'command.run': [],
  'command.quiz': [],
  'command.progress': [],
  'command.help': [],
  'option.course': [],
  'option.chunk': [],
  'option.code': [],
  'option.concept': [],

  'button.next': [],
  'button.back': [],
  'button.begin': [],
  'button.continue': [],
  'button.continue-at': ['title'],
  'button.run': [],
  'button.run-nth': ['number'],
  'button.edit': [],
  'button.edit-nth': ['number'],
  'button.quiz': [],
  'button.another-question': [],
  'button.answer': [],
  'button.read': ['title'],
  'button.progress': [],
  'button.help': [],
  'form.code': [],
  'form.run-title': [],
  'form.pick-all': [],

  'lesson.place': ['chapter', 'number', 'count'],
  'lesson.card-number': ['number', 'count'],
  'lesson.objectives': [],
  'lesson.chapters': [],
  'lesson.chapter-line': ['count'],
  'lesson.announced': ['lessons'],
  'lesson.welcome-back': [],
  'lesson.elsewhere': ['title', 'number'],
  'lesson.end-title': [],
  'lesson.end': ['count'],

  'run.title': [],
  'run.queued': ['place', 'seconds'],
  'run.queued-title': [],
  'run.running': [],
  'run.finished': ['time'],
  'run.finished-silent': ['time'],
  'run.failed': ['code', 'time'],
  'run.timed-out': ['seconds'],
  'run.out-of-memory': ['megabytes'],
  'run.too-much-output': ['kilobytes'],
  'run.deadlocked': [],
  'run.crashed': ['signal'],
  'run.cancelled': [],
  'run.busy': ['seconds'],
  'run.unavailable': [],
  'run.printed': [],
  'run.errors': [],
  'run.cut': ['shown', 'lines'],

  'quiz.title': ['concept'],
  'quiz.match-meaning': ['term'],
  'quiz.match-term': ['meaning'],
  'quiz.match-wrong-meaning': ['term'],
  'quiz.match-wrong-term': ['meaning'],
  'quiz.match-right': ['term', 'meaning', 'precisely'],
  'quiz.verdict': ['scenario'],
  'quiz.yes': [],
  'quiz.no': [],
  'quiz.depends': [],
  'quiz.right-title': [],
  'quiz.wrong-title': [],
  'quiz.you-said': ['answer'],
  'quiz.right-answer': ['answer'],
  'quiz.misconception': ['belief', 'truth'],
  'quiz.first-counts': [],

  'progress.title': [],
  'progress.none': [],
  'progress.chunks': [],
  'progress.concept': [],
  'progress.answers': [],
  'progress.not-asked': [],
  'progress.right-of': ['right', 'times'],
  'progress.next': ['title'],

  'help.title': [],
  'help.commands': [],
  'help.code': [],

  'refusal.title': [],
  'refusal.unknown-command': ['command'],
  'refusal.unknown-option': ['option', 'command'],
  'refusal.too-long': ['option', 'length', 'limit'],
  'refusal.unknown-course': ['course', 'known'],
  'refusal.unknown-chunk': ['chunk', 'course', 'count'],
  'refusal.unknown-concept': ['concept', 'known'],
  'refusal.not-begun': ['course'],
  'refusal.first-chunk': [],
  'refusal.no-example': [],
  'refusal.no-code': [],
  'refusal.unclosed-fence': ['line'],
  'refusal.code-too-long': ['kilobytes', 'limit'],
  'refusal.nul-in-code': ['line'],
  'refusal.stale-question': [],
  'refusal.no-question': [],
  'refusal.no-answer': [],
  'incident.title': [],
  'incident.text': ['number'],

  'console.welcome': [],
  'console.not-understood': [],
  'console.no-such-number': ['number', 'last'],
  'console.no-numbers': [],
  'console.enter': ['label'],
  'console.quit-again': [],
  'console.left': [],
  'console.code-how': [],
  'console.code-edit': [],
  'console.pick-how': [],
  'console.pick-again': ['last'],
  'console.amount': ['done', 'of'],
} as const satisfies Record<string, readonly string[]>;

export type PhraseKey = keyof typeof phrases;

/** A phrase in the learner's language. Values are shown as they are: text of learners must be quoted first (`quote`). */
export type Say = <Key extends PhraseKey>(key: Key, ...values: Values<Key>) => string;

type Values<Key extends PhraseKey> = (typeof phrases)[Key] extends readonly []
  ? readonly []
  : readonly [Readonly<Record<(typeof phrases)[Key][number], string | number>>];

export type Language = 'en' | 'zh';
export const languages: readonly Language[] = ['en', 'zh'];

/** A text of the content in the languages it has; English always. */
export type Localised<Text> = { readonly en: Text } & { readonly [Other in Exclude<Language, 'en'>]?: Text };

/** The language we speak that is nearest to a platform's locale (BCP 47). */
export function languageFor(locale: string): Language {
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? 'en';
}

/** The text in that language, or English where it is not translated yet. */
export function inLanguage<Text>(localised: Localised<Text>, language: Language): Text {
  return localised[language] ?? localised.en;
}
