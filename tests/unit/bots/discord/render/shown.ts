import type { ContainerPart, OutgoingMessage } from '#bots/discord/render/payload.ts';

/** Messages as text that a person can compare: what stands where, in reading order. */
export function shown(sent: readonly OutgoingMessage[]): string {
  return sent
    .map(({ components: [container] }) => {
      const colour = container.accent_color.toString(16).padStart(6, '0');
      return [`══ #${colour}`, ...container.components.map(part)].join('\n');
    })
    .join('\n');
}

function part(one: ContainerPart): string {
  switch (one.type) {
    case 10:
      return one.content;
    case 12:
      return one.items.map(({ media, description }) => `[picture ${media.url}: ${description ?? ''}]`).join('\n');
    case 13:
      return `[file ${one.file.url}]`;
    case 14:
      return '──';
    case 1:
      return one.components
        .map((pressable) =>
          pressable.type === 3
            ? `[menu ${pressable.placeholder}: ${pressable.options.map(({ label }) => label).join(' | ')}]`
            : `[${pressable.style === 1 ? '▸ ' : ''}${pressable.label}]`,
        )
        .join(' ');
  }
}
