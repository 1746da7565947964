# caught by: puts the exception of a job in its place
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    gate = asyncio.Semaphore(workers)
    async def one(job):
        async with gate:
            return await handle(job)
    return await asyncio.gather(*map(one, jobs))
