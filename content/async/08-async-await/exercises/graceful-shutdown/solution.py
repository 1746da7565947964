import asyncio


async def serve(jobs, handle, stop, *, grace):
    stopping = asyncio.create_task(stop.wait())
    taking = None
    handlers = set()
    try:
        while not stop.is_set():
            taking = asyncio.create_task(jobs.get())
            await asyncio.wait([taking, stopping], return_when=asyncio.FIRST_COMPLETED)
            if not taking.done():
                break
            handlers.add(asyncio.create_task(_run(handle, taking.result())))
        await _end([taking] if taking else [])
        still = set()
        if handlers:
            _, still = await asyncio.wait(handlers, timeout=grace)
        await _end(still)
        return len(handlers) - len(still), len(still)
    finally:
        await _end([stopping, *handlers, *([taking] if taking else [])])


async def _run(handle, job):
    await handle(job)


async def _end(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def main():
    async def handle(seconds):
        await asyncio.sleep(seconds)
        print(f"did the job of {seconds} s")

    jobs = asyncio.Queue()
    stop = asyncio.Event()
    for seconds in (1, 3, 9):
        jobs.put_nowait(seconds)
    asyncio.get_running_loop().call_later(2, stop.set)
    print("ended, cancelled:", await serve(jobs, handle, stop, grace=2))


if __name__ == "__main__":
    asyncio.run(main())
