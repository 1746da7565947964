# caught by: keeps an ExceptionGroup of an op whole
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
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    errors = []
    for task in tasks:
        error = task.exception()
        errors += error.exceptions if isinstance(error, ExceptionGroup) else [error]
    raise ExceptionGroup("all failed", errors)


async def run(op):
    return await op()
