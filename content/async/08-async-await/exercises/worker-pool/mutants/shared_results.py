# caught by: serves several callers at once
import asyncio
_left = []
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    _left[:] = enumerate(jobs)
    results = [None] * len(jobs)
    async def work():
        while _left:
            place, job = _left.pop(0)
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error
    await asyncio.gather(*(work() for _ in range(workers)))
    return results
