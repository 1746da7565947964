# caught by: never runs more handlers at once than there are workers
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    return await asyncio.gather(*(handle(job) for job in jobs), return_exceptions=True)
