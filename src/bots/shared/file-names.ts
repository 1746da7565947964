/** Gives every file of a view a name of its own that platforms leave as it is: Discord's `attachment://` finds it by that name. */
export function createFileNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const name = free(plainName(wanted), taken);
    taken.add(name.toLowerCase());
    return name;
  };
}

const mostFileName = 60;

/** The end is kept: it tells what the file is. */
function plainName(wanted: string): string {
  const plain = wanted
    .replace(/[^\w.-]+/gu, '_')
    .replace(/\.{2,}/gu, '.')
    .slice(-mostFileName)
    .replace(/^[._-]+|[._-]+$/gu, '');
  return plain === '' ? 'file.txt' : plain;
}

function free(name: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const numbered = count === 1 ? name : `${count}-${name}`;
    if (!taken.has(numbered.toLowerCase())) return numbered;
  }
}
