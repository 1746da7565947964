import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceBetween } from '#core/course/distance.ts';
import { lookUp } from '#core/course/glossary.ts';
import { topicOf } from '#core/course/topic.ts';
import { loadLibrary } from '#content/load-library.ts';
import { project } from '../../../support/program.ts';

const loaded = loadLibrary(`${project}/content`);
if (loaded.kind === 'problems') throw new Error('the content does not load');
const { courses } = loaded.library;
const found = (typed: string) => {
  const answer = lookUp(courses, typed);
  return answer.kind === 'found' ? answer.entry.concept.id : null;
};
const near = (typed: string) => {
  const answer = lookUp(courses, typed);
  return answer.kind === 'found' ? null : answer.near.map(({ concept }) => concept.id);
};

describe('looking up', () => {
  test.each([
    ['semaphore', 'semaphore'],
    ['Semaphores', 'semaphore'],
    ['what is a Task?', 'task'],
    ['What is an event loop', 'event-loop'],
    ['whats the eventloop?', 'event-loop'],
    ['event_loop', 'event-loop'],
    ['`gather()`', 'gather'],
    ['asyncio.gather', 'gather'],
    ['what does await do?', 'await'],
    ['explain coroutines', 'coroutine'],
    ['how does a queue work?', 'queue'],
    ['信号量', 'semaphore'],
    ['什么是协程？', 'coroutine'],
    ['事件循环是什么？', 'event-loop'],
    ['请解释一下任务', 'task'],
    ['CPU heavy work', 'cpu-heavy-work'],
  ])('%s finds %s', (typed, id) => {
    expect(found(typed)).toBe(id);
  });

  test.each([
    ['semaphor', 'semaphore'],
    ['corutine', 'coroutine'],
    ['tsak', 'task'],
    ['sema', 'semaphore'],
    ['one coroutine thing', 'coroutine'],
    ['两个协程东西', 'coroutine'],
  ])('%s is not found, and %s is suggested first', (typed, id) => {
    expect(near(typed)?.[0]).toBe(id);
  });

  test.each(['monad', 'xyzzy', '', '?', '🙂', 'the', '猫'])('%j is not found, and nothing is suggested', (typed) => {
    expect(near(typed)).toEqual([]);
  });

  test('every name of every concept finds that concept, and no other', () => {
    for (const { concepts } of courses) {
      for (const { id, term, also } of concepts) {
        for (const name of [id, ...Object.values(term), ...also]) expect([name, found(name)]).toEqual([name, id]);
      }
    }
  });

  test('whatever is typed, what is found has the very name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const id = found(typed);
        if (id === null) return;
        const bare = topicOf(typed)
          .words.toLowerCase()
          .replace(/[^\p{L}\p{N}]/gu, '');
        expect(bare.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('questions', () => {
  test.each(['what is a task', 'Task?', 'explain gather', '什么是任务', 'what does await mean in python?'])(
    '“%s” is one',
    (typed) => {
      expect(topicOf(typed).isQuestion).toBe(true);
    },
  );

  test.each(['task', 'hello there', 'print(what is this)', '/lesson async', '我不知道'])('“%s” is none', (typed) => {
    expect(topicOf(typed).isQuestion).toBe(false);
  });
});

describe('the distance between words', () => {
  test.each([
    ['', '', 0],
    ['task', 'task', 0],
    ['task', 'tasks', 1],
    ['task', 'tsak', 1],
    ['queue', 'que', 2],
    ['', 'abc', 3],
  ])('%j to %j is %d', (one, other, distance) => {
    expect(distanceBetween(one, other)).toBe(distance);
  });

  test('is the same there and back, at most the longer word, and 0 only for the same', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (one, other) => {
        const distance = distanceBetween(one, other);
        expect(distanceBetween(other, one)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance === 0).toBe(one === other);
      }),
    );
  });
});
