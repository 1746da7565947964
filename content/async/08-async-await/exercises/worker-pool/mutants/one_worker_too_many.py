# caught by: never runs more handlers at once than there are workers
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    left = list(enumerate(jobs))
    results = [None] * len(jobs)
    async def work():
        while left:
            place, job = left.pop(0)
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error
    await asyncio.gather(*(work() for _ in range(workers + 1)))
    return results
