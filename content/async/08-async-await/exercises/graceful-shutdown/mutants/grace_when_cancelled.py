# caught by: cancels all handlers when it is cancelled
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running, late = set(), set()
    try:
        while not stop.is_set():
            if jobs.empty():
                await asyncio.sleep(0.05)
            else:
                running.add(asyncio.create_task(handle(jobs.get_nowait())))
    finally:
        if running:
            _, late = await asyncio.wait(running, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
    return len(running) - len(late), len(late)
