import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize, InstallationStore } from '@slack/bolt';
import { HTTPReceiver, webApi } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { silent } from './bolt-app.ts';
import { requestMs } from './connection-limits.ts';
import { scopes } from './manifest.ts';
import { installPath, redirectPath } from './serve-http.ts';

/** An app that everybody may install. */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Seals what an installation begins with, so that nobody else can end it. */
  readonly stateSecret: string;
  /** Null: Slack's own. */
  readonly authorizeUrl: string | null;
}

export interface Installer {
  /** Shows the pages of an installation. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
  readonly authorize: Authorize<boolean>;
}

interface Around {
  readonly apiUrl: string | null;
  /** The token of a workspace that did not install it by the page; null: there is none such. */
  readonly own: string | null;
  readonly store: InstallationStore;
  readonly log: Log;
}

export function createInstaller(client: OAuthClient, { apiUrl, own, store, log }: Around): Installer {
  const { clientId, clientSecret, stateSecret, authorizeUrl } = client;
  const receiver = new HTTPReceiver({
    // It shows pages and takes no events.
    signingSecret: stateSecret,
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...scopes],
    installationStore: noting(store, log),
    installerOptions: {
      ...(authorizeUrl === null ? {} : { authorizationUrl: authorizeUrl }),
      clientOptions: {
        ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
        retryConfig: { retries: 3, factor: 2, minTimeout: 300 },
        timeout: requestMs,
      },
      directInstall: true,
      installPath,
      redirectUriPath: redirectPath,
    },
    logger: silent,
  });
  const { installer } = receiver;
  if (installer === undefined) throw new Error('expected Bolt to make an installer of a client and its secrets');
  const listener: Installer['listener'] = (request, response) => {
    const redirectUri = apiUrl === null ? null : ownAddress(request);
    if (redirectUri === null || !isInstalling(request)) return receiver.requestListener(request, response);
    // What goes wrong is told in the page.
    installer
      .handleInstallPath(request, response, undefined, { scopes: [...scopes], redirectUri })
      .catch(() => response.writeHead(500).end());
  };
  return {
    listener,
    authorize: oneAtATime(orOwn(async (source) => await installer.authorize(source), own, apiUrl)),
  };
}

const isInstalling = ({ url }: IncomingMessage): boolean => url?.split('?')[0] === installPath;

/** Slack knows where browsers are to come back to from the app's settings; another server in its place has to be told. */
function ownAddress({ headers: { host } }: IncomingMessage): string | null {
  return host === undefined ? null : `http://${host}${redirectPath}`;
}

/** One line for each installation. */
function noting(store: InstallationStore, log: Log): InstallationStore {
  return {
    ...store,
    async storeInstallation(installation) {
      await store.storeInstallation(installation);
      log.info('slack installation kept', { team: installation.team?.id ?? installation.enterprise?.id ?? null });
    },
  };
}

/** Where nobody has installed it, the host's own token serves, in its workspace alone. */
function orOwn(authorize: Authorize<boolean>, own: string | null, apiUrl: string | null): Authorize<boolean> {
  if (own === null) return authorize;
  const options = {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: requestMs,
  };
  const client = new webApi.WebClient(own, { ...options, logger: silent });
  let asking: ReturnType<typeof client.auth.test> | null = null;
  const whoami = async () => {
    try {
      return await (asking ??= client.auth.test());
    } catch (error) {
      asking = null;
      throw error;
    }
  };
  return async (source, body) => {
    try {
      return await authorize(source, body);
    } catch (error) {
      const { team_id: team, user_id: botUserId, bot_id: botId } = await whoami();
      if (team === undefined || team !== source.teamId) throw error;
      const bot = { ...(botUserId === undefined ? {} : { botUserId }), ...(botId === undefined ? {} : { botId }) };
      return { ...bot, botToken: own, teamId: team };
    }
  };
}

/** A token that ends is exchanged for a new one, which can be done once: the others of that workspace wait. */
function oneAtATime(authorize: Authorize<boolean>): Authorize<boolean> {
  const underWay = new Map<string, Promise<unknown>>();
  return async (source, body) => {
    const key = `${source.teamId} ${source.enterpriseId}`;
    const before = underWay.get(key) ?? Promise.resolve();
    const mine = before.then(async () => await authorize(source, body));
    const settled = mine.catch(() => undefined);
    underWay.set(key, settled);
    try {
      return await mine;
    } finally {
      if (underWay.get(key) === settled) underWay.delete(key);
    }
  };
}
