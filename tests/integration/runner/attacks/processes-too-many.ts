import { py, type Attack } from './attack.ts';

/** Programs that start more than they may, or leave somebody behind: nothing outlives the run. */
export const processesTooMany: readonly Attack[] = [
  {
    name: 'forks until it cannot, and waits',
    code: py`
import os, time
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
    endsSoon: true,
  },
  {
    name: 'is a fork bomb',
    code: 'import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'is a fork bomb that fails',
    code: 'import os\nwhile True:\n    os.fork()\n',
    exitCode: 1,
    stderr: /BlockingIOError: \[Errno 11\] Resource temporarily unavailable/u,
  },
  {
    name: 'is a fork bomb of the shell',
    code: `import subprocess\nsubprocess.run(["sh", "-c", "b() { b | b & b; }; b"], stderr=subprocess.DEVNULL, timeout=0.5)\nprint("on")\n`,
    stdout: 'on',
    endsSoon: true,
  },
  {
    name: 'forks sleepers and ends',
    code: 'import os, time\nfor _ in range(20):\n    if os.fork() == 0:\n        time.sleep(600)\n        os._exit(0)\nprint("done")\n',
    stdout: 'done',
    endsSoon: true,
  },
  {
    name: 'starts threads until it cannot',
    code: py`
import threading
event = threading.Event()
started = 0
try:
    while True:
        threading.Thread(target=event.wait, daemon=True).start()
        started += 1
except RuntimeError as error:
    print(started, error)
`,
    stdout: /^6[23] can't start new thread$/u,
  },
  {
    name: 'starts thousands of threads, a few at a time',
    code: 'import threading\ntotal = []\nfor _ in range(100):\n    threads = [threading.Thread(target=total.append, args=(1,)) for _ in range(10)]\n    for thread in threads: thread.start()\n    for thread in threads: thread.join()\nprint(len(total))\n',
    stdout: '1000',
  },
  {
    name: 'starts processes until it cannot',
    code: 'import subprocess\nprocesses = []\ntry:\n    while True:\n        processes.append(subprocess.Popen(["sleep", "60"]))\nexcept (BlockingIOError, OSError) as error:\n    print(type(error).__name__, 20 < len(processes) < 64)\n',
    stdout: /^(BlockingIOError|OSError) True$/u,
    stderr: /^/u,
    endsSoon: true,
  },
  {
    name: 'becomes a daemon that prints later',
    code: py`
import os, time
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
    endsSoon: true,
  },
  {
    name: 'leaves a child behind that prints all the time',
    code: 'import subprocess, time\nsubprocess.Popen("while :; do echo child; sleep 0.01; done", shell=True)\ntime.sleep(0.2)\nprint("done")\n',
    stdout: /^child\n[^]*done(\nchild)*$/u,
    endsSoon: true,
  },
  {
    name: 'leaves a child behind that holds its streams',
    code: 'import subprocess\nsubprocess.Popen(["sleep", "60"])\nprint("done")\n',
    stdout: 'done',
    stderr: /^/u,
    endsSoon: true,
  },
  {
    name: 'leaves a child behind that ignores every signal',
    code: 'import subprocess\nprocess = subprocess.Popen(["sh", "-c", "trap \'\' 1 2 3 15; echo ready; while :; do :; done"], stdout=subprocess.PIPE)\nprocess.stdout.readline()\nprint("done")\n',
    stdout: 'done',
    stderr: /^/u,
    endsSoon: true,
  },
  {
    name: 'leaves a process of multiprocessing behind',
    code: 'import multiprocessing, time\nif __name__ == "__main__":\n    multiprocessing.Process(target=time.sleep, args=(600,), daemon=True).start()\n    print("done")\n',
    stdout: 'done',
    endsSoon: true,
  },
  {
    name: 'leaves orphans behind',
    code: 'import os\nfor _ in range(40):\n    if os.fork() == 0:\n        if os.fork() == 0:\n            os._exit(0)\n        os._exit(0)\n    os.wait()\nprint("done")\n',
    stdout: 'done',
  },
  {
    name: 'leaves the dead lying about',
    code: 'import os\nfor _ in range(30):\n    if os.fork() == 0:\n        os._exit(0)\nprint("done")\n',
    stdout: 'done',
  },
];
