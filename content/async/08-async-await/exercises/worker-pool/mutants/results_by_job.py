# caught by: keeps apart jobs that are the same
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    left = list(jobs)
    results = {}
    async def work():
        while left:
            job = left.pop(0)
            try:
                results[repr(job)] = await handle(job)
            except Exception as error:
                results[repr(job)] = error
    await asyncio.gather(*(work() for _ in range(workers)))
    return [results[repr(job)] for job in jobs]
