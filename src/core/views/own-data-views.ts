import { inline } from '../inline.ts';
import type { Choice, View } from '../view.ts';
import { choices, list, prose, view } from '../view.ts';
import type { Say } from '../words.ts';

/** What can be done with what is kept. */
export function ownDataView(say: Say): View {
  return view(say('mydata.title'), [
    prose(...inline(say('mydata.what'))),
    choices(handOver(say), forget(say), why(say)),
  ]);
}

/** All that is kept, as a file. */
export function exportView({ text, rows }: { readonly text: string; readonly rows: number }, say: Say): View {
  if (rows === 0) return view(say('mydata.title'), [prose(...inline(say('mydata.nothing'))), choices(why(say))]);
  return view(say('mydata.title'), [
    prose(...inline(say('mydata.exported', { count: rows }))),
    { kind: 'file', name: 'my-studyloop-data.json', text },
    choices(why(say)),
  ]);
}

interface Sure {
  readonly code: string;
  readonly minutes: number;
  readonly platforms: string;
}

/** Whether they are sure; the button that says so is good once. */
export function sureView({ code, minutes, platforms }: Sure, say: Say): View {
  const all = {
    label: say('button.delete-all'),
    weight: 'secondary',
    command: 'mydata',
    args: { what: 'delete', code },
  } as const;
  const keep = { label: say('button.keep'), weight: 'primary', command: 'progress', args: {} } as const;
  return view(
    say('mydata.title'),
    [
      prose(...inline(say('mydata.sure', { platforms }))),
      prose(...inline(say('mydata.sure-how', { minutes }))),
      choices(keep, all, { ...handOver(say), weight: 'secondary' }),
    ],
    { tone: 'warning' },
  );
}

/** Nothing is kept any more. */
export function forgottenView(say: Say): View {
  return view(say('mydata.title'), [prose(...inline(say('mydata.forgotten')))], { tone: 'success' });
}

/** What is kept, why and how long, in plain words. */
export function privacyView(say: Say): View {
  const lines = (...all: readonly string[]) => list(all.map((line) => inline(line)));
  return view(say('privacy.title'), [
    prose(...inline(say('privacy.kept'))),
    lines(
      say('privacy.kept-account'),
      say('privacy.kept-progress'),
      say('privacy.kept-answers'),
      say('privacy.kept-exercises'),
      say('privacy.kept-days'),
      say('privacy.kept-settings'),
      say('privacy.kept-class'),
      say('privacy.kept-schedules'),
      say('privacy.kept-teaching'),
    ),
    prose(...inline(say('privacy.not-kept'))),
    lines(say('privacy.not-code'), say('privacy.not-messages'), say('privacy.not-secrets')),
    prose(...inline(say('privacy.how-long'))),
    prose(...inline(say('privacy.who'))),
    choices(handOver(say), forget(say)),
  ]);
}

const handOver = (say: Say): Choice => ({
  label: say('button.export'),
  weight: 'primary',
  command: 'mydata',
  args: { what: 'export' },
});

const forget = (say: Say): Choice => ({
  label: say('button.delete'),
  weight: 'secondary',
  command: 'mydata',
  args: { what: 'delete' },
});

const why = (say: Say): Choice => ({
  label: say('button.privacy'),
  weight: 'secondary',
  command: 'privacy',
  args: {},
});
