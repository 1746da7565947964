import { afterEach, describe, expect, test } from 'vitest';
import { isObject } from '../../support/slack/checks/check-text.ts';
import type { Person } from '../../support/slack/people/person.ts';
import type { SlackServer } from '../../support/slack/start-slack.ts';
import { startSlack } from '../../support/slack/start-slack.ts';
import { ordinaryManifest } from '../../support/slack/world/app-manifest.ts';
import type { TestApp } from '../../support/slack-bolt-app.ts';
import { startHttpApp, startOauthApp, startSocketApp } from '../../support/slack-bolt-app.ts';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).toReversed()) await close();
});

async function open(options?: Parameters<typeof startSlack>[0]): Promise<SlackServer> {
  const slack = await startSlack(options);
  toClose.push(slack.close);
  return slack;
}

function keep(app: TestApp): TestApp {
  toClose.push(app.stop);
  return app;
}

async function socketWorld(options?: Parameters<typeof startSlack>[0]) {
  const slack = await open(options);
  const acme = slack.workspace('Acme');
  const app = keep(await startSocketApp(slack, acme.botToken));
  await slack.connected();
  return { slack, acme, app, ann: acme.person('Ann', { locale: 'de-DE', tz: 'Europe/Berlin' }) };
}

async function httpWorld() {
  const slack = await open();
  const acme = slack.workspace('Acme');
  const app = keep(await startHttpApp(slack, acme.botToken));
  await slack.sendTo(app.url);
  return { slack, acme, app, ann: acme.person('Ann') };
}

/** Takes the modal of the test app through an error at a field, to its end. */
async function fillModal(person: Person): Promise<void> {
  await person.slash('/form').acknowledged();
  const form = await person.seesModal('Your name');
  expect(form.fields).toEqual(['Name', 'Level']);
  expect(() => person.submit({ Name: '' })).toThrow('required');
  await person.submit({ Name: 'nobody', Level: 'Two' }).acknowledged();
  expect((await person.seesModal('Nobody is no name')).errors).toEqual({ Name: 'Nobody is no name' });
  await person.submit({ Name: 'Ann & Co' }).acknowledged();
  await person.seesNoModal();
  expect((await person.sees('Hello Ann & Co at level 2')).fallback).toBe('Hello Ann & Co at level 2');
}

const worlds = [
  ['Socket Mode', socketWorld],
  ['HTTP', httpWorld],
] as const;

