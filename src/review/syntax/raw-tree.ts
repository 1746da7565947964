import type { Tree, TreeCursor } from 'web-tree-sitter';

/** A node of the parser's tree, copied out of its memory. */
export interface Raw {
  readonly type: string;
  /** The grammar's name for its place in its parent; empty when it has none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  /** A word of the code; marks such as commas and brackets, and keywords, are none. */
  readonly isNamed: boolean;
  /** The parser put it in: it is not in the text. */
  readonly isMissing: boolean;
  readonly children: readonly Raw[];
}

/** Deeper than this, what stands in a node is left out: nobody wrote it by hand. */
const deepest = 150;

/** Copies the tree; comments and continued lines are left out. */
export function copyTree(tree: Tree): Raw {
  const cursor = tree.walk();
  try {
    return copy(cursor, 0);
  } finally {
    cursor.delete();
  }
}

function copy(cursor: TreeCursor, depth: number): Raw {
  const children: Raw[] = [];
  const raw = {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? '',
    start: cursor.startIndex,
    end: cursor.endIndex,
    isNamed: cursor.nodeIsNamed,
    isMissing: cursor.nodeIsMissing,
    children,
  };
  if (depth >= deepest || !cursor.gotoFirstChild()) return raw;
  do {
    if (!skipped.has(cursor.nodeType)) children.push(copy(cursor, depth + 1));
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return raw;
}

const skipped = new Set(['comment', 'line_continuation']);
