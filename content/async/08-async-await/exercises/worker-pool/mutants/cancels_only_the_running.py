# caught by: begins no other job once it is cancelled
import asyncio
async def run_jobs(jobs, handle, *, workers):
    if workers < 1:
        raise ValueError("workers")
    left = list(enumerate(jobs))
    results = [None] * len(jobs)
    running = set()
    async def work():
        while left:
            place, job = left.pop(0)
            task = asyncio.ensure_future(handle(job))
            running.add(task)
            await asyncio.wait([task])
            running.discard(task)
            if task.cancelled():
                continue
            results[place] = task.exception() or task.result()
            if task.exception() is None:
                results[place] = task.result()
    workers_ = [asyncio.create_task(work()) for _ in range(workers)]
    try:
        await asyncio.wait(workers_)
    except asyncio.CancelledError:
        for task in list(running):
            task.cancel()
        raise
    return results
