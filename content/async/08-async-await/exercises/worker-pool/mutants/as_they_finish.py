# caught by: lists results in the order of jobs, whoever is done first
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    queue = asyncio.Queue()
    for job in jobs:
        queue.put_nowait(job)
    results = []
    async def work():
        while not queue.empty():
            job = queue.get_nowait()
            try:
                results.append(await handle(job))
            except Exception as error:
                results.append(error)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
    return results
