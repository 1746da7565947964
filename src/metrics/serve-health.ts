import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';
import { HostProblem } from '#core/host-problem.ts';

/** One thing that the process needs; `missing` only takes something away, `broken` means that nothing should be sent here. */
export interface Part {
  readonly name: string;
  readonly look: () => Promise<State>;
}

export interface State {
  readonly state: 'well' | 'missing' | 'broken';
  readonly detail: string;
}

interface Place {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** A part that does not answer by then is broken. */
const lookMs = 2000;

/**
 * Answers `/healthz` (the process is alive), `/readyz` (its parts, a line each; 503 when one is broken) and `/metrics`, until it is
 * disposed of. Rejects with a HostProblem when the port cannot be had.
 */
export async function serveHealth(
  { host, port }: Place,
  { parts, register }: { readonly parts: readonly Part[]; readonly register: Registry },
): Promise<AsyncDisposable & { readonly port: number }> {
  const pages: Readonly<Record<string, () => Promise<Page>>> = {
    '/healthz': async () => await Promise.resolve(json(200, { alive: true })),
    '/readyz': async () => await readyz(parts),
    '/metrics': async () => ({ status: 200, type: register.contentType, text: await register.metrics() }),
  };
  const server = createServer((request, response) => void answer(request, response, pages));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(problem(`${host}:${port}`, error)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const json = (status: number, value: unknown): Page => ({
  status,
  type: 'application/json',
  text: `${JSON.stringify(value)}\n`,
});

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  pages: Readonly<Record<string, () => Promise<Page>>>,
): Promise<void> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const page = request.method === 'GET' && Object.hasOwn(pages, path) ? pages[path] : undefined;
  try {
    const { status, type, text } = page === undefined ? json(404, { pages: Object.keys(pages) }) : await page();
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
  } catch {
    response.writeHead(500).end();
  }
}

async function readyz(parts: readonly Part[]): Promise<Page> {
  const looked = await Promise.all(parts.map(async ({ name, look }) => ({ name, ...(await inTime(look)) })));
  const isReady = looked.every(({ state }) => state !== 'broken');
  const lines = looked.map((part) => `    ${JSON.stringify(part)}`).join(',\n');
  const text = `{\n  "ready": ${isReady},\n  "parts": [\n${lines}\n  ]\n}\n`;
  return { status: isReady ? 200 : 503, type: 'application/json', text };
}

async function inTime(look: Part['look']): Promise<State> {
  const late = Promise.withResolvers<State>();
  const timer = setTimeout(() => late.resolve({ state: 'broken', detail: `no answer in ${lookMs} ms` }), lookMs);
  try {
    return await Promise.race([look(), late.promise]);
  } catch (error) {
    return { state: 'broken', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function problem(place: string, error: NodeJS.ErrnoException): HostProblem {
  const why = error.code ?? error.name;
  return new HostProblem(
    `Cannot listen on ${place} (${why}): mend HTTP_HOST or METRICS_PORT in the environment or in .env.`,
  );
}
