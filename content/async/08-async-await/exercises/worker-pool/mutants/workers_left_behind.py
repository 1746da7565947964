# caught by: cancels the running handlers when it is cancelled
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    queue = asyncio.Queue()
    for entry in enumerate(jobs):
        queue.put_nowait(entry)
    results = [None] * len(jobs)
    async def work():
        while True:
            place, job = await queue.get()
            try:
                results[place] = await handle(job)
            except Exception as error:
                results[place] = error
            queue.task_done()
    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    await queue.join()
    for task in tasks:
        task.cancel()
    return results
