# caught by: never runs more handlers at once than there are workers
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    running = set()
    tasks = []
    for job in jobs:
        while len(running) > workers:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        task = asyncio.ensure_future(handle(job))
        running.add(task)
        tasks.append(task)
    return await asyncio.gather(*tasks, return_exceptions=True)
