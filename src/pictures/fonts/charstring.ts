import type { CffIndex } from './cff-index.ts';
import type { Pen } from './font.ts';

/** The subroutines that a charstring may call. */
export interface Subroutines {
  readonly globals: CffIndex;
  readonly locals: CffIndex | null;
}

/**
 * Draws a Type 2 charstring: a little program on a stack of numbers. Widths and hints are read over; arithmetic and
 * flex operators, which the fonts we ship do not use, draw nothing.
 */
export function drawCharstring(charstring: DataView, subroutines: Subroutines, pen: Pen): void {
  const state: State = { stack: [], x: 0, y: 0, hints: 0, pen, subroutines };
  run(charstring, state, 0);
}

interface State {
  stack: number[];
  x: number;
  y: number;
  /** How many stems were hinted, which tells how long a mask is. */
  hints: number;
  readonly pen: Pen;
  readonly subroutines: Subroutines;
}

const deepestCall = 10;

/** True when the glyph is finished. */
function run(code: DataView, state: State, depth: number): boolean {
  if (depth > deepestCall) return true;
  for (let at = 0; at < code.byteLength;) {
    const first = code.getUint8(at);
    if (first >= 32 || first === 28) {
      at += pushNumber(code, at, state.stack);
      continue;
    }
    at += first === 12 ? 2 : 1;
    if (first === operators.endSubroutine) return false;
    if (first === operators.endGlyph || calledToTheEnd(first, state, depth)) return true;
    at += maskBytes(first, state);
  }
  return false;
}

/** Does what an operator does; true when a subroutine that it called finished the glyph. */
function calledToTheEnd(operator: number, state: State, depth: number): boolean {
  if (operator === operators.callLocal || operator === operators.callGlobal) return call(operator, state, depth);
  operate[operator]?.(state);
  state.stack = [];
  return false;
}

const maskBytes = (operator: number, { hints }: State): number =>
  operator === operators.hintMask || operator === operators.counterMask ? Math.ceil(hints / 8) : 0;

const operators = { callLocal: 10, endSubroutine: 11, endGlyph: 14, hintMask: 19, counterMask: 20, callGlobal: 29 };

function call(operator: number, state: State, depth: number): boolean {
  const { locals, globals } = state.subroutines;
  const called = subroutine(operator === operators.callLocal ? locals : globals, state.stack.pop() ?? 0);
  return called !== null && run(called, state, depth + 1);
}

/** How many bytes the number took. */
function pushNumber(code: DataView, at: number, stack: number[]): number {
  const first = code.getUint8(at);
  if (first === 28) {
    stack.push(code.getInt16(at + 1));
    return 3;
  }
  if (first === 255) {
    stack.push(code.getInt32(at + 1) / 65_536);
    return 5;
  }
  if (first <= 246) {
    stack.push(first - 139);
    return 1;
  }
  const second = code.getUint8(at + 1);
  stack.push(first <= 250 ? (first - 247) * 256 + second + 108 : -(first - 251) * 256 - second - 108);
  return 2;
}

/** Numbers of subroutines are stored less a bias. */
function subroutine(index: CffIndex | null, stored: number): DataView | null {
  if (index === null) return null;
  return index.item(stored + (index.count < 1240 ? 107 : index.count < 33_900 ? 1131 : 32_768));
}

function countHints(state: State): void {
  state.hints += state.stack.length >> 1;
}

/** What operators do with the stack; those that are not here draw nothing. */
const operate: Readonly<Record<number, (state: State) => void>> = {
  1: countHints,
  3: countHints,
  18: countHints,
  23: countHints,
  19: countHints,
  20: countHints,
  21: (state) => moveBy(state, state.stack.at(-2) ?? 0, state.stack.at(-1) ?? 0),
  22: (state) => moveBy(state, state.stack.at(-1) ?? 0, 0),
  4: (state) => moveBy(state, 0, state.stack.at(-1) ?? 0),
  5: (state) => lines(state, state.stack.length),
  6: (state) => alternatingLines(state, 'across'),
  7: (state) => alternatingLines(state, 'up'),
  8: (state) => curves(state, 0, state.stack.length),
  24: curvesThenLine,
  25: linesThenCurve,
  26: (state) => straightCurves(state, 'up'),
  27: (state) => straightCurves(state, 'across'),
  30: (state) => alternatingCurves(state, 'up'),
  31: (state) => alternatingCurves(state, 'across'),
};

function curvesThenLine(state: State): void {
  const end = state.stack.length - 2;
  curves(state, 0, end);
  lineBy(state, state.stack[end] ?? 0, state.stack[end + 1] ?? 0);
}

function linesThenCurve(state: State): void {
  const end = state.stack.length - 6;
  lines(state, end);
  curves(state, end, state.stack.length);
}

type Direction = 'across' | 'up';

function moveBy(state: State, dx: number, dy: number): void {
  state.x += dx;
  state.y += dy;
  state.pen.move(state.x, state.y);
}

function lineBy(state: State, dx: number, dy: number): void {
  state.x += dx;
  state.y += dy;
  state.pen.line(state.x, state.y);
}

function curveBy(
  state: State,
  [dx1, dy1, dx2, dy2, dx3, dy3]: readonly [number, number, number, number, number, number],
): void {
  const [x1, y1] = [state.x + dx1, state.y + dy1];
  const [x2, y2] = [x1 + dx2, y1 + dy2];
  state.x = x2 + dx3;
  state.y = y2 + dy3;
  state.pen.cubic([x1, y1, x2, y2, state.x, state.y]);
}

function lines(state: State, end: number): void {
  for (let at = 0; at + 1 < end; at += 2) lineBy(state, state.stack[at] ?? 0, state.stack[at + 1] ?? 0);
}

function alternatingLines(state: State, first: Direction): void {
  let isAcross = first === 'across';
  for (const length of state.stack) {
    lineBy(state, isAcross ? length : 0, isAcross ? 0 : length);
    isAcross = !isAcross;
  }
}

function curves(state: State, start: number, end: number): void {
  for (let at = start; at + 5 < end; at += 6) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = state.stack.slice(at, at + 6);
    curveBy(state, [a, b, c, d, e, f]);
  }
}

/** Curves that begin and end in the same direction; the first may turn a little before. */
function straightCurves(state: State, direction: Direction): void {
  const extra = state.stack.length % 4 === 1 ? 1 : 0;
  for (let at = extra; at + 3 < state.stack.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = state.stack.slice(at, at + 4);
    const turn = at === extra && extra === 1 ? (state.stack[0] ?? 0) : 0;
    curveBy(state, direction === 'up' ? [turn, a, b, c, 0, d] : [a, turn, b, c, d, 0]);
  }
}

/** Curves that begin across and end upwards, then the other way round; the last may end askew. */
function alternatingCurves(state: State, first: Direction): void {
  let isAcross = first === 'across';
  const { length } = state.stack;
  for (let at = 0; at + 3 < length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = state.stack.slice(at, at + 4);
    const askew = length - at === 5 ? (state.stack[at + 4] ?? 0) : 0;
    curveBy(state, isAcross ? [a, 0, b, c, askew, d] : [0, a, b, c, d, askew]);
    isAcross = !isAcross;
  }
}
