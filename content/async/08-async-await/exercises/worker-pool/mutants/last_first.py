# caught by: gives back what the handler returned for each job
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    left = list(enumerate(jobs))
    results = [None] * len(jobs)
    async def work():
        while left:
            place, job = left.pop()
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error
    await asyncio.gather(*(work() for _ in range(workers)))
    return results
