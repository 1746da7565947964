import type { Document, YAMLMap } from 'yaml';
import { isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';

interface Listed {
  readonly number: number;
  readonly folder: string;
}

/** A course file in which the announced lesson of that number is here, or else one more stands in its place; comments stay. */
export function listLesson(courseFile: string, { number, folder }: Listed): string | null {
  const document = parseDocument(courseFile);
  const lessons = document.get('lessons');
  if (!isSeq(lessons)) return null;
  const entries = lessons.items.filter((item) => isMap(item));
  const announced = entries.find((entry) => entry.get('number') === number);
  if (announced === undefined) {
    const later = lessons.items.findIndex((item) => isMap(item) && Number(item.get('number')) > number);
    const entry = document.createNode({ number, folder }, { flow: true });
    lessons.items.splice(later < 0 ? lessons.items.length : later, 0, entry);
  } else {
    nameFolder(announced, folder, document);
  }
  return document.toString({ lineWidth: 120 });
}

/** Where the title stood, so that what is remarked beside it stays. */
function nameFolder(entry: YAMLMap, folder: string, document: Document): void {
  const title = entry.items.find(({ key }) => isScalar(key) && key.value === 'title');
  if (title === undefined) throw new Error('the lesson has no title: the loader must refuse that');
  const [key, value] = [document.createNode('folder'), document.createNode(folder)];
  if (isNode(title.key)) key.commentBefore = title.key.commentBefore ?? null;
  if (isNode(title.value)) value.comment = title.value.comment ?? null;
  title.key = key;
  title.value = value;
}
