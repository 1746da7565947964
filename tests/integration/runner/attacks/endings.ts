import { py, type Attack } from './attack.ts';

/** How programs end, and what Python does last of all. */
export const endings: readonly Attack[] = [
  { name: 'exits with a number', code: 'import sys\nprint("a")\nsys.exit(3)\n', exitCode: 3, stdout: 'a' },
  { name: 'exits with nothing', code: 'import sys\nsys.exit()\n', exitCode: 0 },
  { name: 'exits with none', code: 'raise SystemExit(None)\n', exitCode: 0 },
  { name: 'exits with truth', code: 'import sys\nsys.exit(True)\n', exitCode: 1 },
  { name: 'exits with words', code: 'import sys\nsys.exit("so long")\n', exitCode: 1, stderr: 'so long' },
  { name: 'exits with a list', code: 'raise SystemExit([1, 2])\n', exitCode: 1, stderr: '[1, 2]' },
  { name: 'exits with a number that is too large', code: 'import sys\nsys.exit(256 + 3)\n', exitCode: 3 },
  { name: 'exits with a number below zero', code: 'raise SystemExit(-1)\n', exitCode: 255 },
  { name: 'exits with quit', code: 'print("a")\nquit()\nprint("b")\n', exitCode: 0, stdout: 'a' },
  { name: 'exits with exit', code: 'exit(4)\n', exitCode: 4 },
  { name: 'exits at once', code: 'import os\nprint("before")\nos._exit(7)\n', exitCode: 7, stdout: 'before' },
  { name: 'exits with what means a deadlock to the watcher', code: 'import sys\nsys.exit(97)\n', exitCode: 97 },
  { name: 'exits at once with what means a deadlock to the watcher', code: 'import os\nos._exit(97)\n', exitCode: 97 },
  { name: 'pretends to have been killed by a signal', code: 'import sys\nsys.exit(137)\n', exitCode: 137 },
  { name: 'pretends to have been stopped in time', code: 'import sys\nsys.exit(124)\n', exitCode: 124 },
  {
    name: 'catches its own exit',
    code: 'import sys\ntry:\n    sys.exit(3)\nexcept SystemExit as end:\n    print("caught", end.code)\n',
    stdout: 'caught 3',
  },
  {
    name: 'changes its mind while it exits',
    code: 'import sys\ntry:\n    sys.exit(3)\nfinally:\n    sys.exit(4)\n',
    exitCode: 4,
  },
  {
    name: 'exits from a thread',
    code: 'import threading, sys\nthreading.Thread(target=sys.exit, args=(3,)).start()\nprint("on")\n',
    stdout: 'on',
  },
  {
    name: 'exits at once from a thread',
    code: 'import os, threading, time\nthreading.Thread(target=os._exit, args=(3,)).start()\ntime.sleep(5)\nprint("never")\n',
    exitCode: 3,
    stdout: '',
  },
  {
    name: 'exits from a coroutine',
    code: 'import asyncio, sys\nasync def main():\n    sys.exit(5)\nasyncio.run(main())\n',
    exitCode: 5,
  },
  {
    name: 'exits from a task in a group',
    code: py`
import asyncio, sys
async def leave():
    sys.exit(6)
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(leave())
        group.create_task(asyncio.sleep(10))
asyncio.run(main())
`,
    exitCode: 6,
  },
  {
    name: 'has registered what is to be done at the end',
    code: 'import atexit\natexit.register(print, "last")\natexit.register(print, "first")\nprint("now")\n',
    stdout: 'now\nfirst\nlast',
  },
  {
    name: 'does what it has registered also when it fails',
    code: 'import atexit\natexit.register(print, "end")\nraise ValueError("x")\n',
    exitCode: 1,
    stdout: 'end',
    stderr: /ValueError: x$/u,
  },
  {
    name: 'fails in what it has registered',
    code: 'import atexit\natexit.register(lambda: 1 / 0)\nprint("a")\n',
    exitCode: 0,
    stdout: 'a',
    stderr: /ZeroDivisionError: division by zero$/u,
  },
  {
    name: 'never ends what it has registered',
    code: 'import atexit\n@atexit.register\ndef end():\n    while True:\n        pass\nprint("a")\n',
    kind: 'timed-out',
    stdout: 'a',
    wallMs: 500,
  },
  {
    name: 'is asked for last words by what it has made',
    code: 'class Thing:\n    def __del__(self):\n        print("gone")\nthing = Thing()\nprint("end")\n',
    stdout: 'end\ngone',
  },
  {
    name: 'fails in its last words',
    code: 'class Thing:\n    def __del__(self):\n        raise ValueError("late")\nthing = Thing()\nprint("end")\n',
    stdout: 'end',
    stderr: /^Exception ignored[^]*ValueError: late$/u,
  },
  {
    name: 'never ends its last words',
    code: 'class Thing:\n    def __del__(self):\n        while True:\n            pass\nthing = Thing()\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'has finalisers',
    code: 'import weakref\nclass Thing: pass\nthing = Thing()\nweakref.finalize(thing, print, "finalised")\nprint("end")\n',
    stdout: 'end\nfinalised',
  },
  {
    name: 'exits while it deals with its failures itself',
    code: 'import sys\nsys.excepthook = lambda *facts: sys.exit(9)\nraise ValueError("x")\n',
    exitCode: 9,
  },
  {
    name: 'replaces itself',
    code: 'import os\nprint("a", flush=True)\nos.execv("/bin/sh", ["sh", "-c", "echo b; exit 5"])\n',
    exitCode: 5,
    stdout: 'a\nb',
  },
  {
    name: 'replaces itself and is killed',
    code: 'import os\nos.execv("/bin/sh", ["sh", "-c", "kill -11 $$"])\n',
    kind: 'crashed',
    signal: 'SIGSEGV',
  },
  {
    name: 'is replaced by another Python that works for a while and exits as a deadlock would',
    code: 'import os, sys\nos.execv(sys.executable, ["python3", "-c", "import os; sum(range(3_000_000)); os.close(0); os._exit(97)"])\n',
    exitCode: 97,
    stderr: /^/u,
  },
];
