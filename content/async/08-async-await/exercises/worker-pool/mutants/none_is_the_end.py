# caught by: takes anything for a job, None too
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    queue = asyncio.Queue()
    results = [None] * len(jobs)
    for place, job in enumerate(jobs):
        queue.put_nowait((place, job))
    for _ in range(workers):
        queue.put_nowait((None, None))
    async def work():
        while True:
            place, job = await queue.get()
            if job is None:
                return
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error
    await asyncio.gather(*(work() for _ in range(workers)))
    return results
