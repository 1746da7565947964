# caught by: raises ValueError when workers is below 1
import asyncio
async def run_jobs(jobs, handle, *, workers):
    left = list(enumerate(jobs))
    results = [None] * len(jobs)
    async def work():
        while left:
            place, job = left.pop(0)
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error
    await asyncio.gather(*(work() for _ in range(workers)))
    return results
