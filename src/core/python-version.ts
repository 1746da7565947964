/** A Python's version as far as the language goes: 3.13. */
export interface PythonVersion {
  readonly major: number;
  readonly minor: number;
}

/** Reads `3.13`; null when it is not such a version. */
export function readPythonVersion(text: string): PythonVersion | null {
  const [, major, minor] = /^(\d+)\.(\d+)$/u.exec(text) ?? [];
  return major === undefined || minor === undefined ? null : { major: Number(major), minor: Number(minor) };
}

export function isOlder(one: PythonVersion, other: PythonVersion): boolean {
  return one.major === other.major ? one.minor < other.minor : one.major < other.major;
}

/** `3.13` */
export function showVersion({ major, minor }: PythonVersion): string {
  return `${major}.${minor}`;
}
