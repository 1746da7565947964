# caught by: cancels all ops when it is cancelled
import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    tasks = [asyncio.create_task(run(op)) for op in ops]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
    except asyncio.CancelledError:
        return None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    raise ExceptionGroup("all failed", [task.exception() for task in tasks])


async def run(op):
    return await op()
