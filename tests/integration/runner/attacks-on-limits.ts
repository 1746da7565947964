import { attempts, type Attack } from './attack.ts';

/** Programs that use more than there is. */
export const attacksOnLimits: readonly Attack[] = [
  {
    name: 'forks until it cannot, and waits',
    code: `import os, time
forked = 0
try:
    while True:
        if os.fork() == 0:
            time.sleep(60)
        forked += 1
except BlockingIOError:
    print(forked)
`,
    stdout: '63',
    wallMsBelow: 5000,
  },
  {
    name: 'is a fork bomb',
    code: `import os
while True:
    try:
        os.fork()
    except OSError:
        pass
`,
    kind: 'timed-out',
  },
  {
    name: 'starts threads until it cannot',
    code: `import threading
event = threading.Event()
started = 0
try:
    while True:
        threading.Thread(target=event.wait, daemon=True).start()
        started += 1
except RuntimeError as error:
    print(started, error)
`,
    stdout: "63 can't start new thread",
  },
  {
    name: 'asks for more memory than there is',
    code: 'bytearray(10**9)',
    kind: 'out-of-memory',
    exitCode: 1,
    stderr: /MemoryError$/u,
  },
  {
    name: 'grows a list without end',
    code: 'kept = []\nwhile True:\n    kept.append("x" * 100_000)\n',
    kind: 'out-of-memory',
    exitCode: 1,
  },
  {
    name: 'grows a list of small things without end',
    code: 'kept = []\nwhile True:\n    kept.append([None] * 100)\n',
    kind: 'out-of-memory',
  },
  {
    name: 'shares its greed among its children',
    code: `import os, time
for _ in range(8):
    if os.fork() == 0:
        kept = bytearray(100_000_000)
        time.sleep(60)
time.sleep(60)
`,
    kind: 'out-of-memory',
    signal: 'SIGKILL',
  },
  {
    name: 'runs out of memory in a task group',
    code: `import asyncio
async def hungry():
    return bytearray(10**9)
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(hungry())
asyncio.run(main())
`,
    kind: 'out-of-memory',
    exitCode: 1,
  },
  {
    name: 'survives its own lack of memory',
    code: 'try:\n    bytearray(10**9)\nexcept MemoryError:\n    print("went on")\n',
    stdout: 'went on',
  },
  {
    name: 'fills the disk',
    code: `import errno
written = 0
try:
    for number in range(100):
        with open(f"/tmp/{number}", "wb") as file:
            for _ in range(16):
                file.write(b"x" * 65536)
                file.flush()
                written += 65536
except OSError as error:
    print(errno.errorcode[error.errno], 30_000_000 < written <= 32 * 1024 * 1024)
`,
    stdout: 'ENOSPC True',
  },
  {
    name: 'makes files without end',
    code: `import errno
made = 0
try:
    while True:
        open(f"/tmp/{made}", "w").close()
        made += 1
except OSError as error:
    print(errno.errorcode[error.errno], 4000 < made < 4096)
`,
    stdout: 'ENOSPC True',
  },
  {
    name: 'makes a file of a terabyte with nothing in it',
    code: attempts(
      'file = open("/tmp/large", "wb")',
      'file.truncate(10**12)',
      'os.posix_fallocate(file.fileno(), 0, 10**9)',
      'os.lseek(file.fileno(), 10**12, 0) and os.write(file.fileno(), b"x")',
    ),
    stdout: 'EFBIG\nEFBIG\nEFBIG',
  },
  {
    name: 'leads links out of its folder',
    code: attempts(
      `os.symlink("/etc/passwd", "/tmp/out")
os.symlink("/tmp/round", "/tmp/round")`,
      'open("/tmp/out", "a")',
      'open("/tmp/round")',
      'os.link("/usr/bin/env", "/tmp/env")',
    ),
    stdout: /^(EROFS|EACCES)\nELOOP\nEXDEV$/u,
  },
  {
    name: 'opens files without end',
    code: attempts(
      `files = []
def open_all():
    while True:
        files.append(open("/dev/null"))`,
      'open_all()',
      'len(files) <= 61',
    ),
    stdout: 'EMFILE\nTrue',
  },
  {
    name: 'loops without end',
    code: 'print("before")\nwhile True:\n    pass\n',
    kind: 'timed-out',
    signal: 'SIGKILL',
    stdout: 'before',
  },
  {
    name: 'sleeps without end',
    code: 'import time\nprint("before", end="")\ntime.sleep(10**6)\n',
    kind: 'timed-out',
    stdout: 'before',
  },
  { name: 'reckons without end', code: 'print(len(str(7 ** 10 ** 8)))', kind: 'timed-out' },
  { name: 'matches without end', code: 'import re\nre.match("(a+)+$", "a" * 40 + "b")\n', kind: 'timed-out' },
  {
    name: 'ignores every signal that can be',
    code: `import signal
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
`,
    kind: 'timed-out',
    signal: 'SIGKILL',
  },
  {
    name: 'goes on after every exception',
    code: `import time
while True:
    try:
        time.sleep(60)
    except BaseException:
        pass
`,
    kind: 'timed-out',
  },
  {
    name: 'ignores its own cancellation',
    code: `import asyncio
async def stubborn():
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            print("no", flush=True)
async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
asyncio.run(main())
`,
    kind: 'timed-out',
    stdout: 'no\nno',
  },
  {
    name: 'stops itself',
    code: 'import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n',
    kind: 'timed-out',
  },
  {
    name: 'floods stdout',
    code: 'while True:\n    print("x" * 1000)\n',
    kind: 'too-much-output',
    stdout: /^(x{1000}\n){1047}x{529}$/u,
  },
  {
    name: 'floods stderr',
    code: 'import sys\nwhile True:\n    sys.stderr.write("y" * 1000)\n',
    kind: 'too-much-output',
    stdout: '',
    stderr: /^y{1048576}$/u,
  },
  {
    name: 'prints a line of ten megabytes',
    code: 'print("z" * 10_000_000)',
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
    code: 'print("€" * 400_000)',
    kind: 'too-much-output',
    stdout: /^€{349525}$/u,
  },
  {
    name: 'prints exactly as much as may be',
    code: 'import sys\nsys.stdout.write("x" * 1048576)\n',
    stdout: /^x{1048576}$/u,
  },
  {
    name: 'floods from a child',
    code: 'import subprocess\nsubprocess.run(["yes"])\n',
    kind: 'too-much-output',
    stdout: /^(y\n)+y$/u,
  },
];
