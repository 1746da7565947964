# caught by: ends when stop is set while it waits for a job
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = set()
    while not stop.is_set():
        if jobs.empty():
            await asyncio.sleep(0.05)
        else:
            running.add(asyncio.create_task(handle(jobs.get_nowait())))
    await asyncio.sleep(grace)
    late = [task for task in running if not task.done()]
    for task in late:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    return len(running) - len(late), len(late)
