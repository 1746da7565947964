import { py, type Attack } from './attack.ts';

/** Programs that stretch asyncio, and lessons of it that must hold. */
export const asyncioPrograms: readonly Attack[] = [
  {
    name: 'gathers',
    code: 'import asyncio\nasync def fetch(n):\n    await asyncio.sleep(0.1 * n)\n    print("got", n)\n    return n\nasync def main():\n    print(await asyncio.gather(fetch(3), fetch(1), fetch(2)))\nasyncio.run(main())\n',
    stdout: 'got 1\ngot 2\ngot 3\n[3, 1, 2]',
  },
  {
    name: 'has a group in which one fails',
    code: py`
import asyncio
async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("x")
async def wait():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise
async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(wait())
    except* ValueError as errors:
        print(errors.exceptions)
asyncio.run(main())
`,
    stdout: "cancelled\n(ValueError('x'),)",
  },
  {
    name: 'sets itself a time',
    code: 'import asyncio\nasync def main():\n    try:\n        async with asyncio.timeout(0.1):\n            await asyncio.sleep(10)\n    except TimeoutError:\n        print("too late")\n    try:\n        await asyncio.wait_for(asyncio.sleep(10), 0.1)\n    except TimeoutError:\n        print("too late again")\nasyncio.run(main())\n',
    stdout: 'too late\ntoo late again',
  },
  {
    name: 'forgets to await',
    code: 'import asyncio\nasync def nothing():\n    pass\nasync def main():\n    nothing()\nasyncio.run(main())\n',
    stdout: '',
    stderr: /main\.py:5: RuntimeWarning: coroutine 'nothing' was never awaited\n/u,
  },
  {
    name: 'never looks at a failure',
    code: 'import asyncio\nasync def fail():\n    raise ValueError("unseen")\nasync def main():\n    task = asyncio.create_task(fail())\n    await asyncio.sleep(0.1)\nasyncio.run(main())\nprint("end")\n',
    stdout: 'end',
    stderr:
      /^Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<fail\(\) done, defined at .*main\.py:2> exception=ValueError\('unseen'\)>\n[^]*ValueError: unseen$/u,
  },
  {
    name: 'leaves tasks behind',
    code: 'import asyncio\nasync def late():\n    try:\n        await asyncio.sleep(10)\n    finally:\n        print("cleaned up")\nasync def main():\n    asyncio.create_task(late())\n    await asyncio.sleep(0)\nasyncio.run(main())\nprint("end")\n',
    stdout: 'cleaned up\nend',
  },
  {
    name: 'runs a loop in a loop',
    code: 'import asyncio\nasync def main():\n    asyncio.run(asyncio.sleep(0))\nasyncio.run(main())\n',
    exitCode: 1,
    stderr: /RuntimeError: asyncio\.run\(\) cannot be called from a running event loop/u,
  },
  {
    name: 'runs one loop after another',
    code: 'import asyncio\nfor number in range(3):\n    asyncio.run(asyncio.sleep(0.01))\nloop = asyncio.new_event_loop()\nprint(loop.run_until_complete(asyncio.sleep(0.01, "done")))\nloop.close()\nwith asyncio.Runner() as runner:\n    print(runner.run(asyncio.sleep(0, "runner")))\n',
    stdout: 'done\nrunner',
  },
  {
    name: 'ignores its own cancellation',
    code: py`
import asyncio
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
    wallMs: 500,
  },
  {
    name: 'swallows its cancellation and goes on for a while',
    code: 'import asyncio\nasync def stubborn():\n    for _ in range(3):\n        try:\n            await asyncio.sleep(1)\n        except asyncio.CancelledError:\n            print("swallowed")\n    return "end"\nasync def main():\n    task = asyncio.create_task(stubborn())\n    await asyncio.sleep(0.5)\n    task.cancel()\n    print(await task)\nasyncio.run(main())\n',
    stdout: 'swallowed\nend',
  },
  {
    name: 'starts tasks without end and never waits',
    code: 'import asyncio\nasync def main():\n    while True:\n        asyncio.create_task(asyncio.sleep(0))\n        await asyncio.sleep(0)\nasyncio.run(main())\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'starts a task in every task',
    code: 'import asyncio\nasync def more():\n    asyncio.create_task(more())\n    await asyncio.sleep(0)\nasync def main():\n    await more()\n    while True:\n        await asyncio.sleep(0)\nasyncio.run(main())\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'starts thousands of tasks',
    code: 'import asyncio\nasync def one(n):\n    await asyncio.sleep(0.01)\n    return n\nasync def main():\n    print(sum(await asyncio.gather(*(one(n) for n in range(5000)))))\nasyncio.run(main())\n',
    stdout: '12497500',
  },
  {
    name: 'calls itself soon without end',
    code: 'import asyncio\ndef again(loop):\n    loop.call_soon(again, loop)\nloop = asyncio.new_event_loop()\nagain(loop)\nloop.run_forever()\n',
    kind: 'timed-out',
    wallMs: 500,
  },
  {
    name: 'blocks the loop',
    code: 'import asyncio, time\nasync def tick():\n    for _ in range(3):\n        await asyncio.sleep(0.1)\n        print("tick")\nasync def main():\n    task = asyncio.create_task(tick())\n    await asyncio.sleep(0.15)\n    time.sleep(0.5)\n    print("blocked")\n    await task\nasyncio.run(main())\n',
    stdout: 'tick\nblocked\ntick\ntick',
  },
  {
    name: 'works in threads',
    code: 'import asyncio, time\ndef work(n):\n    time.sleep(0.1)\n    return n * n\nasync def main():\n    print(await asyncio.gather(*(asyncio.to_thread(work, n) for n in range(5))))\n    print(await asyncio.get_running_loop().run_in_executor(None, work, 9))\nasyncio.run(main())\n',
    stdout: '[0, 1, 4, 9, 16]\n81',
  },
  {
    name: 'works in processes',
    code: 'import asyncio, concurrent.futures\ndef work(n):\n    return n * n\nasync def main():\n    with concurrent.futures.ProcessPoolExecutor(2) as pool:\n        loop = asyncio.get_running_loop()\n        print(await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in range(5))))\nif __name__ == "__main__":\n    asyncio.run(main())\n',
    stdout: '[0, 1, 4, 9, 16]',
  },
  {
    name: 'leaves a thread that blocks its executor',
    code: 'import asyncio, threading\nasync def main():\n    asyncio.get_running_loop().run_in_executor(None, threading.Event().wait)\n    await asyncio.sleep(0)\nasyncio.run(main())\n',
    kind: 'deadlocked',
    wallMs: 500,
    onRealClock: { kind: 'timed-out' },
  },
  {
    name: 'starts commands',
    code: py`
import asyncio, sys
async def main():
    command = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await command.communicate(b"through"), command.returncode)
    command = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    print(await command.communicate(), command.returncode)
    command = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(6 * 7)", stdout=asyncio.subprocess.PIPE)
    print(await command.stdout.readline(), await command.wait())
    command = await asyncio.create_subprocess_exec("sleep", "60")
    command.terminate()
    print(await command.wait())
asyncio.run(main())
`,
    stdout: "(b'through', None) 0\n(b'out\\n', b'err\\n') 3\nb'42\\n' 0\n-15",
  },
  {
    name: 'hears signals',
    code: 'import asyncio, os, signal\nasync def main():\n    heard = asyncio.Event()\n    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, heard.set)\n    asyncio.get_running_loop().call_later(0.1, os.kill, os.getpid(), signal.SIGUSR1)\n    await asyncio.wait_for(heard.wait(), 3)\n    print("heard")\nasyncio.run(main())\n',
    stdout: 'heard',
  },
  {
    name: 'is interrupted in its loop',
    code: 'import asyncio, os, signal\nasync def main():\n    try:\n        os.kill(os.getpid(), signal.SIGINT)\n        await asyncio.sleep(5)\n    except asyncio.CancelledError:\n        print("cancelled")\n        raise\ntry:\n    asyncio.run(main())\nexcept KeyboardInterrupt:\n    print("interrupted")\n',
    stdout: 'cancelled\ninterrupted',
  },
  {
    name: 'goes over things as they come',
    code: 'import asyncio, contextlib\nasync def numbers():\n    try:\n        for n in range(5):\n            await asyncio.sleep(0.01)\n            yield n\n    finally:\n        print("closed")\n@contextlib.asynccontextmanager\nasync def room():\n    print("in")\n    yield\n    print("out")\nasync def main():\n    async with room():\n        async for n in numbers():\n            if n == 2:\n                break\n    print([n async for n in numbers()])\nasyncio.run(main())\n',
    stdout: /^in\nout\n(closed\n)?closed\n\[0, 1, 2, 3, 4\](\nclosed)?$/u,
  },
  {
    name: 'hands things on through queues',
    code: 'import asyncio\nasync def produce(queue):\n    for n in range(3):\n        await queue.put(n)\n    await queue.join()\nasync def consume(queue, name):\n    while True:\n        print(name, await queue.get())\n        queue.task_done()\nasync def main():\n    queue = asyncio.Queue(1)\n    consumers = [asyncio.create_task(consume(queue, name)) for name in "ab"]\n    await produce(queue)\n    for consumer in consumers: consumer.cancel()\nasyncio.run(main())\n',
    stdout: /^([ab] \d\n){2}[ab] 2$/u,
  },
  {
    name: 'keeps things of its context apart',
    code: 'import asyncio, contextvars\nwho = contextvars.ContextVar("who", default="nobody")\nasync def say(name):\n    who.set(name)\n    await asyncio.sleep(0)\n    print(who.get())\nasync def main():\n    await asyncio.gather(say("a"), say("b"))\n    print(who.get())\nasyncio.run(main())\n',
    stdout: 'a\nb\nnobody',
  },
  {
    name: 'is looked at closely',
    code: 'import asyncio\nasync def main():\n    print(asyncio.get_running_loop().get_debug())\n    await asyncio.sleep(0.01)\nasyncio.run(main(), debug=True)\n',
    stdout: 'True',
  },
  {
    name: 'measures how long it takes',
    code: 'import asyncio, time\nasync def main():\n    began = time.perf_counter()\n    await asyncio.gather(*(asyncio.sleep(0.2) for _ in range(10)))\n    print(0.19 < time.perf_counter() - began < 1.5)\nasyncio.run(main())\n',
    stdout: 'True',
  },
  {
    name: 'fails in a callback',
    code: 'import asyncio\nasync def main():\n    asyncio.get_running_loop().call_soon(lambda: 1 / 0)\n    await asyncio.sleep(0.01)\n    print("on")\nasyncio.run(main())\n',
    stdout: 'on',
    stderr: /^Exception in callback main\.<locals>\.<lambda>\(\)[^]*ZeroDivisionError: division by zero$/u,
  },
  {
    name: 'raises what no one catches through a task',
    code: 'import asyncio\nclass Odd(BaseException): pass\nasync def fail():\n    raise Odd("through")\nasync def main():\n    await asyncio.gather(fail(), asyncio.sleep(5))\nasyncio.run(main())\n',
    exitCode: 1,
    stderr: /Odd: through\n?$/u,
  },
  {
    name: 'reads its input in coroutines',
    code: 'import asyncio, sys\nasync def main():\n    print(await asyncio.to_thread(sys.stdin.readline))\n    reader = asyncio.StreamReader()\n    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)\n    print(await reader.read())\nasyncio.run(main())\n',
    stdin: 'first\nsecond\n',
    stdout: /^first\n\nb'(second\\n)?'$/u,
  },
  {
    name: 'has a loop in a thread',
    code: 'import asyncio, threading\nloop = asyncio.new_event_loop()\nthread = threading.Thread(target=loop.run_forever, daemon=True)\nthread.start()\nasync def work():\n    await asyncio.sleep(0.1)\n    return threading.current_thread() is thread\nprint(asyncio.run_coroutine_threadsafe(work(), loop).result(5))\nloop.call_soon_threadsafe(loop.stop)\nthread.join()\nprint("end")\n',
    stdout: 'True\nend',
  },
];
