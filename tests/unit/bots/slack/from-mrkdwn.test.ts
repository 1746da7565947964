import { fc, test as check } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { fromMrkdwn, fromMrkdwnButChannels } from '#bots/slack/from-mrkdwn.ts';

const escaped = (text: string) => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');

check.prop([fc.string({ unit: fc.constantFrom('<', '>', '&', 'a', ';', 'lt', 'amp', '|', '#', '@') })])(
  'what was typed comes back as it was typed',
  (typed) => {
    expect(fromMrkdwn(escaped(typed))).toBe(typed);
  },
);

test.each([
  ['<https://x.example/a?b=1&amp;c|x.example/a>', 'x.example/a'],
  ['get(<https://x.example/>)', 'get(https://x.example/)'],
  ['in <#C123|study>', 'in study'],
  ['if a &lt; b &amp;&amp; c', 'if a < b && c'],
])('%s was %s', (text, typed) => {
  expect(fromMrkdwn(text)).toBe(typed);
});

test.each([
  ['set <#C123|study> 09:00', 'set <#C123|study> 09:00'],
  ['set <#C123|> &lt;now&gt;', 'set <#C123|> <now>'],
  ['<@U1|ann> <#C1> <https://x.example|x>', 'ann <#C1> x'],
])('but for channels, %s was %s', (text, typed) => {
  expect(fromMrkdwnButChannels(text)).toBe(typed);
});
