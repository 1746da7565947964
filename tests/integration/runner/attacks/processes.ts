import { py, type Attack } from './attack.ts';

/** Programs of more than one process: what is allowed works. */
export const processes: readonly Attack[] = [
  {
    name: 'forks and goes on as both',
    code: 'import os\nchild = os.fork()\nif child == 0:\n    print("child", flush=True)\n    raise SystemExit(3)\nprint(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n',
    stdout: 'child\n3',
  },
  {
    name: 'forks and ends before its child',
    code: 'import os, time\nif os.fork() == 0:\n    time.sleep(30)\n    os._exit(0)\nos._exit(5)\n',
    exitCode: 5,
    endsSoon: true,
  },
  {
    name: 'has a child that is killed',
    code: 'import os, signal, subprocess\nprocess = subprocess.Popen(["sleep", "60"])\nprocess.kill()\nprint(process.wait())\nprocess = subprocess.Popen(["sleep", "60"])\nprocess.send_signal(signal.SIGTERM)\nprint(process.wait())\n',
    stdout: '-9\n-15',
  },
  {
    name: 'talks with its child through pipes',
    code: 'import os\nread, write = os.pipe()\nif os.fork() == 0:\n    os.close(read)\n    os.write(write, b"from the child")\n    os._exit(0)\nos.close(write)\nprint(os.read(read, 100).decode())\nos.wait()\n',
    stdout: 'from the child',
  },
  {
    name: 'spreads over processes',
    code: py`
import asyncio, concurrent.futures, multiprocessing
def double(number):
    return 2 * number
async def main():
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        print(await asyncio.get_running_loop().run_in_executor(pool, double, 7))
    command = await asyncio.create_subprocess_exec("echo", "hi", stdout=asyncio.subprocess.PIPE)
    print((await command.communicate())[0], command.returncode)
if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(double, [1, 2, 3]))
    asyncio.run(main())
`,
    stdout: "[2, 4, 6]\n14\nb'hi\\n' 0",
  },
  {
    name: 'spreads over new interpreters',
    code: py`
import multiprocessing
def double(number, queue):
    queue.put(2 * number)
if __name__ == "__main__":
    for method in ("spawn", "forkserver"):
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        process = context.Process(target=double, args=(3, queue))
        process.start()
        print(queue.get())
        process.join()
`,
    stdout: '6\n6',
  },
  {
    name: 'fails in another process',
    code: py`
import concurrent.futures
def fail(number):
    raise ValueError(number)
if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(fail, 3).result()
        except ValueError as error:
            print("caught", error)
`,
    stdout: 'caught 3',
  },
  {
    name: 'has a pool whose process dies',
    code: py`
import concurrent.futures, os
if __name__ == "__main__":
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(os._exit, 3).result()
        except concurrent.futures.process.BrokenProcessPool:
            print("broken")
`,
    stdout: 'broken',
  },
  {
    name: 'sends itself signals and deals with them',
    code: py`
import os, signal
seen = []
for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, lambda number, frame: seen.append(signal.Signals(number).name))
    os.kill(os.getpid(), number)
signal.raise_signal(signal.SIGUSR1)
print(seen, signal.SIG_DFL == signal.getsignal(signal.SIGUSR2))
`,
    stdout: "['SIGUSR1', 'SIGTERM', 'SIGHUP', 'SIGINT', 'SIGUSR1'] True",
  },
  {
    name: 'waits for a signal',
    code: 'import os, signal, threading\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])\nthreading.Timer(0.1, os.kill, (os.getpid(), signal.SIGUSR1)).start()\nprint(signal.sigwait([signal.SIGUSR1]).name)\n',
    stdout: 'SIGUSR1',
  },
  {
    name: 'kills its process group',
    code: 'import os\nprint("before")\nos.killpg(0, 9)\n',
    kind: 'crashed',
    signal: 'SIGKILL',
    stdout: 'before',
  },
  {
    name: 'interrupts its process group',
    code: 'import os, signal, time\ntry:\n    os.killpg(0, signal.SIGINT)\n    time.sleep(1)\nexcept KeyboardInterrupt:\n    print("caught")\ntime.sleep(0.1)\nprint("on")\n',
    stdout: 'caught\non',
  },
  {
    name: 'kills everyone',
    code: 'import os\nprint("before")\ntry:\n    os.kill(-1, 9)\nexcept ProcessLookupError:\n    pass\nprint("after")\n',
    stdout: 'before\nafter',
  },
  {
    name: 'kills all it can find and goes on',
    code: 'import os\nfor process in range(1, 1000):\n    try:\n        if process != os.getpid():\n            os.kill(process, 9)\n    except OSError:\n        pass\nprint("on")\n',
    stdout: 'on',
  },
  {
    name: 'kills its parent',
    code: 'import os\nfor signal in (15, 9):\n    try:\n        os.kill(os.getppid(), signal)\n    except (PermissionError, ProcessLookupError):\n        pass\nprint("still here")\n',
    stdout: 'still here',
    inPool: { kind: 'crashed', exitCode: 'any', signal: 'SIGTERM', stdout: '' },
  },
  {
    name: 'kills process 1 with every signal',
    code: 'import os, signal\nfor number in sorted(signal.valid_signals()):\n    try:\n        os.kill(1, number)\n    except PermissionError:\n        pass\nprint("still here")\n',
    stdout: 'still here',
  },
  {
    name: 'waits for a child that it has not',
    code: 'import os\nfor wait in (os.wait, lambda: os.waitpid(-1, os.WNOHANG)):\n    try:\n        wait()\n    except ChildProcessError:\n        print("none")\n',
    stdout: 'none\nnone',
  },
  {
    name: 'changes its session and its group',
    code: 'import os\nif os.fork() == 0:\n    os.setsid()\n    print(os.getsid(0) == os.getpid(), flush=True)\n    os._exit(0)\nos.wait()\ntry:\n    os.setsid()\nexcept PermissionError:\n    print("leader already")\n',
    stdout: 'True\nleader already',
  },
  {
    name: 'spawns by other calls',
    code: 'import os\nchild = os.posix_spawn("/bin/sh", ["sh", "-c", "exit 6"], os.environ)\nprint(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\nprint(os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 7"))\n',
    stdout: '6\n7',
  },
  {
    name: 'asks for a terminal',
    code: 'import os, pty\ntry:\n    pty.openpty()\nexcept OSError as error:\n    print("none")\nprint(os.isatty(0), os.isatty(1))\n',
    stdout: 'none\nFalse False',
  },
  {
    name: 'runs a long chain of commands',
    code: "import subprocess\nprint(subprocess.run(\"seq 1 1000 | sort -rn | head -3 | tr '\\\\n' ' '\", shell=True, capture_output=True, text=True).stdout)\n",
    stdout: '1000 999 998 ',
  },
];
