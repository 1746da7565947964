# caught by: puts the exception of a job in its place
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
            except Exception:
                pass
    await asyncio.gather(*(work() for _ in range(workers)))
    return results
