# caught by: waits until the cancelled handlers have ended
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = set()
    try:
        while not stop.is_set():
            if jobs.empty():
                await asyncio.sleep(0.05)
            else:
                running.add(asyncio.create_task(handle(jobs.get_nowait())))
        late = set()
        if running:
            _, late = await asyncio.wait(running, timeout=grace)
        return len(running) - len(late), len(late)
    finally:
        for task in running:
            task.cancel()