describe.each(worlds)('in %s, the real Bolt app', (_, makeWorld) => {
  test('has its answer to a command seen, and its times measured', async () => {
    const { slack, ann } = await makeWorld();
    const exchange = ann.slash('/echo', 'a < b & c');
    expect((await ann.sees('you said a < b & c')).isEphemeral).toBe(true);
    const { ackMs, firstReplyMs, lastReplyMs } = exchange.timing();
    expect(ackMs).toBeLessThan(3000);
    expect(firstReplyMs).toBeLessThanOrEqual(lastReplyMs ?? 0);
    expect(slack.complaints).toEqual([]);
  });

  test('edits its message when its button is pressed or its menu used', async () => {
    const { slack, ann } = await makeWorld();
    ann.asksBot('hello');
    expect((await ann.sees('Press')).buttons).toEqual(['Count & go']);
    ann.press('Count & go');
    await ann.sees('Pressed 1');
    ann.pick('Two');
    expect((await ann.sees('Picked 2')).isEdited).toBe(true);
    expect(slack.complaints).toEqual([]);
  });

  test('offers options to what is typed into its menu', async () => {
    const { slack, ann } = await makeWorld();
    ann.asksBot('hello');
    await ann.sees('Press');
    expect(await ann.searches('Search', 'loops')).toMatchObject([{ value: 'found' }]);
    await ann.picksFound('about loops').acknowledged();
    await ann.sees('Found found');
    expect(slack.complaints).toEqual([]);
  });

  test('hears of a message that was changed and of one that was deleted', async () => {
    const { slack, ann } = await makeWorld();
    const { ts } = ann.says('tpyo');
    ann.edits(ts, 'typo');
    ann.deletes(ts);
    const events = slack.deliveries.all.map(({ payload }) => payload['event']);
    const kinds = events.filter((event) => isObject(event) && event['type'] === 'message');
    expect(kinds).toMatchObject([{ text: 'tpyo' }, { subtype: 'message_changed' }, { subtype: 'message_deleted' }]);
    for (const delivery of slack.deliveries.all) await expect.poll(() => delivery.ackedAt).not.toBe(null);
  });

  test('has a command fail before the person when it does not acknowledge within three seconds', async () => {
    const { slack, ann, app } = await makeWorld();
    app.sulk('sulking');
    const exchange = ann.slash('/echo', 'x');
    // It is on its way first.
    await expect.poll(() => app.asked).toBe(1);
    slack.clock.skip(3000);
    expect(await exchange.failed()).toMatch(/timeout/);
    expect(exchange.timing()).toEqual({ ackMs: null, firstReplyMs: null, lastReplyMs: null });
  });

  test('takes a form through an error at a field', async () => {
    const { slack, ann } = await makeWorld();
    await fillModal(ann);
    expect(slack.complaints).toEqual([]);
  });

  test('publishes the App Home, with the locale and zone of the person', async () => {
    const { slack, ann } = await makeWorld();
    ann.opensHome();
    const home = await ann.seesHome('Home of Ann');
    expect(home.text).toContain(`${ann.user.locale} ${ann.user.tz}`);
    expect(slack.complaints).toEqual([]);
  });

  test('reads a snippet, answers in the thread and uploads a picture with alternative text', async () => {
    const { slack, ann } = await makeWorld();
    const { ts } = ann.asksBot('run', [{ name: 'tiny.py', content: 'print("<&>")', isSnippet: true }]);
    const answer = await ann.sees('print("<&>")');
    expect(answer.threadTs).toBe(ts);
    const [picture] = (await ann.sees('dot.png')).files;
    expect(picture).toMatchObject({ name: 'dot.png', altText: 'a dot' });
    expect(slack.complaints).toEqual([]);
  });

  test('streams an answer into an assistant thread', async () => {
    const { slack, ann } = await makeWorld();
    ann.opensAssistant();
    await expect.poll(() => ann.assistant()?.prompts).toEqual(['Start']);
    ann.takesPrompt('Start');
    const answer = await ann.sees('one two three');
    await expect.poll(() => ann.screen().find(({ ts }) => ts === answer.ts)?.isStreaming).toBe(false);
    expect(ann.assistant()).toMatchObject({ title: 'Begin', status: '' });
    expect(slack.complaints).toEqual([]);
  });

  test('gets an event again with the same id when Slack repeats it', async () => {
    const { slack, ann, app } = await makeWorld();
    slack.deliveries.repeatEach(1);
    const { exchange } = ann.says('once');
    await expect.poll(() => app.events.length).toBe(2);
    const [first, second] = app.events;
    expect(second).toEqual({ ...first, retryNum: 1 });
    expect(exchange?.delivery.attempts).toBe(2);
  });

  test('gets an event that it did not acknowledge at once, after a minute and after five', async () => {
    const { slack, ann, app } = await makeWorld();
    app.sulk('sulking');
    const { exchange } = ann.says('never acknowledged');
    await expect.poll(() => app.events.length, { timeout: 5000 }).toBe(1);
    for (const [count, pauseMs] of [
      [2, 0],
      [3, 60_000],
      [4, 300_000],
    ] as const) {
      slack.clock.skip(3000);
      await expect.poll(() => exchange?.delivery.failures).toBe(count - 1);
      if (pauseMs > 1000) slack.clock.skip(pauseMs - 1000);
      slack.clock.skip(1000);
      await expect.poll(() => app.events.length).toBe(count);
    }
    expect(app.events.map(({ retryNum }) => retryNum)).toEqual([0, 1, 2, 3]);
    expect(new Set(app.events.map(({ id }) => id)).size).toBe(1);
  });

  test('waits as long as a 429 says, and loses nothing', async () => {
    const { slack, ann } = await makeWorld();
    slack.faults.next('chat.postMessage', { kind: 'rate limited', retryAfterS: 1 });
    ann.asksBot('hello');
    await ann.sees('Press');
    const calls = await slack.called('chat.postMessage', { times: 2 });
    expect(calls.map(({ status }) => status)).toEqual([429, 200]);
    const [refused, taken] = calls;
    expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test.each([
    { kind: 'status', status: 503 },
    { kind: 'cut' },
    { kind: 'silence' },
    { kind: 'late', ms: 100 },
    { kind: 'answer late', ms: 100 },
  ] as const)('posts once though its call met %j', async (fault) => {
    const { slack, ann } = await makeWorld();
    slack.faults.next('chat.postMessage', fault);
    ann.asksBot('hello');
    await ann.sees('Press');
    expect(slack.faults.left).toBe(0);
    expect(ann.screen().filter(({ text }) => text.includes('Press'))).toHaveLength(1);
  });

  test('posts twice when the answer to the first post gets lost', async () => {
    const { slack, ann } = await makeWorld();
    slack.faults.next('chat.postMessage', { kind: 'answer lost' });
    ann.asksBot('hello');
    await slack.called('chat.postMessage', { times: 2 });
    await expect
      .poll(() => ann.screen().filter(({ text }) => text.includes('Press')).length, { timeout: 5000 })
      .toBe(2);
  });
});

describe('Socket Mode', () => {
  test.each(['drop', 'hangUp', 'refresh'] as const)('comes back after %s', async (how) => {
    const { slack, ann } = await socketWorld();
    slack.sockets[how]();
    await expect.poll(() => slack.sockets.opened, { timeout: 20_000 }).toBe(2);
    await slack.connected();
    await ann.slash('/echo', 'back').acknowledged();
    await ann.sees('you said back');
  });

  test('gives each envelope to one of several connections', async () => {
    const { slack, acme, app, ann } = await socketWorld();
    const second = keep(await startSocketApp(slack, acme.botToken));
    await slack.connected(2);
    for (const word of ['a', 'b', 'c', 'd']) await ann.slash('/echo', word).acknowledged();
    expect([app.asked, second.asked]).toEqual([2, 2]);
  });

  test('notices a connection that fell silent', async () => {
    const { slack, ann, app } = await socketWorld();
    slack.sockets.freeze();
    ann.says('into the void');
    await expect.poll(() => slack.sockets.opened, { timeout: 40_000 }).toBe(2);
    await ann.slash('/echo', 'back').acknowledged();
    // What was lost meanwhile comes with Slack's repeats.
    await expect
      .poll(() => {
        slack.clock.skip(30_000);
        return app.events.map(({ text }) => text);
      })
      .toEqual(['into the void']);
  });

  test('takes a ticket once, and refuses tokens that are not for it', async () => {
    const { slack, acme } = await socketWorld();
    const answer = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${acme.botToken}` },
    });
    expect(await answer.json()).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
  });
});

describe('HTTP', () => {
  test.each(['wrong secret', 'other body', 'no signature', 'no timestamp', 'stale', 'not hex'] as const)(
    'is refused by Bolt with a signature that is forged: %s',
    async (how) => {
      const { slack, ann } = await httpWorld();
      const { delivery } = await ann.slash('/echo', 'x').acknowledged();
      expect(await slack.endpoint.forge(delivery, how)).toBe(401);
    },
  );

  test('a replayed request reaches Bolt: telling replays apart is for the app', async () => {
    const { slack, ann } = await httpWorld();
    const { delivery } = await ann.slash('/echo', 'x').acknowledged();
    expect(await slack.endpoint.replay(delivery)).toBe(200);
  });
});

describe('OAuth', () => {
  test('installs into two workspaces, which do not see each other, and a Grid workspace', async () => {
    const slack = await open();
    const app = keep(await startOauthApp(slack));
    await slack.sendTo(app.url);
    const acme = slack.workspace('Acme', { isInstalled: false });
    const grid = slack.workspace('Grid', { isInstalled: false, enterprise: slack.enterprise('Big') });
    const [ann, bob] = [acme.person('Ann'), grid.person('Bob')];
    expect(() => ann.slash('/echo', 'x')).toThrow('not installed');
    expect((await ann.installs(app.installUrl)).status).toBe(200);
    expect((await bob.installs(app.installUrl)).status).toBe(200);
    ann.slash('/echo', 'for Acme');
    bob.slash('/echo', 'for Grid');
    await ann.sees('you said for Acme');
    await bob.sees('you said for Grid');
    expect(bob.screen().some(({ text }) => text.includes('Acme'))).toBe(false);
    expect(slack.complaints).toEqual([]);
  });

  test('installs once for all workspaces of an enterprise', async () => {
    const slack = await open();
    const app = keep(await startOauthApp(slack));
    await slack.sendTo(app.url);
    const enterprise = slack.enterprise('Big');
    const [one, two] = ['One', 'Two'].map((name) => slack.workspace(name, { isInstalled: false, enterprise }));
    const [ann, bob] = [one?.person('Ann'), two?.person('Bob')];
    const page = await ann?.installs(app.installUrl, { decides: 'allow for the enterprise' });
    expect(page?.status).toBe(200);
    ann?.asksBot('hello');
    bob?.asksBot('hello');
    await ann?.sees('Press');
    expect((await bob?.sees('Press'))?.buttons).toEqual(['Count & go']);
    expect(slack.complaints).toEqual([]);
  });

  test('refuses who cancels, who lost the cookie and who brings another state', async () => {
    const slack = await open();
    const app = keep(await startOauthApp(slack));
    const ann = slack.workspace('Acme', { isInstalled: false }).person('Ann');
    expect((await ann.installs(app.installUrl, { decides: 'cancel' })).status).toBeGreaterThanOrEqual(400);
    expect((await ann.installs(app.installUrl, { losesCookies: true })).status).toBeGreaterThanOrEqual(400);
    const changes = (back: URL) => {
      back.searchParams.set('state', 'forged');
      return back;
    };
    expect((await ann.installs(app.installUrl, { changes })).status).toBeGreaterThanOrEqual(400);
    expect(() => ann.slash('/echo', 'x')).toThrow('not installed');
  });

  test('rotates tokens that end soon, and tells of an uninstalled app', async () => {
    const rotating = { ...ordinaryManifest, settings: { ...ordinaryManifest.settings, token_rotation_enabled: true } };
    const slack = await open({ manifest: rotating, tokenLifeMs: 3_600_000 });
    const app = keep(await startOauthApp(slack));
    await slack.sendTo(app.url);
    const acme = slack.workspace('Acme', { isInstalled: false });
    const ann = acme.person('Ann');
    await ann.installs(app.installUrl);
    const before = acme.botToken;
    ann.slash('/echo', 'rotated');
    await ann.sees('you said rotated');
    expect(acme.botToken).not.toBe(before);
    acme.uninstall();
    await expect.poll(() => app.removed.toSorted()).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(slack.complaints).toEqual([]);
  });
});
