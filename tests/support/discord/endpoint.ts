import { sign } from 'node:crypto';
import { parseBody } from './rest/read-body.ts';
import { judge } from './checks/openapi.ts';
import { ApiError } from './api-error.ts';
import { answerInteraction } from './world/answer-interaction.ts';
import { settle } from './world/messages.ts';
import type { Interaction, World } from './world/model.ts';

/** Discord's side of HTTP interactions: it posts signed bodies to the address of the application. */
export interface Endpoint {
  /** Sends a PING as Discord does when the address is entered; the status and body of the answer. */
  ping(): Promise<EndpointAnswer>;
  /** Sends a PING with a signature of somebody else's key, of another body, of another time, without one, or one that is old. */
  pingForged(how: Forgery): Promise<EndpointAnswer>;
  /** Posts an interaction and takes the answer in the response as its first answer. */
  deliver(interaction: Interaction): Promise<void>;
}

export type Forgery = 'other body' | 'other time' | 'not hex' | 'no signature' | 'stale';

export interface EndpointAnswer {
  readonly status: number;
  readonly body: string;
}

export function createEndpoint(world: World): Endpoint {
  async function post(body: string, headers: Record<string, string>): Promise<Response> {
    const url = world.application.interactionsEndpointUrl;
    if (url === null) throw new Error('no interactions endpoint is set');
    return fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  }

  function signed(body: string, at = world.now()): Record<string, string> {
    const timestamp = String(Math.floor(at / 1000));
    const signature = sign(null, Buffer.from(timestamp + body), world.keys.privateKey).toString('hex');
    return { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp };
  }

  const pingBody = () =>
    JSON.stringify({ id: world.id(), application_id: world.application.id, type: 1, token: 'ping', version: 1 });

  async function read(response: Response): Promise<EndpointAnswer> {
    return { status: response.status, body: await response.text() };
  }

  return {
    ping: async () => {
      const body = pingBody();
      return read(await post(body, signed(body)));
    },
    pingForged: async (how) => {
      const body = pingBody();
      return read(await post(body, forge(how, { body, now: world.now(), signed })));
    },
    async deliver(interaction) {
      const body = JSON.stringify(interaction.payload);
      const response = await post(body, signed(body));
      const about = 'the response to an interaction';
      if (response.status === 401 || response.status >= 400) {
        world.complaints.push(`${about}: expected 200 or 202, got ${response.status}`);
        return;
      }
      const {
        body: answer,
        json,
        files,
      } = await parseBody(response.headers.get('content-type') ?? '', Buffer.from(await response.arrayBuffer()));
      if (answer === null) return;
      try {
        settle(world, about, judge().request('POST', callback, json));
        answerInteraction(world, interaction, { body: answer.callback, files, about });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        world.complaints.push(`${about}: refused with ${error.code}, ${error.message}`);
      }
    },
  };
}

const callback = '/interactions/{interaction_id}/{interaction_token}/callback';

interface Forging {
  readonly body: string;
  readonly now: number;
  readonly signed: (body: string, at?: number) => Record<string, string>;
}

function forge(how: Forgery, { body, now, signed }: Forging): Record<string, string> {
  switch (how) {
    case 'other body':
      return signed(`${body} `);
    case 'other time':
      return { ...signed(body), 'x-signature-timestamp': String(Math.floor(now / 1000) + 1) };
    case 'not hex':
      return { ...signed(body), 'x-signature-ed25519': 'zz'.repeat(64) };
    case 'no signature':
      return {};
    case 'stale':
      return signed(body, now - 3_600_000);
  }
}
