# caught by: puts the exceptions in the order of the ops
import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    tasks = [asyncio.create_task(run(op)) for op in ops]
    errors = []
    try:
        for next_one in asyncio.as_completed(tasks):
            try:
                return await next_one
            except Exception as error:
                errors.append(error)
        raise ExceptionGroup("all failed", errors)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def run(op):
    return await op()
