import type { TimelineModel } from './model.ts';

/** What the picture shows, in words, for who cannot see it: at most 1,000 characters, what matters most first. */
export function describeTimeline({ title, notes, lanes }: TimelineModel): string {
  const sentences = [`${title}.`, ...notes.map(({ text }) => text), ...lanes.map(({ told }) => `${told}.`)];
  let text = '';
  for (const sentence of sentences) {
    const longer = text === '' ? sentence : `${text}\n${sentence}`;
    if (longer.length > mostCharacters) return `${text.slice(0, mostCharacters - 2)}\n…`;
    text = longer;
  }
  return text;
}

const mostCharacters = 1000;
