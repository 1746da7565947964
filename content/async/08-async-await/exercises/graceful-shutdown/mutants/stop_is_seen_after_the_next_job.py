# caught by: ends when stop is set while it waits for a job
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = set()
    while not stop.is_set():
        job = await jobs.get()
        running.add(asyncio.create_task(handle(job)))
    if not running:
        return 0, 0
    done, late = await asyncio.wait(running, timeout=grace)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return len(done), len(late)
