import { createHash } from 'node:crypto';
import { createChanges } from '../changes.ts';
import { createClock } from '../clock.ts';
import type { AppManifest } from './app-manifest.ts';
import type { App, World } from './model.ts';

/** An empty Slack with one app. */
export function createWorld(manifest: AppManifest): World {
  const clock = createClock();
  const changes = createChanges();
  let ids = 0;
  let secrets = 0;
  let lastTs = 0;
  const id = (letter: string) => `${letter}0${(++ids).toString(36).toUpperCase().padStart(9, '0')}`;
  const secret = () => createHash('sha256').update(`secret ${++secrets}`).digest('hex').slice(0, 32);
  const app: App = {
    id: id('A'),
    clientId: '100000000001.200000000002',
    clientSecret: secret(),
    signingSecret: secret(),
    verificationToken: secret().slice(0, 24),
    appToken: `xapp-1-${secret()}`,
    manifest,
  };
  const world: World = {
    clock,
    changes,
    complaints: [],
    app,
    workspaces: new Map(),
    tokens: new Map(),
    codes: new Map(),
    files: new Map(),
    views: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    deeds: [],
    quotedIds: new Set(),
    tokenLifeMs: 12 * 3_600_000,
    origin: '',
    id,
    secret,
    ts() {
      lastTs = Math.max(lastTs + 1, clock.now() * 1000);
      return `${Math.floor(lastTs / 1_000_000)}.${String(lastTs % 1_000_000).padStart(6, '0')}`;
    },
    deliver() {
      throw new Error('nothing is connected to this world yet');
    },
  };
  world.tokens.set(app.appToken, {
    value: app.appToken,
    kind: 'app',
    scopes: new Set(['connections:write', 'authorizations:read']),
    workspace: null,
    enterprise: null,
    refreshToken: null,
    expiresAt: null,
    installedBy: null,
    state: 'live',
  });
  return world;
}
