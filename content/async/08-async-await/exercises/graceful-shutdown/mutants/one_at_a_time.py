# caught by: starts each job as it comes, beside those that run
import asyncio


async def serve(jobs, handle, stop, *, grace):
    ended = 0
    while not stop.is_set():
        try:
            job = jobs.get_nowait()
        except asyncio.QueueEmpty:
            await asyncio.sleep(0.05)
            continue
        try:
            await handle(job)
        except Exception:
            pass
        ended += 1
    return ended, 0
