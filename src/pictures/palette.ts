import type { Look } from '#core/timeline/model.ts';

/** Colours of the picture. It has a ground of its own, so that it reads on dark and light chats alike. */
export const colours = {
  ground: '#ffffff',
  shade: '#f4f6f9',
  text: '#17212b',
  quiet: '#55626f',
  grid: '#dde3ea',
  life: '#8896a5',
  trouble: '#b3261e',
  troubleGround: '#fbe3e0',
  fact: '#1d5fa8',
  done: '#14804a',
  cancelled: '#7a4f00',
  held: '#c6d1dd',
  heldEdge: '#5d7085',
  forever: '#f3eef8',
} as const;

/** How a bar of each look is painted; every one differs by texture or lightness as well as by colour. */
export const bars = {
  block: { fill: colours.trouble, outline: '#7d1510', text: '#ffffff', plate: null },
  ready: { fill: 'url(#ready)', outline: '#c8452f', text: colours.text, plate: '#ffffff' },
  run: { fill: '#34506b', outline: '#22374b', text: '#ffffff', plate: null },
  sleep: { fill: '#bfdcf6', outline: '#7fb0dd', text: colours.text, plate: null },
  tasks: { fill: '#ffffff', outline: '#9aa7b4', text: colours.quiet, plate: null },
  turn: { fill: 'url(#turn)', outline: '#c98f00', text: colours.text, plate: '#ffe3a1' },
  signal: { fill: 'url(#signal)', outline: '#9a7cc4', text: colours.text, plate: '#e9ddf7' },
  queue: { fill: 'url(#queue)', outline: '#4fa383', text: colours.text, plate: '#d3f0e3' },
  outside: { fill: 'url(#outside)', outline: '#4d9db5', text: colours.text, plate: '#d2eef5' },
} as const satisfies Record<Look, BarPaint>;

export interface BarPaint {
  readonly fill: string;
  readonly outline: string;
  readonly text: string;
  /** Sets text off from a texture. */
  readonly plate: string | null;
}

/** The textures, as SVG definitions. */
export const patterns = [
  pattern('ready', '#ffffff', '<path d="M-4 4l8-8M0 16L16 0M12 20l8-8" stroke="#d9563f" stroke-width="4"/>'),
  pattern('turn', '#ffe3a1', '<path d="M-4 12l8 8M0 0l16 16M12-4l8 8" stroke="#f3bd3f" stroke-width="4"/>'),
  pattern(
    'signal',
    '#e9ddf7',
    '<circle cx="4" cy="4" r="2.6" fill="#b292dd"/><circle cx="12" cy="12" r="2.6" fill="#b292dd"/>',
  ),
  pattern('queue', '#d3f0e3', '<path d="M4 0v16M12 0v16" stroke="#8ccfb3" stroke-width="3"/>'),
  pattern('outside', '#d2eef5', '<path d="M0 4h16M0 12h16" stroke="#8cc9da" stroke-width="3"/>'),
].join('');

function pattern(id: string, ground: string, marks: string): string {
  return `<pattern id="${id}" width="16" height="16" patternUnits="userSpaceOnUse"><rect width="16" height="16" fill="${ground}"/>${marks}</pattern>`;
}
