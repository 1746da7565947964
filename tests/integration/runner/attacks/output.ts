import { py, type Attack } from './attack.ts';

/** What programs print: all of it up to the limit, and never more. */
export const output: readonly Attack[] = [
  { name: 'prints without a line break', code: 'print("a", end="")\n', stdout: 'a' },
  { name: 'prints nothing but line breaks', code: 'print("\\n\\n")\n', stdout: '\n\n' },
  {
    name: 'prints on both streams',
    code: 'import sys\nprint("out")\nprint("err", file=sys.stderr)\nsys.stderr.write("more")\n',
    stdout: 'out',
    stderr: 'err\nmore',
  },
  { name: 'prints null characters', code: 'print("a\\0b\\0")\n', stdout: 'a\0b\0' },
  {
    name: 'prints what is no UTF-8',
    code: 'import sys\nsys.stdout.buffer.write(b"a\\xff\\xc3(b\\xe2\\x82")\n',
    stdout: 'a\uFFFD\uFFFD(b\uFFFD',
  },
  {
    name: 'prints half of a pair of surrogates',
    code: 'print("a")\nprint("\\ud800")\n',
    exitCode: 1,
    stdout: 'a',
    stderr:
      /UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed$/u,
  },
  {
    name: 'fails with half of a pair of surrogates',
    code: 'raise ValueError("\\ud800")\n',
    exitCode: 1,
    stderr: /ValueError: \\ud800$/u,
  },
  {
    name: 'prints colours and moves the cursor',
    code: 'print("\\x1b[31mred\\x1b[0m\\x1b[2J\\r\\b\\a")\n',
    stdout: '\u001B[31mred\u001B[0m\u001B[2J\r\b\u0007',
  },
  { name: 'prints carriage returns', code: 'print("a\\r\\nb\\rc")\n', stdout: 'a\r\nb\rc' },
  {
    name: 'prints what looks like an answer',
    code: 'print(\'{"id":"1","outcome":"finished","exitCode":0}\')\n',
    stdout: '{"id":"1","outcome":"finished","exitCode":0}',
  },
  {
    name: 'prints beside its streams',
    code: 'import os\nprint("a", flush=True)\nos.write(1, b"b\\n")\nprint("c")\nos.write(2, b"d")\n',
    stdout: 'a\nb\nc',
    stderr: 'd',
  },
  {
    name: 'prints from C',
    code: 'import ctypes\nlibc = ctypes.CDLL(None)\nlibc.puts(b"from C")\nlibc.fflush(None)\n',
    stdout: 'from C',
  },
  {
    name: 'prints from C and flushes nothing',
    code: 'import ctypes\nctypes.CDLL(None).puts(b"from C")\n',
    stdout: 'from C',
  },
  {
    name: 'prints by the paths of its streams',
    code: 'for path in ("/dev/fd/1", "/proc/self/fd/2"):\n    try:\n        open(path, "w").write("x")\n    except OSError as error:\n        print(error.errno)\n',
    stdout: /^(x|6|13)?\n?(13|6)?$/u,
    stderr: /^x?$/u,
  },
  {
    name: 'reopens its streams',
    code: 'import sys\nsys.stdout = open(1, "w", buffering=1, closefd=False)\nprint("again")\nsys.stdout.reconfigure(encoding="latin-1")\nprint("ü")\n',
    stdout: 'again\n\uFFFD',
  },
  {
    name: 'keeps what it prints until the end',
    code: 'import sys\nsys.stdout = open(1, "w", buffering=8192, closefd=False)\nprint("late")\n',
    stdout: 'late',
  },
  {
    name: 'prints exactly as much as may be',
    code: 'import sys\nsys.stdout.write("x" * 1048576)\n',
    stdout: /^x{1048576}$/u,
  },
  {
    name: 'prints exactly as much as may be on both streams',
    code: 'import sys\nsys.stdout.write("x" * 1048576)\nsys.stderr.write("y" * 1048576)\n',
    stdout: /^x{1048576}$/u,
    stderr: /^y{1048576}$/u,
  },
  {
    name: 'prints one letter more than may be',
    code: 'import sys\nsys.stdout.write("x" * 1048577)\n',
    kind: 'too-much-output',
    stdout: /^x{1048576}$/u,
  },
  {
    name: 'floods stdout',
    code: 'while True:\n    print("x" * 1000)\n',
    kind: 'too-much-output',
    stdout: /^(x{1000}\n){1047}x{529}$/u,
  },
  {
    name: 'floods stdout without a line break',
    code: 'while True:\n    print("x" * 30, end="")\n',
    kind: 'too-much-output',
    stdout: /^x{1048576}$/u,
  },
  {
    name: 'floods stderr',
    code: 'import sys\nwhile True:\n    sys.stderr.write("y" * 1000)\n',
    kind: 'too-much-output',
    stdout: '',
    stderr: /^y{1048576}$/u,
  },
  {
    name: 'floods both streams',
    code: 'import sys\nwhile True:\n    print("o" * 99)\n    print("e" * 99, file=sys.stderr)\n',
    kind: 'too-much-output',
    stdout: /^o/u,
    stderr: /^e/u,
  },
  {
    name: 'prints a line of ten megabytes',
    code: 'print("z" * 10_000_000)\n',
    kind: 'too-much-output',
    stdout: /^z{1048576}$/u,
  },
  {
    name: 'floods with bytes that are no text',
    code: 'import os\nwhile True:\n    os.write(1, b"\\xff\\0" * 5000)\n',
    kind: 'too-much-output',
    stdout: /^(\uFFFD\0){524288}$/u,
  },
  {
    name: 'is cut in the middle of a character',
    code: 'print("€" * 400_000)\n',
    kind: 'too-much-output',
    stdout: /^€{349525}$/u,
  },
  {
    name: 'floods from a child',
    code: 'import subprocess\nsubprocess.run(["yes"])\n',
    kind: 'too-much-output',
    stdout: /^(y\n)+y$/u,
  },
  {
    name: 'floods from a thread',
    code: 'import threading\ndef flood():\n    while True:\n        print("t" * 999)\nthreading.Thread(target=flood).start()\n',
    kind: 'too-much-output',
    stdout: /^t{999}\n/u,
  },
  {
    name: 'floods from tasks',
    code: 'import asyncio\nasync def flood():\n    while True:\n        print("t" * 999)\n        await asyncio.sleep(0)\nasync def main():\n    await asyncio.gather(flood(), flood())\nasyncio.run(main())\n',
    kind: 'too-much-output',
    stdout: /^t{999}\n/u,
  },
  {
    name: 'floods after its end',
    code: 'import atexit\n@atexit.register\ndef flood():\n    while True:\n        print("f" * 999)\n',
    kind: 'too-much-output',
    stdout: /^f{999}\n/u,
  },
  {
    name: 'floods and ignores every signal',
    code: 'import os, signal\nsignal.signal(signal.SIGPIPE, signal.SIG_IGN)\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True:\n    try:\n        os.write(1, b"n" * 4096)\n    except OSError:\n        pass\n',
    kind: 'too-much-output',
    stdout: /^n{1048576}$/u,
  },
  {
    name: 'fails with a very long word',
    code: 'raise ValueError("v" * 100_000)\n',
    exitCode: 1,
    stderr: /ValueError: v{100000}$/u,
  },
  {
    name: 'fails through very many frames',
    code: 'def down(n):\n    if n: down(n - 1)\n    else: raise ValueError("deep")\ndown(900)\n',
    exitCode: 1,
    stderr: /\[Previous line repeated 8\d\d more times\][^]*ValueError: deep$/u,
  },
  {
    name: 'fails with more than may be printed',
    code: 'raise ValueError("v" * 2_000_000)\n',
    kind: 'too-much-output',
    exitCode: 'any',
    stderr: /v{1000000}/u,
  },
  {
    name: 'writes to a pipe that nobody reads',
    code: py`
import os
read, write = os.pipe()
os.set_blocking(write, False)
try:
    while True:
        os.write(write, b"x" * 4096)
except BlockingIOError:
    print("full")
os.close(read)
try:
    os.write(write, b"x")
except BrokenPipeError:
    print("broken")
`,
    stdout: 'full\nbroken',
  },
  {
    name: 'shuts the connections of its own streams',
    code: py`
import socket
print("before")
try:
    socket.socket(fileno=1).shutdown(socket.SHUT_RDWR)
except OSError:
    pass
print("after")
`,
    exitCode: 'any',
    stdout: /^before(\nafter)?$/u,
    stderr: /^/u,
  },
];
