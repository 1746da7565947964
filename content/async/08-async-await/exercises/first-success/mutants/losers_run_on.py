# caught by: cancels the ops that still run
import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    tasks = [asyncio.create_task(run(op)) for op in ops]
    for next_one in asyncio.as_completed(tasks):
        try:
            return await next_one
        except Exception:
            pass
    raise ExceptionGroup("all failed", [task.exception() for task in tasks])


async def run(op):
    return await op()
