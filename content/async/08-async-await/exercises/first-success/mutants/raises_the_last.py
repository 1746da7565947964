# caught by: raises an ExceptionGroup when all fail
import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    tasks = [asyncio.create_task(run(op)) for op in ops]
    last = None
    try:
        for next_one in asyncio.as_completed(tasks):
            try:
                return await next_one
            except Exception as error:
                last = error
        raise last
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def run(op):
    return await op()
