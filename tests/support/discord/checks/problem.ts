/** One thing that is wrong with a body. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
  /** Refused: Discord answers 400. Advice: Discord takes it, and learners suffer. */
  readonly kind: 'refused' | 'advice';
}

/** A problem as a line of text: where and what. */
export function problemLine({ path, message, kind }: Problem): string {
  const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `${place.replace(/^\./, '') || 'the body'}: ${message}${kind === 'advice' ? ' (Discord takes it)' : ''}`;
}

/** The tree in which Discord tells problems: an `_errors` list at the end of each path. */
export function formErrors(problems: readonly Problem[]): unknown {
  const root: Tree = {};
  for (const { path, code, message } of problems) {
    const leaf = path.reduce<Tree>((tree, step) => branch(tree, String(step)), root);
    leaf['_errors'] = [...(Array.isArray(leaf['_errors']) ? leaf['_errors'] : []), { code, message }];
  }
  return root;
}

type Leaf = readonly { readonly code: string; readonly message: string }[];

interface Tree {
  [step: string]: Tree | Leaf;
}

const isLeaf = (part: Tree | Leaf): part is Leaf => Array.isArray(part);

function branch(tree: Tree, step: string): Tree {
  const found = tree[step];
  if (found !== undefined && !isLeaf(found)) return found;
  const made: Tree = {};
  tree[step] = made;
  return made;
}

/** Collects problems of one body. */
export interface Findings {
  refuse(path: Problem['path'], code: string, message: string): void;
  advise(path: Problem['path'], message: string): void;
  readonly list: readonly Problem[];
}

export function findings(): Findings {
  const list: Problem[] = [];
  return {
    refuse: (path, code, message) => void list.push({ path, code, message, kind: 'refused' }),
    advise: (path, message) => void list.push({ path, code: 'ADVICE', message, kind: 'advice' }),
    list,
  };
}

/** The length of a text as Discord counts it: in code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
