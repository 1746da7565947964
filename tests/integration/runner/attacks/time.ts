import { py, type Attack } from './attack.ts';

const hopeless = { kind: 'timed-out', wallMs: 500 } as const;

/** Programs that take longer than they may, in every way there is to wait or to be busy. */
export const time: readonly Attack[] = [
  { name: 'loops without end', code: 'print("before")\nwhile True:\n    pass\n', ...hopeless, stdout: 'before' },
  {
    name: 'had begun a line when its time was up',
    code: 'print("half a line", end="")\nwhile True:\n    pass\n',
    ...hopeless,
    stdout: 'half a line',
  },
  {
    name: 'sleeps without end',
    code: 'import time\nprint("before", end="", flush=True)\ntime.sleep(10**6)\n',
    ...hopeless,
    stdout: 'before',
  },
  {
    name: 'sleeps for ever, a little at a time',
    code: 'import time\nprint("before")\nwhile True:\n    time.sleep(3600)\n',
    ...hopeless,
    stdout: 'before',
  },
  {
    name: 'sleeps for ever in a coroutine',
    code: 'import asyncio\nasync def main():\n    print("before")\n    while True:\n        await asyncio.sleep(3600)\nasyncio.run(main())\n',
    ...hopeless,
    stdout: 'before',
  },
  {
    name: 'turns without end in a coroutine',
    code: 'import asyncio\nasync def main():\n    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n',
    ...hopeless,
  },
  { name: 'reckons without end', code: 'print(len(str(7 ** 10 ** 8)))\n', ...hopeless },
  { name: 'matches without end', code: 'import re\nre.match("(a+)+$", "a" * 40 + "b")\n', ...hopeless },
  { name: 'sorts without end', code: 'import itertools\nsum(itertools.count())\n', ...hopeless },
  {
    name: 'is caught in C',
    code: 'from itertools import repeat\nfrom collections import deque\ndeque(repeat(None), maxlen=0)\n',
    ...hopeless,
  },
  {
    name: 'waits for input from a pipe of its own',
    code: 'import os\nread, write = os.pipe()\nos.read(read, 1)\n',
    ...hopeless,
  },
  { name: 'waits for a signal that never comes', code: 'import signal\nsignal.pause()\n', ...hopeless },
  { name: 'stops itself', code: 'import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n', ...hopeless },
  {
    name: 'ignores every signal that can be',
    code: py`
import signal
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    pass
`,
    ...hopeless,
  },
  {
    name: 'goes on after every exception',
    code: 'while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass\n',
    ...hopeless,
  },
  {
    name: 'goes on after every exception of its sleep',
    code: 'import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass\n',
    ...hopeless,
  },
  {
    name: 'blocks every signal',
    code: 'import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\nwhile True:\n    pass\n',
    ...hopeless,
  },
  {
    name: 'loops in a generator that is closed',
    code: 'def g():\n    while True:\n        try:\n            yield\n        finally:\n            while True:\n                pass\nx = g()\nnext(x)\nx.close()\n',
    ...hopeless,
  },
  {
    name: 'loops while it is imported',
    code: 'open("loop.py", "w").write("while True:\\n    pass\\n")\nimport loop\n',
    ...hopeless,
  },
  {
    name: 'loops in a child',
    code: 'import subprocess, sys\nsubprocess.run([sys.executable, "-c", "while True: pass"])\n',
    ...hopeless,
  },
  {
    name: 'sleeps in a child',
    code: 'import subprocess\nprint("a", flush=True)\nsubprocess.run(["sleep", "600"])\n',
    ...hopeless,
    stdout: 'a',
  },
  {
    name: 'loops in many threads',
    code: 'import threading\ndef spin():\n    while True:\n        pass\nfor _ in range(8):\n    threading.Thread(target=spin).start()\n',
    ...hopeless,
  },
  {
    name: 'loops in many processes',
    code: 'import os\nfor _ in range(3):\n    os.fork()\nwhile True:\n    pass\n',
    ...hopeless,
  },
  { name: 'parses without end', code: 'import ast\nwhile True:\n    ast.parse("x = 1\\n" * 1000)\n', ...hopeless },
  {
    name: 'waits for itself',
    code: 'import threading\nlock = threading.Lock()\nlock.acquire()\nprint("before")\nlock.acquire()\n',
    kind: 'deadlocked',
    stdout: 'before',
    wallMs: 500,
    onRealClock: { kind: 'timed-out', signal: 'SIGKILL' },
  },
  {
    name: 'has two threads that wait for each other',
    code: py`
import threading, time
a, b = threading.Lock(), threading.Lock()
def take(first, second):
    with first:
        time.sleep(0.1)
        with second:
            pass
threads = [threading.Thread(target=take, args=pair) for pair in ((a, b), (b, a))]
for thread in threads: thread.start()
for thread in threads: thread.join()
`,
    kind: 'deadlocked',
    wallMs: 500,
    onRealClock: { kind: 'timed-out', signal: 'SIGKILL' },
  },
  {
    name: 'has two tasks that wait for each other',
    code: py`
import asyncio
async def take(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            pass
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(take(a, b), take(b, a))
asyncio.run(main())
`,
    kind: 'deadlocked',
    wallMs: 500,
    onRealClock: { kind: 'timed-out', signal: 'SIGKILL' },
  },
  {
    name: 'waits for an empty queue',
    code: 'import asyncio\nasync def main():\n    print("a")\n    await asyncio.Queue().get()\nasyncio.run(main())\n',
    kind: 'deadlocked',
    stdout: 'a',
    wallMs: 500,
    onRealClock: { kind: 'timed-out', signal: 'SIGKILL' },
  },
  {
    name: 'waits for a future that nobody completes',
    code: 'import asyncio\nasync def main():\n    await asyncio.get_running_loop().create_future()\nasyncio.run(main())\n',
    kind: 'deadlocked',
    wallMs: 500,
    onRealClock: { kind: 'timed-out', signal: 'SIGKILL' },
  },
  {
    name: 'is woken by an alarm',
    code: 'import signal, time\nsignal.signal(signal.SIGALRM, lambda *_: print("ring"))\nsignal.setitimer(signal.ITIMER_REAL, 0.1)\nsignal.pause()\nprint("on")\n',
    stdout: 'ring\non',
  },
  {
    name: 'is woken from its sleep by an alarm after a second',
    code: 'import signal, time\nsignal.signal(signal.SIGALRM, lambda *_: print("ring"))\nsignal.alarm(1)\ntime.sleep(2)\nprint("on")\n',
    stdout: 'ring\non',
  },
  {
    name: 'has timers of its own for its CPU time',
    code: py`
import signal
fired = []
print(signal.getitimer(signal.ITIMER_VIRTUAL), signal.getsignal(signal.SIGVTALRM) == signal.SIG_DFL)
signal.signal(signal.SIGVTALRM, lambda *_: fired.append(1))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)
while not fired:
    pass
sum(range(3_000_000))
print(len(fired))
`,
    stdout: '(0.0, 0.0) True\n1',
  },
  {
    name: 'is ended by an alarm',
    code: 'import signal, time\nsignal.setitimer(signal.ITIMER_REAL, 0.1)\ntime.sleep(3)\n',
    kind: 'crashed',
    signal: 'SIGALRM',
  },
  {
    name: 'breaks its own loop by an alarm',
    code: 'import signal\ndef ring(*_):\n    raise TimeoutError("enough")\nsignal.signal(signal.SIGALRM, ring)\nsignal.setitimer(signal.ITIMER_REAL, 0.1)\ntry:\n    while True:\n        pass\nexcept TimeoutError as error:\n    print(error)\n',
    stdout: 'enough',
  },
  {
    name: 'measures the CPU time of its loop by a timer',
    code: 'import signal\nseen = []\nsignal.signal(signal.SIGPROF, lambda *_: seen.append(1))\nsignal.setitimer(signal.ITIMER_PROF, 0.02, 0.02)\nwhile len(seen) < 3:\n    pass\nprint(len(seen))\n',
    stdout: '3',
  },
];
