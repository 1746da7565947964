import { py, type Attack } from './attack.ts';

/** How programs end that fail, are ended by a signal, or take apart what ends them. */
export const endingsByFailure: readonly Attack[] = [
  {
    name: 'leaves a thread that goes on',
    code: 'import threading, time\ndef later():\n    time.sleep(0.2)\n    print("later")\nthreading.Thread(target=later).start()\nprint("main")\n',
    stdout: 'main\nlater',
  },
  {
    name: 'leaves a thread that never ends',
    code: 'import threading\ndef spin():\n    while True:\n        pass\nthreading.Thread(target=spin).start()\nprint("main")\n',
    kind: 'timed-out',
    stdout: 'main',
    wallMs: 500,
  },
  {
    name: 'leaves a thread that nobody waits for',
    code: 'import threading\ndef spin():\n    while True:\n        pass\nthreading.Thread(target=spin, daemon=True).start()\nprint("main")\n',
    stdout: 'main',
    endsSoon: true,
  },
  {
    name: 'leaves a thread behind that sleeps',
    code: 'import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\nprint("done")\n',
    stdout: 'done',
    endsSoon: true,
  },
  {
    name: 'deals with its failures itself',
    code: 'import sys\nsys.excepthook = lambda kind, error, trace: print("hook", kind.__name__, error)\nraise ValueError("x")\n',
    exitCode: 1,
    stdout: 'hook ValueError x',
  },
  {
    name: 'fails while it deals with its failures itself',
    code: 'import sys\nsys.excepthook = lambda *facts: 1 / 0\nraise ValueError("x")\n',
    exitCode: 1,
    stderr: /^Error in sys\.excepthook:\n[^]*ZeroDivisionError[^]*Original exception was:\n[^]*ValueError: x$/u,
  },
  {
    name: 'raises what cannot be told',
    code: 'class Odd(Exception):\n    def __str__(self):\n        raise ValueError\nraise Odd\n',
    exitCode: 1,
    stderr: /Odd: <exception str\(\) failed>$/u,
  },
  {
    name: 'is interrupted by itself',
    code: 'print("before")\nraise KeyboardInterrupt\n',
    kind: 'crashed',
    signal: 'SIGINT',
    stdout: 'before',
    stderr: /^Traceback[^]*KeyboardInterrupt$/u,
  },
  {
    name: 'interrupts itself',
    code: 'import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(1)\nprint("never")\n',
    kind: 'crashed',
    signal: 'SIGINT',
    stdout: '',
    stderr: /^Traceback[^]*KeyboardInterrupt$/u,
  },
  {
    name: 'interrupts itself and catches that',
    code: 'import os, signal, time\ntry:\n    os.kill(os.getpid(), signal.SIGINT)\n    time.sleep(1)\nexcept KeyboardInterrupt:\n    print("caught")\n',
    stdout: 'caught',
  },
  {
    name: 'kills itself',
    code: 'import os\nprint("a")\nos.kill(os.getpid(), 9)\n',
    kind: 'crashed',
    signal: 'SIGKILL',
    stdout: 'a',
  },
  { name: 'ends itself', code: 'import os\nos.kill(os.getpid(), 15)\n', kind: 'crashed', signal: 'SIGTERM' },
  { name: 'aborts', code: 'import os\nos.abort()\n', kind: 'crashed', signal: 'SIGABRT' },
  {
    name: 'pretends that its time is up',
    code: 'import os, signal\nos.kill(os.getpid(), signal.SIGXCPU)\n',
    kind: 'crashed',
    signal: 'SIGXCPU',
  },
  {
    name: 'sets all signals back to their defaults and works',
    code: py`
import signal
for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_DFL)
    except (OSError, ValueError):
        pass
print(sum(range(5_000_000)))
`,
    stdout: '12499997500000',
  },
  {
    name: 'ends the interpreter by itself',
    code: 'import ctypes\nkept = [[number] for number in range(300_000)]\nctypes.pythonapi.Py_Exit(3)\n',
    exitCode: 3,
  },
  {
    name: 'reads where there is no memory',
    code: 'import ctypes\nprint("a")\nctypes.string_at(0)\n',
    kind: 'crashed',
    signal: 'SIGSEGV',
    stdout: 'a',
  },
  {
    name: 'crashes and shows where',
    code: 'import faulthandler\nfaulthandler.enable()\nfaulthandler._sigsegv()\n',
    kind: 'crashed',
    signal: 'SIGSEGV',
    stderr: /^Fatal Python error: Segmentation fault\n[^]*main\.py", line 3 in <module>/u,
  },
  {
    name: 'asks for its own traceback in a while',
    code: 'import faulthandler, time\nfaulthandler.dump_traceback_later(0.1, exit=True)\nwhile True:\n    pass\n',
    exitCode: 1,
    stderr: /^Timeout \(0:00:00\.100000\)!\n[^]*main\.py", line [34] in <module>(\n.*<stage>.*)?$/u,
  },
  {
    name: 'closes stdout and prints',
    code: 'import sys\nprint("before")\nsys.stdout.close()\nprint("after")\n',
    exitCode: 1,
    stdout: 'before',
    stderr: /ValueError: I\/O operation on closed file\.$/u,
  },
  { name: 'closes the descriptor of stdout', code: 'import os\nprint("before")\nos.close(1)\n', stdout: 'before' },
  { name: 'closes every descriptor', code: 'import os\nprint("before")\nos.closerange(0, 1024)\n', stdout: 'before' },
  {
    name: 'throws its streams away',
    code: 'import sys\nprint("a")\nsys.stdout = sys.stderr = sys.stdin = None\nprint("b")\n',
    stdout: 'a',
  },
  {
    name: 'throws everything away',
    code: 'import sys\nprint("a")\nsys.modules.clear()\nglobals().clear()\n',
    stdout: 'a',
  },
  {
    name: 'breaks what ends it',
    code: py`
import atexit, builtins, gc, os, signal, sys, threading
print("a", flush=True)
def broken(*_, **__):
    raise RuntimeError("broken")
for owner, names in ((os, ("getpid", "fstat", "write", "_exit", "kill")), (gc, ("collect",)), (signal, ("signal",)), (threading, ("enumerate", "main_thread"))):
    for name in names:
        setattr(owner, name, broken)
`,
    stdout: 'a',
    stderr: /^/u,
    exitCode: 'any',
  },
];
