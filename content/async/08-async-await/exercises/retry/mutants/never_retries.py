# caught by: tries again after a failure
import asyncio
async def retry(op, *, attempts=3, base_delay=0.1, max_delay=None, retry_on=(Exception,)):
    if attempts < 1:
        raise ValueError
    return await op()
