# caught by: cancels who runs longer than `grace`
import asyncio


async def serve(jobs, handle, stop, *, grace):
    running = []
    while not stop.is_set():
        if jobs.empty():
            await asyncio.sleep(0.05)
        else:
            running.append(asyncio.create_task(handle(jobs.get_nowait())))
    late = 0
    for task in running:
        try:
            await asyncio.wait_for(task, grace)
        except TimeoutError:
            late += 1
        except Exception:
            pass
    return len(running) - late, late
