# caught by: takes a failing call for a failure
import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    tasks = [asyncio.ensure_future(op()) for op in ops]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
        raise ExceptionGroup("all failed", [task.exception() for task in tasks])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
