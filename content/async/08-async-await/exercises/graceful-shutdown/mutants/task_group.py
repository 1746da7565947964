# caught by: goes on after a handler has failed
import asyncio


async def serve(jobs, handle, stop, *, grace):
    tasks = []
    async with asyncio.TaskGroup() as group:
        while not stop.is_set():
            if jobs.empty():
                await asyncio.sleep(0.05)
            else:
                tasks.append(group.create_task(handle(jobs.get_nowait())))
        late = set()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=grace)
        for task in late:
            task.cancel()
    return len(tasks) - len(late), len(late)
