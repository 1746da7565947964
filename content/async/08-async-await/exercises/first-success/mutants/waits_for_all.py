# caught by: returns the result that comes first
import asyncio


async def first_success(*ops):
    if not ops:
        raise ValueError("no ops")
    results = await asyncio.gather(*(run(op) for op in ops), return_exceptions=True)
    for result in results:
        if not isinstance(result, Exception):
            return result
    raise ExceptionGroup("all failed", results)


async def run(op):
    return await op()
