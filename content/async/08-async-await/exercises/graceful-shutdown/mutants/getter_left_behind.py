# caught by: takes no job after stop
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = set()
    stopping = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            taking = asyncio.create_task(jobs.get())
            await asyncio.wait([taking, stopping], return_when=asyncio.FIRST_COMPLETED)
            if taking.done():
                running.add(asyncio.create_task(handle(taking.result())))
        late = set()
        if running:
            _, late = await asyncio.wait(running, timeout=grace)
        return len(running) - len(late), len(late)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
