import { py, type Attack } from './attack.ts';

/** Threads, processes, commands and clocks, as lessons use them. */
export const basicsOfWork: readonly Attack[] = [
  {
    name: 'uses threads',
    code: py`
import concurrent.futures, queue, threading
lock, total, numbers = threading.Lock(), 0, queue.Queue()
def work():
    global total
    while (number := numbers.get()) is not None:
        with lock:
            total += number
threads = [threading.Thread(target=work) for _ in range(10)]
for thread in threads: thread.start()
for number in range(1000): numbers.put(number)
for _ in threads: numbers.put(None)
for thread in threads: thread.join()
with concurrent.futures.ThreadPoolExecutor(4) as pool:
    print(total, list(pool.map(lambda x: x * x, range(5))), threading.active_count() >= 1)
`,
    stdout: '499500 [0, 1, 4, 9, 16] True',
  },
  {
    name: 'has a thread that fails',
    code: 'import threading\nthread = threading.Thread(target=lambda: 1 / 0, name="worker")\nthread.start()\nthread.join()\nprint("on")\n',
    stdout: 'on',
    stderr: /^Exception in thread worker:\nTraceback[^]*ZeroDivisionError: division by zero$/u,
  },
  {
    name: 'measures time',
    code: py`
import datetime, time, timeit
began, clock = time.monotonic(), time.time()
time.sleep(0.2)
print(0.19 < time.monotonic() - began < 2, 0.19 < time.time() - clock < 2, datetime.datetime.now().year >= 2025)
print(timeit.timeit("pass", number=10) < 1, time.process_time() < 5)
`,
    stdout: 'True True True\nTrue True',
  },
  {
    name: 'profiles itself and watches its memory',
    code: py`
import cProfile, io, pstats, tracemalloc
tracemalloc.start()
kept = [bytes(1000) for _ in range(100)]
print(tracemalloc.get_traced_memory()[0] > 100_000)
profile = cProfile.Profile()
profile.runcall(sorted, range(10))
pstats.Stats(profile, stream=io.StringIO()).print_stats()
`,
    stdout: 'True',
  },
  {
    name: 'shows where it is',
    code: 'import faulthandler, sys\ndef f():\n    faulthandler.dump_traceback(file=sys.stderr, all_threads=False)\nf()\n',
    stderr:
      /^(Current thread|Stack \(most recent call first\)).*\n {2}File ".*main\.py", line 3 in f\n {2}File ".*main\.py", line 4 in <module>(\n.*<stage>.*)?$/u,
  },
  {
    name: 'shares memory between processes',
    code: py`
from multiprocessing import Process, Value, shared_memory
def add(value, name):
    with value.get_lock():
        value.value += 5
    there = shared_memory.SharedMemory(name)
    there.buf[0] = 9
    there.close()
if __name__ == "__main__":
    memory = shared_memory.SharedMemory(create=True, size=10)
    value = Value("i", 1)
    process = Process(target=add, args=(value, memory.name))
    process.start()
    process.join()
    print(value.value, memory.buf[0], process.exitcode)
    memory.close()
    memory.unlink()
`,
    stdout: '6 9 0',
  },
  {
    name: 'has a manager of processes',
    code: py`
import multiprocessing
def put(shared, key):
    shared[key] = key * 2
if __name__ == "__main__":
    with multiprocessing.Manager() as manager:
        shared = manager.dict()
        processes = [multiprocessing.Process(target=put, args=(shared, key)) for key in range(3)]
        for process in processes: process.start()
        for process in processes: process.join()
        print(sorted(shared.items()))
`,
    stdout: '[(0, 0), (1, 2), (2, 4)]',
  },
  {
    name: 'starts Python again',
    code: py`
import subprocess, sys
done = subprocess.run([sys.executable, "-c", "import asyncio, sys; print(sys.argv, input())", "x"], input="in", capture_output=True, text=True)
print(done.returncode, done.stdout.strip(), done.stderr)
print(subprocess.run([sys.executable, "-c", "raise SystemExit(7)"]).returncode)
print(subprocess.check_output("echo $((6 * 7)) | cat", shell=True, text=True).strip())
`,
    stdout: "0 ['-c', 'x'] in \n7\n42",
  },
  {
    name: 'runs commands of the shell',
    code: py`
import os, subprocess
print(os.system("exit 3") >> 8, os.popen("echo popen").read().strip())
try:
    subprocess.run(["sleep", "60"], timeout=0.1)
except subprocess.TimeoutExpired:
    print("too slow")
try:
    subprocess.run(["no-such-command"])
except FileNotFoundError as error:
    print(error.filename)
try:
    subprocess.run("exit 4", shell=True, check=True)
except subprocess.CalledProcessError as error:
    print(error.returncode)
`,
    stdout: '3 popen\ntoo slow\nno-such-command\n4',
  },
];
