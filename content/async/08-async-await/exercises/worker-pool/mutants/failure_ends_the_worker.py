# caught by: does all other jobs when some fail
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    left = list(enumerate(jobs))
    results = [None] * len(jobs)
    async def work():
        place = None
        try:
            while left:
                place, job = left.pop(0)
                results[place] = await handle(job)
        except Exception as error:
            results[place] = error
    await asyncio.gather(*(work() for _ in range(workers)))
    return results
