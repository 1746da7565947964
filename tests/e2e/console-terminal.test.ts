import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';

/**
 * The console bot as a process of its own on a real terminal, which Python's standard library opens: raw mode, window
 * size and signals are the kernel's. Without a Python that can do so (Windows) there is no terminal to test on.
 */
const canOpenTerminals = spawnSync('python3', ['-c', 'import pty, termios']).status === 0;

/** Runs a program on a terminal of 24 rows; standard input and output are the keyboard and the screen. */
const openTerminal = `
import fcntl, os, pty, select, struct, sys, termios
child, screen = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[1]), 0, 0))
    os.execv(sys.argv[2], sys.argv[2:])
sources = [0, screen]
while True:
    ready, _, _ = select.select(sources, [], [])
    if 0 in ready:
        keys = os.read(0, 65536)
        if keys:
            os.write(screen, keys)
        else:
            sources.remove(0)
    if screen in ready:
        try:
            shown = os.read(screen, 65536)
        except OSError:
            shown = b""
        if not shown:
            break
        os.write(1, shown)
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
`;

const program = fileURLToPath(new URL('../unit/bots/console/tiny-console.ts', import.meta.url));
const started: { kill(): boolean }[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill();
});

function start(columns: number) {
  const env = { PATH: process.env['PATH'], TERM: 'xterm-256color' };
  const child = spawn('python3', ['-c', openTerminal, String(columns), process.execPath, program], { env });
  started.push(child);
  let screen = '';
  let looked = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (screen += text));
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  const shown = (): string => stripVTControlCharacters(screen).replaceAll('\r', '');
  return {
    exited,
    raw: () => screen,
    type: (keys: string) => void child.stdin.write(keys),
    async sees(text: string): Promise<void> {
      await vi.waitFor(() => expect(shown().slice(looked)).toContain(text), { timeout: 10_000, interval: 10 });
      looked = shown().indexOf(text, looked) + text.length;
    },
  };
}

describe.skipIf(!canOpenTerminals)('on a real terminal', () => {
  test('a learner reads on with Enter, edits a program, stops a run and leaves', { timeout: 60_000 }, async () => {
    const terminal = start(60);
    await terminal.sees('console.welcome\n\n› ');
    terminal.type('/les\tasync\r');
    await terminal.sees('1 Run   ▸ 2 Next   3 Edit…');
    await terminal.sees('› ');
    terminal.type('\r');
    await terminal.sees('Next after one\nThe chunk.\n\n› ');
    terminal.type('/lesson\r');
    await terminal.sees('› ');
    terminal.type('3\r');
    await terminal.sees('… import asyncio');
    terminal.type('\u0015import time\r');
    await terminal.sees('import time\n… ');
    terminal.type('\u0004');
    await terminal.sees('✓ Ran\n```\nimport time\n\nasyncio.run(main())\n```');
    terminal.type('/slow\r');
    await terminal.sees('Running · please wait');
    terminal.type('\u0003');
    await terminal.sees('Stopped\n\n› ');
    terminal.type('\u0003');
    await terminal.sees('console.quit-again\n\n› ');
    terminal.type('\u0003');
    expect(await terminal.exited).toBe(0);
  });

  test('a pasted program comes out whole, and what it prints is text', { timeout: 60_000 }, async () => {
    const terminal = start(40);
    await terminal.sees('› ');
    expect(terminal.raw()).toContain('\u001b[?2004h');
    terminal.type('\u001b[200~```python\rprint("\u001b[2J")\r\r# 中文\r```\u001b[201~\r');
    await terminal.sees('✓ Ran\n````\n```python\nprint("␛[2J")\n\n# 中文\n```\n````');
    terminal.type('\u0004');
    expect(await terminal.exited).toBe(0);
    expect(terminal.raw().endsWith('\u001b[?2004l')).toBe(true);
  });
});
