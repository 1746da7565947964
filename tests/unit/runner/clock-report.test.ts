import { fc, test as law } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseClockReport } from '#runner/clock-report.ts';

const finding = { kind: 'never_awaited', line: 3, task: 'Task-1', ms: 20, message: 'Put await in front of it.' };
const exit = { status: 3, cpuMs: 1.5, peakBytes: 9_000_000, memoryError: false };
const report = {
  exit,
  outcome: 'finished',
  clock: 'virtual',
  clockMs: 3000,
  realMs: 200,
  approximate: ['cpu'],
  findings: [finding],
  timeline: { version: 1 },
  deadlock: null,
};
const parse = (more: object) => parseClockReport(JSON.stringify({ ...report, ...more }));

describe('a report of the clock', () => {
  test('is read as it was written', () => {
    expect(parse({})).toEqual(report);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"outcome": "finished"'],
    ['no object', '[1, 2]'],
    ['a report and more', `${JSON.stringify(report)}{}`],
    ['deeper than anything that is meant', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('is not %s', (_what, text) => {
    expect(parseClockReport(text)).toBeNull();
  });

  test.each([
    { exit: undefined },
    { exit: 0 },
    { exit: { ...exit, status: 256 } },
    { exit: { ...exit, status: -1 } },
    { exit: { ...exit, status: 0.5 } },
    { exit: { ...exit, cpuMs: -1 } },
    { exit: { ...exit, peakBytes: '9' } },
    { exit: { ...exit, memoryError: 1 } },
    { outcome: 'crashed' },
    { clock: 'broken' },
    { clockMs: -1 },
    { clockMs: 1e300 },
    { clockMs: '3' },
    { realMs: -1 },
    { realMs: 3001 },
    { realMs: undefined },
    { findings: {} },
    { findings: [{ ...finding, kind: 'praise' }] },
    { findings: [{ ...finding, message: 4 }] },
  ])('has no such value: %j', (wrong) => {
    expect(parse(wrong)).toBeNull();
  });

  test('has findings without what moves a cursor, and not without end', () => {
    const loud = { ...finding, task: 'a\u001b[2Jb\n', message: `x\u202Ey${'z'.repeat(5000)}`, line: -1, ms: 'long' };
    const findings = parse({ findings: Array.from({ length: 500 }, () => loud) })?.findings;

    expect(findings).toHaveLength(100);
    expect(findings?.[0]).toMatchObject({ task: 'a [2Jb', line: null, ms: null });
    expect(findings?.[0]?.message).toMatch(/^x yz{1997}$/u);
  });

  test('need not know of an exit: a signal may be what ends the program', () => {
    expect(parse({ exit: null })?.exit).toBeNull();
  });

  test('may have brackets in its texts', () => {
    const message = '[[[[[[[[[[[[[[[[[[[[{{"\\';

    expect(parse({ findings: [{ ...finding, message }] })?.findings[0]?.message).toBe(message);
  });

  law.prop([fc.json()])('is read without an error, whatever it is', (text) => {
    const parsed = parseClockReport(text);

    expect(parsed === null || parsed.findings.length <= 100).toBe(true);
  });
});
