# caught by: raises ValueError without any ops
import asyncio


async def first_success(*ops):
    tasks = [asyncio.create_task(run(op)) for op in ops]
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
        if tasks:
            raise ExceptionGroup("all failed", [task.exception() for task in tasks])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def run(op):
    return await op()
