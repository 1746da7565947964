import { attempts, type Attack } from './attack.ts';

/** Programs that reach for the processes beside them, leave their place to another, or look for traces of others. */
export const attacksOnCompany: readonly Attack[] = [
  {
    name: 'kills all it can find and goes on',
    code: `import os
for process in range(1, 100):
    try:
        if process != os.getpid():
            os.kill(process, 9)
    except OSError:
        pass
print("on")
`,
    stdout: 'on',
  },
  {
    name: 'waits for a child that it has not',
    code: attempts('', 'os.wait()', 'os.waitpid(-1, os.WNOHANG)'),
    stdout: 'ECHILD\nECHILD',
  },
  {
    name: 'stops and asks process 1',
    code: attempts('', 'os.kill(1, 19)', 'open("/proc/1/oom_score_adj", "w")', 'open("/proc/1/mem", "wb")'),
    stdout: /^(EPERM|None)\n(EACCES|ENOENT|EROFS)\n(EACCES|ENOENT|EROFS)$/u,
  },
  {
    name: 'shuts the connections of its own streams',
    code: `import socket
print("before")
try:
    socket.socket(fileno=1).shutdown(socket.SHUT_RDWR)
except OSError:
    pass
print("after")
`,
    kind: 'finished',
    stdout: /^before(\nafter)?$/u,
  },
  {
    name: 'interrupts its process group',
    code: `import os, signal, time
try:
    os.killpg(0, signal.SIGINT)
    time.sleep(1)
except KeyboardInterrupt:
    print("caught")
time.sleep(0.1)
print("on")
`,
    stdout: 'caught\non',
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
    name: 'forks and goes on as both',
    code: `import os
child = os.fork()
if child == 0:
    print("child", flush=True)
    raise SystemExit(3)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`,
    stdout: 'child\n3',
  },
  {
    name: 'spreads over processes',
    code: `import asyncio, concurrent.futures, multiprocessing
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
    code: `import multiprocessing
def double(number, queue):
    queue.put(2 * number)
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=double, args=(3, queue))
    process.start()
    print(queue.get())
    process.join()
`,
    stdout: '6',
  },
  {
    name: 'looks for traces of tasks and threads before it',
    code: `import asyncio, gc, threading, weakref
async def main():
    print(asyncio.current_task().get_name(), asyncio.create_task(asyncio.sleep(0)).get_name())
asyncio.run(main())
print(threading.Thread().name, threading.active_count())
print(gc.isenabled(), gc.get_count()[2] < 20, [one for one in gc.get_objects() if isinstance(one, asyncio.AbstractEventLoop) and not one.is_closed()])
`,
    stdout: 'Task-1 Task-2\nThread-1 1\nTrue True []',
  },
  {
    name: 'leaves a thread behind that sleeps',
    code: 'import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\nprint("done")\n',
    stdout: 'done',
    wallMsBelow: 3000,
  },
  {
    name: 'traces and profiles itself',
    code: `import cProfile, sys
events = []
sys.settrace(lambda frame, event, value: events.append(event))
(lambda: None)()
sys.settrace(None)
print(events)
cProfile.run("sum(range(10))")
`,
    stdout: /^\['call'\]\n +\d+ function calls/u,
  },
];
