import asyncio


async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers must be at least 1")
    queue = asyncio.Queue()
    for place, job in enumerate(jobs):
        queue.put_nowait((place, job))
    results = [None] * len(jobs)

    async def work():
        while not queue.empty():
            place, job = queue.get_nowait()
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error

    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
    return results


async def main():
    async def double(number):
        await asyncio.sleep(1)
        if number == 3:
            raise ValueError("not this one")
        return number * 2

    start = asyncio.get_running_loop().time()
    print(await run_jobs([1, 2, 3, 4], double, workers=2))
    print(asyncio.get_running_loop().time() - start, "s")


if __name__ == "__main__":
    asyncio.run(main())
