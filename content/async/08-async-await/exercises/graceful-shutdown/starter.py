import asyncio


async def serve(jobs, handle, stop, *, grace):
    ended = 0
    while not stop.is_set():
        job = await jobs.get()
        await handle(job)
        ended += 1
    return ended, 0


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
