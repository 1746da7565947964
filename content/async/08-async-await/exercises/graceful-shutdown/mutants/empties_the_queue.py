# caught by: takes nothing when stop was set before
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = set()
    while not (stop.is_set() and jobs.empty()):
        if jobs.empty():
            await asyncio.sleep(0.05)
        else:
            running.add(asyncio.create_task(handle(jobs.get_nowait())))
    late = set()
    if running:
        _, late = await asyncio.wait(running, timeout=grace)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return len(running) - len(late), len(late)
