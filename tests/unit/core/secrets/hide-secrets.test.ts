/* oxlint-disable typescript/no-unnecessary-template-expression -- samples are made of parts, so that no other tool takes them for leaks */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidden, hideSecrets } from '#core/secrets/hide-secrets.ts';

/** Letters of an alphabet; each sort at least once, as in what machines draw. */
const drawn = (alphabet: string, minLength: number, maxLength = minLength) =>
  fc
    .array(fc.constantFrom(...alphabet.split('')), { minLength: minLength - 3, maxLength: maxLength - 3 })
    .map((letters) => `a${letters.join('')}Z7`);
const [lower, upper, digits] = ['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789'];
const alnum = lower + upper + digits;
const base64url = `${alnum}-_`;

/** Made of parts, so that no other tool takes this file for a leak. */
const secrets: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'a bot token of Discord': fc
    .tuple(fc.constantFrom('M', 'N', 'O'), drawn(base64url, 24), drawn(base64url, 6), drawn(base64url, 38))
    .map(([first, id, time, signature]) => `${first}${id}.${time}.${signature}`),
  'a bot token of Slack': drawn(alnum, 24).map((end) => `xox${'b'}-123456789012-1234567890123-${end}`),
  'an app token of Slack': drawn(lower + digits, 40).map((end) => `xapp${'-'}1-A012345-123456-${end}`),
  'a token of GitHub': drawn(alnum, 36).map((end) => `gh${'p'}_${end}`),
  'a fine-grained token of GitHub': drawn(alnum, 59).map((end) => `github${'_pat'}_${end}`),
  'a key of Amazon': fc
    .array(fc.constantFrom(...`${upper}${digits}`.split('')), { minLength: 16, maxLength: 16 })
    .map((end) => `AK${'IA'}${end.join('')}`),
  'a key of a model': drawn(alnum, 48).map((end) => `sk${'-'}proj-${end}`),
  'a JSON web token': fc
    .tuple(drawn(base64url, 20), drawn(base64url, 40), drawn(base64url, 43))
    .map(([head, body, signature]) => `ey${'J'}${head}.eyJ${body}.${signature}`),
  'a private key': drawn(`${alnum}+/\n`, 200, 400).map(
    (body) => `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${body}\n-----END RSA ${'PRIVATE'} KEY-----`,
  ),
};

describe('hidden is', () => {
  test.each(Object.entries(secrets))('%s, wherever it stands', (_, secret) => {
    const around = fc.constantFrom(' ', '"', "'", '\n', '(', '=', ' and ', '：', ')', '>');
    fc.assert(
      fc.property(secret, around, around, (text, before, after) => {
        const shown = hideSecrets(`x = 1\n${before}${text}${after}\ny = 2`);
        expect(shown).toBe(`x = 1\n${before}${hidden}${after}\ny = 2`);
      }),
    );
  });

  test.each([
    (value: string) => `password = "${value}"`,
    (value: string) => `DB_PASSWORD=${value}`,
    (value: string) => `{"api_key": "${value}", "n": 1}`,
    (value: string) => `headers={'auth_token': '${value}'}`,
    (value: string) => `Token: Bearer ${value}`,
    (value: string) => `client_secret: ${value}`,
  ])('a long random value that is given to a name of a secret: %s', (written) => {
    fc.assert(
      fc.property(drawn(alnum, 24, 64), (value) => {
        fc.pre(new Set(value).size >= 8 && /\d.*\d/u.test(value));
        expect(hideSecrets(written(value))).toBe(written(hidden));
      }),
    );
  });

  test('a private key that is cut off, and one on a single line', () => {
    const begin = `-----BEGIN ${'PRIVATE'} KEY-----`;
    expect(hideSecrets(`key\n${begin}\nMIIEvQIBADANBg`)).toBe(`key\n${hidden}`);
    expect(hideSecrets(String.raw`"${begin}\nMIIE\n-----END ${'PRIVATE'} KEY-----\n"`)).toBe(String.raw`"${hidden}\n"`);
  });
});

describe('not hidden is', () => {
  const folders = ['content', 'tests/fixtures', 'src', 'docs'];
  test.each(folders)('anything in %s', (folder) => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' });
    const texts = files.filter((file) => file.isFile() && /\.(?:py|ya?ml|md|txt|json|ts|sql)$/u.test(file.name));
    const alarms = texts.flatMap(({ parentPath, name }) => {
      const path = `${parentPath}/${name}`;
      const text = readFileSync(path, 'utf8');
      return hideSecrets(text) === text ? [] : [path];
    });
    expect(texts.length).toBeGreaterThan(5);
    expect(alarms).toEqual([]);
  });

  test.each([
    'token = asyncio.current_task()',
    'token = var.set("a-value-with-Some-Words")',
    'password = getpass.getpass("Password: ")',
    'password = os.environ["DATABASE_PASSWORD"]',
    'secret_number = 12345678901234567890',
    'token: str = "hello-world-hello-world"',
    'tokens = tokenizer.tokenize_v2_for_UTF8(text)',
    'max_tokens=4096, api_key=settings.OpenAI.api_key_2',
    'sk-learn-is-a-library-with-a-long-name',
    'await asyncio.sleep(3.14159265358979323846)',
    'Task-1 MainThread 0x7f3a2b4c5d6e <coroutine object main at 0x7f8b1c2d3e4f>',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ])('%s', (line) => {
    expect(hideSecrets(line)).toBe(line);
  });
});

test('hiding twice hides nothing more, and takes no long time', () => {
  const part = fc.oneof(
    fc.string(),
    ...Object.values(secrets),
    fc.constantFrom('password=', '-----BEGIN ', 'eyJ', 'sk-', '\n'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const once = hideSecrets(parts.join(''));
      expect(hideSecrets(once)).toBe(once);
    }),
  );
  for (const piece of ['eyJaaaaaaaa.', 'token=', '-----BEGIN A ', 'a', 'sk-a', 'MAAAA.', 'secret'])
    expect(hideSecrets(piece.repeat(40_000)).length).toBeGreaterThan(0);
});
