import { decideInstall } from '../web/authorize-page.ts';
import type { Decision } from '../web/authorize-page.ts';
import type { Self } from './self.ts';

/** The last page that a browser showed. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

/** How an installation goes. */
export interface InstallWish {
  readonly decides?: Decision['decides'];
  /** Another browser comes back from Slack: without the cookies of the one that went. */
  readonly losesCookies?: boolean;
  /** What to make of the address with which Slack sends the browser back. */
  readonly changes?: (back: URL) => URL;
}

/** Goes to the app's page for installing, decides on Slack's page, and comes back, as a browser does. */
export async function install(
  { world, workspace, user }: Self,
  installUrl: string,
  wish: InstallWish = {},
): Promise<Page> {
  const { decides = 'allow', losesCookies = false, changes = (back: URL) => back } = wish;
  const start = await fetch(installUrl, { redirect: 'manual' });
  const page = await start.text();
  const cookies = start.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const [, linked] = /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(page) ?? [];
  const target = start.headers.get('location') ?? linked?.replaceAll('&amp;', '&');
  if (target === undefined)
    throw new Error(`expected a way from ${installUrl} to Slack, got ${start.status} ${page.slice(0, 300)}`);
  const url = new URL(target);
  if (url.origin !== world.origin) throw new Error(`expected Slack's page at ${world.origin}, got ${target}`);
  const back = changes(decideInstall(world, url, { workspace, user, decides }));
  const headers = losesCookies || cookies.length === 0 ? {} : { cookie: cookies.join('; ') };
  const end = await fetch(back, { redirect: 'manual', headers });
  return { url: back.href, status: end.status, body: await end.text() };
}
