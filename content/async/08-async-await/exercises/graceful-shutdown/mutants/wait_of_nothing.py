# caught by: ends when stop is set while it waits for a job
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = set()
    while not stop.is_set():
        if jobs.empty():
            await asyncio.sleep(0.05)
        else:
            task = asyncio.create_task(handle(jobs.get_nowait()))
            running.add(task)
            task.add_done_callback(running.discard)
    done, late = await asyncio.wait(running, timeout=grace)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return len(done), len(late)
