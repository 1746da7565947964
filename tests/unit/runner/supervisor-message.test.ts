import { expect, test } from 'vitest';
import { parseSupervisorMessage } from '#runner/supervisor-message.ts';

const ended = {
  kind: 'ended',
  status: 256,
  cpuMs: 3.5,
  peakBytes: 10_000_000,
  clockMs: 12.25,
  memoryError: false,
  overMemory: false,
  overCpu: true,
};

test('what the supervisor says is understood', () => {
  expect(parseSupervisorMessage('{"kind":"started"}')).toEqual({ kind: 'started' });
  expect(parseSupervisorMessage(JSON.stringify(ended))).toEqual(ended);
  expect(parseSupervisorMessage('{"kind":"failed","reason":"no"}')).toEqual({ kind: 'failed', reason: 'no' });
});

test.each(['', 'ended', '7', '{}', '{"kind":"other"}', '{"kind":"ended","status":"0"}', '{"kind":"ended"}'])(
  'what it does not say, such as %s, is not taken for it',
  (line) => {
    expect(parseSupervisorMessage(line)).toBeNull();
  },
);
