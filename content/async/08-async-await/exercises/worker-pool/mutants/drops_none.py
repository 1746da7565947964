# caught by: takes an empty result for a result
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    gate = asyncio.Semaphore(workers)
    async def one(job):
        async with gate:
            return await handle(job)
    results = await asyncio.gather(*map(one, jobs), return_exceptions=True)
    return [result for result in results if result is not None]
