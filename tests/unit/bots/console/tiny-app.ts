import type { App } from '#core/app.ts';
import type { CommandDeclaration } from '#core/command.ts';
import { carried, typedCode, typedText } from '#core/command.ts';
import type { Request } from '#core/request.ts';
import type { Block, View } from '#core/view.ts';
import { ask, choices, inlineCode, output, prose, python, strong, text, view } from '#core/view.ts';
import { declared } from '../../../support/declared.ts';
import { bareWords } from '../../../support/library.ts';

/** A bot of a few commands, to hold a conversation with: it keeps what it was asked. */
export interface TinyApp {
  readonly app: App;
  readonly requests: readonly Request[];
  /** Lets a `/slow` reply, or a `/long` one, which offers to be cancelled, end. */
  finish(): void;
}

export const tinyCommands: readonly CommandDeclaration[] = [
  declared({
    name: 'lesson',
    summary: 'command.lesson',
    options: { course: typedText('option.course'), chunk: typedText('option.chunk') },
  }),
  declared({ name: 'next', summary: 'command.next', options: { from: carried } }),
  declared({
    name: 'run',
    summary: 'command.run',
    options: { code: typedCode('option.code'), example: carried },
  }),
  declared({ name: 'quiz', summary: 'command.quiz', options: {} }),
  declared({ name: 'slow', summary: 'command.progress', options: {} }),
  declared({ name: 'long', summary: 'command.progress', options: {} }),
  declared({ name: 'cancel', summary: null, options: { run: carried } }),
  declared({ name: 'report', summary: 'command.help', options: {} }),
  declared({ name: 'answer', summary: null, options: { picks: carried } }),
];

export function createTinyApp(): TinyApp {
  const requests: Request[] = [];
  const waiting: (() => void)[] = [];
  let finished = 0;
  const finish = (): void => {
    finished += 1;
    waiting.shift()?.();
  };
  async function* handle(request: Request, signal: AbortSignal): AsyncIterable<View> {
    requests.push(request);
    if (request.command === 'slow' || request.command === 'long') {
      const cancel = { label: 'Cancel', weight: 'secondary', command: 'cancel', args: { run: request.id } } as const;
      const offered = request.command === 'long' ? [choices(cancel)] : [];
      yield view('Running', [prose(text('please wait')), ...offered], { stage: 'passing' });
      if (finished > 0) finished -= 1;
      else await ended(signal, waiting);
      yield view(signal.aborted ? 'Stopped' : 'Finished', []);
      return;
    }
    if (request.command === 'cancel') {
      finish();
      yield view('', [prose(text(`Stopping ${request.args['run'] ?? 'nothing'}`))]);
      return;
    }
    yield answerTo(request);
  }
  return {
    app: {
      handle,
      commands: tinyCommands,
      speak: () => bareWords,
      languageOf: async () => 'en',
      left: async () => {},
      suggest: () => [],
      due: async () => [],
      delivered: async () => {},
    },
    requests,
    finish,
  };
}

async function ended(signal: AbortSignal, waiting: (() => void)[]): Promise<void> {
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    signal.addEventListener('abort', () => resolve());
  });
}

function answerTo({ command, args }: Request): View {
  switch (command) {
    case 'lesson':
      return view(['Lesson', ...Object.values(args)].join(' '), lessonBlocks);
    case 'next':
      return view(`Next after ${args['from'] ?? 'here'}`, [prose(text('The chunk.'))]);
    case 'run':
      return view('Ran', [output(args['code'] ?? `example ${args['example'] ?? ''}`)], { tone: 'success' });
    case 'quiz':
      return view('Which?', [prose(text('Pick.')), picks]);
    case 'report':
      return view('Report', [{ kind: 'file', name: 'report.txt', text: 'line\n'.repeat(3) }]);
    case 'answer':
      return view(`Answered ${args['picks'] ?? ''}`, [], { tone: 'praise' });
    default:
      return view('Unknown', [prose(text(`There is no ${command}.`))], { tone: 'warning' });
  }
}

const example = 'import asyncio\n\nasyncio.run(main())\n';

const lessonBlocks: readonly Block[] = [
  prose(text('A '), strong('task'), text(' is made by '), inlineCode('create_task'), text('.')),
  python(example),
  choices(
    { label: 'Run', weight: 'secondary', command: 'run', args: { example: '1' } },
    { label: 'Next', weight: 'primary', command: 'next', args: { from: 'one' } },
  ),
  ask({
    label: 'Edit',
    title: 'Edit and run',
    command: 'run',
    args: {},
    fields: [{ kind: 'code', name: 'code', label: 'Your program', initial: example }],
  }),
];

const picks = ask({
  label: 'Answer',
  title: 'Pick all',
  command: 'answer',
  args: {},
  fields: [
    {
      kind: 'many-of',
      name: 'picks',
      label: 'Pick all',
      options: [
        { value: 'a', label: 'first' },
        { value: 'b', label: 'second' },
        { value: 'c', label: 'third' },
      ],
    },
  ],
});
