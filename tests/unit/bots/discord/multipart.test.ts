import { createRequire } from 'node:module';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { REST } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { withFiles } from '#bots/discord/multipart.ts';

test('files and JSON arrive as they were sent, through the real client and Node’s own reader of forms', async () => {
  const { rest, asked } = await openServer();
  const files = [
    { name: 'lanes.png', content: Uint8Array.of(0, 13, 10, 45, 45, 255), description: 'Two lanes' },
    { name: 'out "1"\r\n.txt', content: 'grüße\r\n--', description: null },
  ];
  await rest.post('/channels/1/messages', withFiles({ content: 'here', nested: [1] }, files));
  const [form] = asked;
  expect(form?.get('payload_json')).toBe('{"content":"here","nested":[1]}');
  expect(await fileOf(form, 'files[0]')).toEqual(['lanes.png', 'image/png', Buffer.from([0, 13, 10, 45, 45, 255])]);
  const [name, type, bytes] = await fileOf(form, 'files[1]');
  expect([type, bytes.toString()]).toEqual(['text/plain; charset=utf-8', 'grüße\r\n--']);
  expect(name).toContain('out');
});

test('files arrive although Bolt’s undici, another version than the client’s, made the global dispatcher', async () => {
  const undici = createRequire(import.meta.resolve('@slack/bolt'))('undici');
  const before = undici.getGlobalDispatcher();
  onTestFinished(() => undici.setGlobalDispatcher(before));
  undici.setGlobalDispatcher(new undici.Agent());
  const { rest, asked } = await openServer();
  await rest.post('/channels/1/messages', withFiles({}, [{ name: 'a.txt', content: 'hello', description: null }]));
  expect((await fileOf(asked[0], 'files[0]'))[2].toString()).toBe('hello');
});

test('any bytes and any text arrive whole', async () => {
  const { rest, asked } = await openServer();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 3 }), async (contents) => {
      asked.length = 0;
      const files = contents.map((content, at) => ({ name: `${at}.png`, content, description: null }));
      await rest.post('/channels/1/messages', withFiles({}, files));
      const read = await Promise.all(contents.map(async (_, at) => (await fileOf(asked[0], `files[${at}]`))[2]));
      expect(read).toEqual(contents.map((content) => Buffer.from(content)));
    }),
    { numRuns: 50 },
  );
});

test('without files it is JSON, as the client sends it', () => {
  expect(withFiles({ content: 'x' }, [])).toEqual({ body: { content: 'x' } });
});

/** A server that keeps the forms it is sent; it ends with the test. */
async function openServer() {
  const asked: FormData[] = [];
  const server = createServer((request, response) => {
    void readForm(request)
      .then((form) => asked.push(form))
      .finally(() => response.setHeader('content-type', 'application/json').end('{}'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { asked, rest: new REST({ api: `http://127.0.0.1:${port}`, retries: 0 }).setToken('a.b.c') };
}

async function readForm(request: IncomingMessage): Promise<FormData> {
  const bytes = new Uint8Array(await buffer(request));
  return await new Response(bytes, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
}

async function fileOf(form: FormData | undefined, key: string): Promise<readonly [string, string, Buffer]> {
  const file = form?.get(key);
  if (!(file instanceof File)) throw new Error(`expected a file under ${key}, found ${String(file)}`);
  return [file.name, file.type, Buffer.from(await file.arrayBuffer())];
}
