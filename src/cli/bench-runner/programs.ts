/** The programs that are measured. */
export const programs = {
  hi: 'print("hi")\n',
  gather: `import asyncio

async def work(number):
    await asyncio.sleep(0.001 * number)
    return number

async def main():
    print(await asyncio.gather(work(1), work(2), work(3)))

asyncio.run(main())
`,
  /** Three seconds on its own clock. */
  lesson: `import asyncio

async def brew(drink, seconds):
    print(f"{drink}: started")
    await asyncio.sleep(seconds)
    print(f"{drink}: ready")
    return drink

async def main():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(brew(name, seconds)) for name, seconds in (("tea", 1), ("coffee", 2), ("cocoa", 3))]
    print([task.result() for task in tasks])

asyncio.run(main())
`,
  /** A thousand tasks that each wait ten times: for a lock, a queue, or their next turn. It prints its own CPU seconds. */
  mixed: `import asyncio, time

async def worker(number, lock, queue):
    for turn in range(10):
        match (number + turn) % 3:
            case 0:
                async with lock:
                    await asyncio.sleep(0)
            case 1:
                await queue.put(number)
                await queue.get()
            case _:
                await asyncio.sleep(0)

async def main():
    lock, queue = asyncio.Lock(), asyncio.Queue()
    await asyncio.gather(*(worker(number, lock, queue) for number in range(1000)))

began = time.process_time()
asyncio.run(main())
print(time.process_time() - began)
`,
} as const;
