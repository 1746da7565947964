import type { Exercise } from '#core/course/exercise.ts';
import { chunkId, conceptId, exerciseId } from '#core/ids.ts';
import type { Block, Span } from '#core/view.ts';
import type { Folder } from './folder.ts';
import type { Mentions } from './mentions.ts';
import { parseMarkdown } from './parse-markdown.ts';
import { parseYaml } from './parse-yaml.ts';
import { filesIn, refuseStrays } from './read-folder.ts';
import { exerciseFile } from './schemas.ts';

/** An exercise's folder, read: what learners see of it, and what of it can be proven by running it. */
export interface ExerciseFolder {
  /** Null when a part of it cannot be read. */
  readonly exercise: Exercise | null;
  /** The folder's name, by which people ask for it. */
  readonly id: string;
  /** `starter` and `solution`, which end by themselves. */
  readonly programs: readonly ExerciseProgram[];
  /** The text of `tests.py`; null when it could not be read. */
  readonly tests: string | null;
  readonly mutants: readonly Mutant[];
  readonly mentions: Mentions;
}

/** A wrong solution, and the behaviour that must catch it. */
export interface Mutant {
  readonly file: string;
  readonly behaviour: string;
  readonly code: string;
}

/** A program of an exercise. */
export interface ExerciseProgram {
  readonly file: string;
  readonly name: string;
  readonly code: string;
}

/** Reads whatever is there of an exercise; what is missing or wrong has been reported. */
export function readExercise(folder: Folder, path: string): ExerciseFolder {
  refuseStrays(folder, path, entries);
  const { head, mentions } = readHead(folder, path);
  const task = readTask(folder, `${path}/task.md`);
  const hints = readHints(folder, `${path}/hints.md`);
  const programs = ['starter', 'solution'].flatMap((name): readonly ExerciseProgram[] => {
    const file = `${path}/${name}.py`;
    const code = folder.text(file);
    return code === null ? [] : [{ file, name, code }];
  });
  const tests = folder.text(`${path}/tests.py`);
  const mutants = readMutants(folder, path, tests);
  const starter = programs.find(({ name }) => name === 'starter')?.code;
  const isWhole = head !== null && task !== null && hints !== null && starter !== undefined && tests !== null;
  return {
    exercise: isWhole ? { ...head, task: { en: task }, hints: { en: hints }, starter, tests } : null,
    id: nameOf(path),
    programs,
    tests,
    mutants,
    mentions,
  };
}

const entries = ['exercise.yaml', 'task.md', 'hints.md', 'starter.py', 'solution.py', 'tests.py', 'mutants'];

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

interface Head {
  readonly head: Pick<Exercise, 'id' | 'title' | 'concept' | 'chunk'> | null;
  readonly mentions: Mentions;
}

function readHead(folder: Folder, path: string): Head {
  const file = `${path}/exercise.yaml`;
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, exerciseFile, folder.report);
  if (parsed === null) return { head: null, mentions: { given: [], referred: [] } };
  const { value, lineOf } = parsed;
  const name = nameOf(path);
  if (value.id !== name) {
    const message = `expected the id \`${name}\`, like its folder, found \`${value.id}\`; make them alike.`;
    folder.report({ file, line: lineOf('id'), message });
  }
  const { id, title, concept, chunk } = value;
  return {
    head: { id: exerciseId(id), title, concept: conceptId(concept), chunk: chunkId(chunk) },
    mentions: {
      given: [{ kind: 'exercise', id, file, line: lineOf('id') }],
      referred: [
        { kind: 'concept', id: concept, file, line: lineOf('concept') },
        { kind: 'chunk', id: chunk, file, line: lineOf('chunk') },
      ],
    },
  };
}

function readTask(folder: Folder, file: string): readonly Block[] | null {
  const text = folder.text(file);
  if (text === null) return null;
  const report = (line: number, message: string) => folder.report({ file, line, message });
  return parseMarkdown(text, { marks: ['python', 'text'], report }).blocks;
}

/** Shown one by one, each saying more than the one before. */
const hintCount = 3;

function readHints(folder: Folder, file: string): readonly (readonly Span[])[] | null {
  const text = folder.text(file);
  if (text === null) return null;
  const report = (line: number, message: string) => folder.report({ file, line, message });
  const { blocks } = parseMarkdown(text, { marks: [], report });
  const [list, ...others] = blocks;
  const isList = list?.kind === 'list' && list.ordered && others.length === 0;
  if (isList && list.items.length === hintCount) return list.items;
  const found = isList ? `one of ${list.items.length}` : 'something else';
  report(1, `expected a numbered list of ${hintCount} hints and nothing else, found ${found}; write it as 1. 2. 3.`);
  return null;
}

/** `tests` is null when it cannot be read, which has been reported. */
function readMutants(folder: Folder, path: string, tests: string | null): readonly Mutant[] {
  const files = filesIn(folder, `${path}/mutants`, '.py');
  if (files.length === 0) {
    const message = 'expected at least one .py file with a wrong solution, found none; write one.';
    folder.report({ file: `${path}/mutants`, line: 1, message });
  }
  return files.flatMap((file) => readMutant(folder, file, tests) ?? []);
}

/** A wrong solution says in its first line which behaviour in `tests.py` must catch it. */
function readMutant(folder: Folder, file: string, tests: string | null): Mutant | null {
  const code = folder.text(file);
  if (code === null) return null;
  const report = (message: string) => folder.report({ file, line: 1, message });
  if (code.split('\n').slice(1).join('').trim() === '')
    report('expected a wrong solution below the first line, found none; write it.');
  const behaviour = /^# caught by: (\S[^\n]*)/u.exec(code)?.[1]?.trim();
  if (behaviour === undefined) {
    report('expected `# caught by: ` and a behaviour of tests.py, found something else; begin the file with it.');
    return null;
  }
  if (tests !== null && !tests.includes(behaviour))
    report(`expected a behaviour of tests.py, found “${behaviour}”, which is not in it; mend one of them.`);
  return { file, behaviour, code };
}
