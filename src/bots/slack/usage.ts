import type { CommandDeclaration } from '#core/command.ts';
import type { View } from '#core/view.ts';
import { inlineCode, list, prose, text, view } from '#core/view.ts';
import type { Say } from '#core/words.ts';

/** How a command is typed: `[course] [chunk]`. */
export function usageHint({ options }: CommandDeclaration): string {
  return Object.entries(options)
    .flatMap(([name, { about }]) => (about === null ? [] : [`[${name}]`]))
    .join(' ');
}

/** What a command does and takes, for who types `help` behind it. */
export function usageView(command: CommandDeclaration, say: Say): View {
  const { name, summary, options } = command;
  const lines = Object.entries(options).flatMap(([option, { about }]) =>
    about === null ? [] : [[inlineCode(option), text(` – ${say(about)}`)]],
  );
  const told = summary === null ? [] : [prose(text(say(summary)))];
  return view(`/${name} ${usageHint(command)}`.trim(), lines.length === 0 ? told : [...told, list(lines)]);
}
