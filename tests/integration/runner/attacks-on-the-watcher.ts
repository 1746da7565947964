import { attempts, type Attack } from './attack.ts';

/** Programs that want to be taken for something else, to outlive their run, or to find us. */
export const attacksOnTheWatcher: readonly Attack[] = [
  {
    name: 'kills everyone',
    code: 'import os\nprint("before")\ntry:\n    os.kill(-1, 9)\nexcept ProcessLookupError:\n    pass\nprint("after")\n',
    stdout: 'before\nafter',
  },
  {
    name: 'kills process 1 with every signal',
    code: `import os, signal
for number in sorted(signal.valid_signals()):
    try:
        os.kill(1, number)
    except PermissionError:
        pass
print("still here")
`,
    stdout: 'still here',
  },
  {
    name: 'kills its process group',
    code: 'import os\nprint("before")\nos.killpg(0, 9)\n',
    kind: 'crashed',
    signal: 'SIGKILL',
    stdout: 'before',
  },
  { name: 'kills itself', code: 'import os\nos.kill(os.getpid(), 15)\n', kind: 'crashed', signal: 'SIGTERM' },
  {
    name: 'pretends that its time is up',
    code: 'import os, signal\nos.kill(os.getpid(), signal.SIGXCPU)\n',
    kind: 'crashed',
    signal: 'SIGXCPU',
  },
  { name: 'pretends to have been killed by a signal', code: 'import sys\nsys.exit(137)\n', exitCode: 137 },
  { name: 'aborts', code: 'import os\nos.abort()\n', kind: 'crashed', signal: 'SIGABRT' },
  {
    name: 'reads where there is no memory',
    code: 'import ctypes\nctypes.string_at(0)\n',
    kind: 'crashed',
    signal: 'SIGSEGV',
  },
  {
    name: 'leaves a child behind that holds stdout',
    code: `import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
        print("late")
    os._exit(0)
os.wait()
print("done")
`,
    stdout: 'done',
    wallMsBelow: 3000,
  },
  {
    name: 'leaves a child behind that floods stdout',
    code: 'import subprocess, time\nsubprocess.Popen(["sleep", "60"])\nprint("done")\n',
    stdout: 'done',
    wallMsBelow: 3000,
  },
  {
    name: 'leaves orphans behind',
    code: `import os
for _ in range(40):
    if os.fork() == 0:
        if os.fork() == 0:
            os._exit(0)
        os._exit(0)
    os.wait()
print("done")
`,
    stdout: 'done',
  },
  { name: 'closes every descriptor', code: 'import os\nprint("before")\nos.closerange(0, 1024)\n', stdout: 'before' },
  {
    name: 'closes stdout and prints',
    code: 'import sys\nprint("before")\nsys.stdout.close()\nprint("after")\n',
    exitCode: 1,
    stdout: 'before',
    stderr: /ValueError: I\/O operation on closed file\.$/u,
  },
  { name: 'ends at once', code: 'import os\nprint("before")\nos._exit(7)\n', exitCode: 7, stdout: 'before' },
  {
    name: 'catches its own exit',
    code: 'import sys\ntry:\n    sys.exit(3)\nexcept SystemExit as end:\n    print("caught", end.code)\n',
    stdout: 'caught 3',
  },
  { name: 'exits with words', code: 'import sys\nsys.exit("so long")\n', exitCode: 1, stderr: 'so long' },
  { name: 'exits with nothing', code: 'import sys\nsys.exit()\n', exitCode: 0 },
  { name: 'exits with a number that is too large', code: 'import sys\nsys.exit(256 + 3)\n', exitCode: 3 },
  { name: 'exits with a number below zero', code: 'raise SystemExit(-1)\n', exitCode: 255 },
  {
    name: 'exits from a thread',
    code: 'import threading, sys\nthreading.Thread(target=sys.exit, args=(3,)).start()\nprint("on")\n',
    exitCode: 0,
    stdout: 'on',
  },
  {
    name: 'recurses without end',
    code: 'def again():\n    again()\nagain()\n',
    exitCode: 1,
    stderr: /RecursionError: maximum recursion depth exceeded$/u,
  },
  {
    name: 'looks for us below itself',
    code: `import gc, inspect, sys, threading, traceback
print(sys._getframe().f_back, len(inspect.stack()), len(traceback.extract_stack()))
print(sorted(name for name in vars() if not name.startswith("__")))
print(sys.argv, sys.orig_argv, __name__, __file__, sys.path[0], sys.modules["__main__"].__dict__ is globals())
print([name for name in ("supervisor", "program", "confine", "libc", "seccomp", "root", "usage", "ctypes", "mmap") if name in sys.modules])
print(sys.exc_info(), sys.excepthook is sys.__excepthook__, hasattr(sys, "last_value"), threading.current_thread())
words = ("supervisor", "seccomp", "watcher", "studyloop")
print([found for found in gc.get_objects() if isinstance(found, dict) and any(word in found for word in words)])
print([found for found in gc.get_objects() if type(found).__name__ in ("frame", "generator", "traceback", "Launch")])
print(open("/proc/self/cmdline").read().rstrip("\\0").split("\\0"))
`,
    stdout: new RegExp(
      [
        '^None 1 1',
        String.raw`\['gc', 'inspect', 'sys', 'threading', 'traceback'\]`,
        String.raw`\['main.py'\] \['python3', 'main.py'\] __main__ main.py /tmp True`,
        String.raw`\[\]`,
        String.raw`\(None, None, None\) True False <_MainThread\(MainThread, started \d+\)>`,
        String.raw`\[\]`,
        String.raw`\[\]`,
        String.raw`\['python3', 'main.py'\]$`,
      ].join('\n'),
      'u',
    ),
  },
  {
    name: 'reads more than it is given',
    code: 'import sys\nprint(repr(sys.stdin.read()))\ninput()\n',
    stdin: 'line',
    exitCode: 1,
    stdout: "'line'",
    stderr: /EOFError: EOF when reading a line$/u,
  },
  {
    name: 'speaks to the bot through its own streams',
    code: attempts('', 'os.write(0, b"stop")', 'socket.socket(fileno=os.dup(1)).getsockname()'),
    // Its input may be a socket that the bot has not closed yet: what comes out of it is not read, or only as a report.
    stdout: /^(EPIPE|EBADF|4)\n.*$/u,
  },
];
