# caught by: begins the next job as soon as one is done
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    results = [None] * len(jobs)
    async def work(first):
        for place in range(first, len(jobs), workers):
            try:
                results[place] = await handle(jobs[place])
            except Exception as error:
                results[place] = error
    await asyncio.gather(*(work(first) for first in range(workers)))
    return results
