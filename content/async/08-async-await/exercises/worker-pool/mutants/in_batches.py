# caught by: begins the next job as soon as one is done
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    results = []
    for start in range(0, len(jobs), workers):
        results += await asyncio.gather(*map(handle, jobs[start:start + workers]), return_exceptions=True)
    return results
