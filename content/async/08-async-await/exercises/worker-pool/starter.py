import asyncio


async def run_jobs(jobs, handle, *, workers):
    results = []
    for job in jobs:
        results.append(await handle(job))
    return results


async def main():
    async def double(number):
        await asyncio.sleep(1)
        return number * 2

    start = asyncio.get_running_loop().time()
    print(await run_jobs([1, 2, 3, 4], double, workers=2))
    print(asyncio.get_running_loop().time() - start, "s")


if __name__ == "__main__":
    asyncio.run(main())
