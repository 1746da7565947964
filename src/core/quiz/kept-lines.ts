/** The first of the lines that must stay which a program has no more; null when it has all. Blank space around them does not count. */
export function missingLine(keep: readonly string[], program: string): string | null {
  const lines = new Set(program.split('\n').map((line) => line.trim()));
  return keep.find((line) => !lines.has(line.trim())) ?? null;
}
